import { makeStyles, tokens } from '@fluentui/react-components';

/** The looks that more than one view uses. */
export const usePaneStyles = makeStyles({
  pane: { minHeight: '100vh', boxSizing: 'border-box', padding: '4px 12px 24px' },
  // the tabs fit 320 px; with larger text they take a second line
  tabs: { flexWrap: 'wrap' },
  view: {
    ...{ display: 'flex', flexDirection: 'column', gap: '12px', paddingTop: '12px' },
    // a formula or a name is longer than a narrow pane is wide
    overflowWrap: 'break-word',
    '& .fui-MessageBarBody': { overflowWrap: 'anywhere' },
    '& h2': { margin: 0 },
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  spread: { display: 'flex', gap: '8px', alignItems: 'baseline', justifyContent: 'space-between' },
  /** Things that belong together below one another. */
  stack: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'stretch' },
  unbroken: { flexShrink: 0, whiteSpace: 'nowrap', alignSelf: 'flex-start' },
  /** A word that is longer than the pane is broken. */
  breakable: { overflowWrap: 'anywhere', minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground2 },
  code: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    padding: '4px 6px',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '8px' },
  table: {
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    '& th': { textAlign: 'left', fontWeight: tokens.fontWeightSemibold },
    '& th, & td': {
      padding: '3px 6px 3px 0',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      overflowWrap: 'anywhere',
    },
  },
  number: { fontVariantNumeric: 'tabular-nums' },
});
