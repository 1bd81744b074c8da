import { makeStyles, tokens } from '@fluentui/react-components';

/** The looks that several parts of the Prices view share. */
export const usePricesStyles = makeStyles({
  /** Takes the focus after an action, so that keyboard and screen reader go on from there. */
  focusTarget: {
    ':focus': { outlineStyle: 'none' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  stack: { display: 'flex', flexDirection: 'column', gap: '8px' },
  tight: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '4px' },
  divided: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '8px', paddingBottom: '4px' },
  /** A live region stays in the page when it has nothing to say, and then takes no room. */
  live: { ':empty': { marginTop: '-8px' } },
  /** A price and what becomes of it; wraps instead of scrolling sideways. */
  change: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '12px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  changeColumn: { color: tokens.colorNeutralForeground2 },
  changePrices: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', columnGap: '8px', marginLeft: 'auto' },
  indented: { paddingLeft: '32px' },
  aboutSource: { margin: '-6px 0 4px', paddingLeft: '32px' },
  badge: { flexShrink: 0, whiteSpace: 'nowrap' },
  /** The badge goes below the title where both do not fit. */
  datedTitle: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 8px',
    alignItems: 'baseline',
    justifyContent: 'space-between',
  },
  summary: { cursor: 'pointer' },
  caution: { margin: '2px 0', overflowWrap: 'anywhere' },
  rowTitle: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '6px',
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  inForce: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: '8px' },
  heading: { margin: 0 },
  bullets: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', gap: '4px' },
  // a browser's own least width of a text field is more than a pane has at 200 % zoom
  field: { minWidth: 0, maxWidth: '100%' },
  fieldInput: { minWidth: 0, width: '100%' },
  breakable: { overflowWrap: 'anywhere', minWidth: 0 },
  /** Words for the screen reader alone. */
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  /** Stays in reach while a long list scrolls, where there is height enough that it hides nothing. */
  actionBar: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    paddingTop: '8px',
    paddingBottom: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (min-height: 560px)': { position: 'sticky', bottom: 0, zIndex: 1 },
  },
});
