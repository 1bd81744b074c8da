import { makeStyles, tokens } from '@fluentui/react-components';

export const useInsertStyles = makeStyles({
  /** A function in the list: one press target as wide as the pane. */
  entry: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '2px',
    width: '100%',
    padding: '8px 10px',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    borderRadius: tokens.borderRadiusMedium,
  },
  starter: {
    display: 'flex',
    gap: '8px',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    padding: '4px 10px',
  },
  group: { display: 'flex', flexDirection: 'column', gap: '2px' },
  groupTitle: { margin: '4px 0 2px', fontSize: tokens.fontSizeBase300, color: tokens.colorNeutralForeground2 },
  fields: { display: 'flex', flexDirection: 'column', gap: '14px', overflowWrap: 'anywhere' },
  plainList: { listStyleType: 'none', margin: 0, padding: 0 },
  fieldLine: { display: 'flex', gap: '4px', alignItems: 'stretch', '& > :first-child': { flexGrow: 1, minWidth: 0 } },
  take: { minWidth: 'auto', paddingInline: '8px', flexShrink: 0 },
  /** A combobox has a least width of its own that is wider than the narrowest pane. */
  narrow: { minWidth: 0, width: '100%', boxSizing: 'border-box' },
  more: {
    '& > summary': { cursor: 'pointer', padding: '4px 0', fontWeight: tokens.fontWeightSemibold },
    '&[open] > summary': { marginBottom: '10px' },
  },
  back: { marginLeft: '-8px' },
  /** Stays in sight while the fields scroll, unless the pane is so low that it would cover them. */
  outcome: {
    position: 'sticky',
    bottom: 0,
    '@media (max-height: 560px)': { position: 'static' },
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    margin: '0 -12px -24px',
    padding: '10px 12px 14px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  preview: { display: 'flex', flexDirection: 'column', gap: '2px', minHeight: '22px' },
  value: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
  },
  scroller: { overflowX: 'auto', maxHeight: '168px', overflowY: 'auto' },
  spill: {
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    '& td': {
      padding: '2px 8px 2px 0',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      whiteSpace: 'nowrap',
      maxWidth: '220px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
  },
  numberCell: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  /** Low enough to leave the field in sight in the smallest pane. */
  options: { maxHeight: '240px', overflowY: 'auto' },
  option: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  optionAbout: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});
