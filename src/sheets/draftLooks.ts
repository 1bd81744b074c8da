import type { DraftCell, DraftLook } from './sheetDraft';

/** Fonts, colours and alignment of a cell; what is absent stays as it is in a new sheet. */
export interface CellLook {
  readonly bold?: true;
  readonly italic?: true;
  readonly sizePoints?: number;
  /** "#rrggbb" */
  readonly color?: string;
  readonly fill?: string;
  readonly align?: 'left' | 'right';
  readonly indent?: 1;
  readonly wrap?: true;
}

const INK = '#16324f';
const SOFT = '#57606a';
const SHADE = '#f0f2f5';

/** One meaning of each look for every place that can hold a sheet. */
const LOOKS: Record<DraftLook, CellLook> = {
  title: { bold: true, sizePoints: 16, color: INK },
  subtitle: { color: SOFT },
  heading: { bold: true, color: INK },
  columnHeader: { bold: true, fill: SHADE },
  input: { color: '#0b5cad', fill: '#eaf3fc', align: 'right' },
  result: { bold: true },
  total: { bold: true, fill: SHADE },
  note: { italic: true, color: SOFT },
  explanation: { color: SOFT },
  pass: { bold: true, color: '#0b6a2b' },
  fail: { bold: true, color: '#a4262c' },
};

/** The Excel style of the tables in a draft. */
export const DRAFT_TABLE_STYLE = 'TableStyleLight9';

/** How a cell is drawn: its look with its own alignment, indent and wrapping. Undefined for a plain cell. */
export function lookOf({ look, align, indent, wrap }: DraftCell): CellLook | undefined {
  if (!look && !align && !indent && !wrap) return undefined;
  return {
    ...(look ? LOOKS[look] : {}),
    ...(align ? { align } : {}),
    ...(indent ? { align: 'left', indent } : {}),
    ...(wrap ? { wrap } : {}),
  };
}
