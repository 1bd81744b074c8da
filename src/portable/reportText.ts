import type { CopyReport, FrozenFormula } from './copyReport';
import { isError } from './settleValue';
import type { CellValue } from './xlsx/workbookFile';

/** What was made of a workbook, in lines for a terminal or the pane. Long lists are cut. */
export function reportText(report: CopyReport): string {
  const { converted, convertedElsewhere, younger, frozen, left, corrected, unchecked, hasMacros, prices, addedSheets } =
    report;
  return [
    `${counted(converted, 'formula')} in cells${convertedElsewhere > 0 ? ` and ${convertedElsewhere} elsewhere` : ''} made plain.`,
    ...(younger.formulas > 0
      ? [
          `${counted(younger.formulas, 'formula')} with functions that only newer Excel has: ${younger.names.join(', ')}.`,
        ]
      : []),
    ...list(`${counted(frozen.length, 'formula')} kept as a value:`, frozen.map(frozenLine)),
    ...list(
      `${counted(corrected.length, 'value')} out of date, put right:`,
      corrected.map(({ place, stored, now }) => `${place}: ${shown(stored)} → ${shown(now)}`),
    ),
    ...(unchecked > 0
      ? [
          `${counted(unchecked, 'value')} taken over as stored, if stored: only a spreadsheet can calculate the formula.`,
        ]
      : []),
    ...list(
      `${counted(left.length, 'formula')} could not be read and still need the add-in:`,
      left.map(({ place, formula, reason }) => `${place}: ${formula} (${reason})`),
    ),
    ...(hasMacros ? ['The macros are kept as they were: whether they need the add-in was not looked at.'] : []),
    `Prices as of ${prices.asOf}, ${prices.origin === 'workbook' ? 'from the workbook’s own table' : 'list prices that came with the add-in'}.`,
    ...prices.editedRows.map(
      ({ sheet, rows }) => `${counted(rows.length, 'row')} of “${sheet}” with a list price that was edited by hand.`,
    ),
    `Sheets added: ${addedSheets.join(', ')}.`,
  ].join('\n');
}

const MOST_LINES = 30;

function list(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MOST_LINES;
  return [
    heading,
    ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function frozenLine({ place, formula, reason }: FrozenFormula): string {
  return `${place}: ${formula}, because ${reason}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function shown(value: CellValue): string {
  return isError(value) ? value.error : String(value ?? 'blank');
}
