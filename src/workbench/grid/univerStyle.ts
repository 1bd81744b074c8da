import { BooleanNumber, HorizontalAlign, WrapStrategy } from '@univerjs/presets';
import type { IStyleData, Nullable } from '@univerjs/presets';
import type { CellStyle } from '../excel-host/sheetStore';

const ALIGNMENTS: Record<NonNullable<CellStyle['align']>, HorizontalAlign> = {
  General: HorizontalAlign.UNSPECIFIED,
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
};

/** What the engine keeps between a cell's edge and its text, and what an indent level adds to it. */
const EDGE_PX = 2;
const INDENT_PX = 9;

/** The engine's style; absent fields are left as they are. */
export function toStyle({ bold, italic, color, fill, size, font, align, wrap, indent }: CellStyle): IStyleData {
  const style: IStyleData = {};
  if (bold !== undefined) style.bl = flag(bold);
  if (italic !== undefined) style.it = flag(italic);
  if (color !== undefined) style.cl = { rgb: color };
  if (fill !== undefined) style.bg = fill === null ? null : { rgb: fill };
  if (size !== undefined) style.fs = size;
  if (font !== undefined) style.ff = font;
  if (align !== undefined) style.ht = ALIGNMENTS[align];
  if (indent !== undefined) style.pd = { l: EDGE_PX + indent * INDENT_PX };
  if (wrap !== undefined) style.tb = wrap ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW;
  return style;
}

export function fromStyle(style: Nullable<IStyleData>): CellStyle {
  const aligned = style?.ht ?? HorizontalAlign.UNSPECIFIED;
  return {
    bold: style?.bl === BooleanNumber.TRUE,
    italic: style?.it === BooleanNumber.TRUE,
    color: style?.cl?.rgb ?? undefined,
    fill: style?.bg?.rgb ?? undefined,
    size: style?.fs,
    font: style?.ff ?? undefined,
    align: alignmentName(aligned),
    wrap: style?.tb === WrapStrategy.WRAP,
    indent: Math.round(((style?.pd?.l ?? EDGE_PX) - EDGE_PX) / INDENT_PX),
  };
}

function flag(on: boolean): BooleanNumber {
  return on ? BooleanNumber.TRUE : BooleanNumber.FALSE;
}

function alignmentName(wanted: HorizontalAlign): CellStyle['align'] {
  const names = Object.keys(ALIGNMENTS) as NonNullable<CellStyle['align']>[];
  return names.find((name) => ALIGNMENTS[name] === wanted);
}
