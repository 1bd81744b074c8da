import type { CalculatedValue } from '../calculateWithExcelts';
import { cellAddress } from '../../portable/xlsx/cellAddress';
import type { DraftCell, SheetDraft } from '../../sheets/sheetDraft';

type Values = ReadonlyMap<string, CalculatedValue>;

/** The draft with what its formulas show, and with the cells into which they spill. */
export function filledDraft(draft: SheetDraft, values: Values): SheetDraft {
  const cells = draft.rows.map((row) =>
    row.map((cell): DraftCell => (cell === null ? {} : typeof cell === 'object' ? cell : { value: cell })),
  );
  const isFree = (row: number, column: number) => {
    const cell = cells[row]?.[column];
    return cell?.value === undefined && cell?.formula === undefined && values.has(cellAddress(row, column));
  };
  for (const [row, line] of [...cells.entries()]) {
    for (const [column, cell] of [...line.entries()]) {
      if (cell.formula === undefined) continue;
      // a spill ends where a row or column of it would have no value
      const columns = count((offset) => isFree(row, column + offset));
      const rows = count((offset) => isFree(row + offset, column));
      line[column] = {
        ...cell,
        ...shown(values.get(cellAddress(row, column))),
        ...(rows * columns > 1 ? { spill: { rows, columns } } : {}),
      };
      for (let down = 0; down < rows; down += 1) {
        for (let right = down === 0 ? 1 : 0; right < columns; right += 1) {
          const target = (cells[row + down] ??= []);
          target[column + right] = {
            ...target[column + right],
            ...shown(values.get(cellAddress(row + down, column + right))),
          };
        }
      }
    }
  }
  return { ...draft, rows: Array.from(cells, (line) => Array.from(line ?? [], (cell) => cell ?? null)) };
}

/** 1 and as many neighbours as there are. */
function count(isPartOfSpill: (offset: number) => boolean): number {
  let size = 1;
  while (isPartOfSpill(size)) size += 1;
  return size;
}

function shown(value: CalculatedValue | undefined): Pick<DraftCell, 'value'> {
  if (value === undefined) return {};
  if (typeof value !== 'object') return { value };
  if (value.error === '#N/A' || value.error === '#VALUE!' || value.error === '#DIV/0!')
    return { value: { error: value.error } };
  throw new TypeError(`a formula of an example shows ${value.error}`);
}
