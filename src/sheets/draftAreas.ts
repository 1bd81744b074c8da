import { lookOf, type CellLook } from './draftLooks';
import { equalRects } from './equalRects';
import type { DraftCell, SheetDraft } from './sheetDraft';

type Rect = ReturnType<typeof equalRects>[number]['rect'];

export interface DraftAreas {
  /** From A1, every line of the same length. */
  readonly cells: readonly (readonly (DraftCell | null)[])[];
  readonly formats: readonly { readonly rect: Rect; readonly format: string }[];
  readonly looks: readonly { readonly rect: Rect; readonly look: CellLook }[];
}

/** A draft as a live sheet takes it: its cells, and the rectangles that can be formatted in one go. */
export function draftAreas({ rows }: SheetDraft): DraftAreas {
  const columns = Math.max(...rows.map((line) => line.length));
  const cells = rows.map((line) => Array.from({ length: columns }, (_, column) => asCell(line[column] ?? null)));
  const lookTexts = cells.map((line) => line.map((cell) => lookText(cell)));
  return {
    cells,
    formats: equalRects(cells.map((line) => line.map((cell) => cell?.format ?? ''))).map(({ rect, text }) => ({
      rect,
      format: text,
    })),
    looks: equalRects(lookTexts).map(({ rect, text }) => ({ rect, look: JSON.parse(text) as CellLook })),
  };
}

function lookText(cell: DraftCell | null): string {
  const look = cell && lookOf(cell);
  return look ? JSON.stringify(look) : '';
}

function asCell(content: SheetDraft['rows'][number][number]): DraftCell | null {
  return content === null || typeof content === 'object' ? content : { value: content };
}
