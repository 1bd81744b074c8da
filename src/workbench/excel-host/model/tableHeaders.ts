import type { Rect, SheetStore } from '../sheetStore';
import { sameName } from './nameRules';

/** Makes the header row what Excel makes of it: text in every cell, no two alike. */
export function writeHeaders(store: SheetStore, sheet: string, row: Rect): void {
  const names: string[] = [];
  const inputs = store.read(sheet, row)[0].map((cell, index) => {
    const name = freeHeader(cell.text === '' ? `Column${index + 1}` : cell.text, names, cell.text === '');
    names.push(name);
    return cell.value === name && cell.formula === '' ? null : { value: name };
  });
  if (inputs.some((input) => input !== null)) store.write(sheet, row, [inputs]);
}

function freeHeader(wanted: string, taken: string[], isGenerated: boolean): string {
  const stem = isGenerated ? 'Column' : wanted;
  let name = wanted;
  for (let number = 2; taken.some((other) => sameName(other, name)); number++) name = `${stem}${number}`;
  return name;
}
