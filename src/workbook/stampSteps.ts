import { TEXT_FORMAT } from './cellText';
import type { Area, WorkbookStep } from './gateway';
import { columnKeys } from './tableContent';
import { SOURCES_TABLE } from './priceTableLayout';
import type { TablePlace } from './writeSteps';

export function stampArea(sources: TablePlace, headers: readonly string[], rows: number): Area {
  const column = columnKeys(headers, SOURCES_TABLE).indexOf('stamp');
  return {
    sheet: sources.sheet,
    rect: { row: sources.rect.row + 1, column: sources.rect.column + column, rows, columns: 1 },
  };
}

/** The stamp goes into the first row; the column is otherwise empty, wherever a sort by the user had moved it. */
export function stampSteps(
  sources: TablePlace,
  headers: readonly string[],
  text: string,
  rows: number,
): WorkbookStep[] {
  const area = stampArea(sources, headers, rows);
  return [
    { do: 'format', area, format: TEXT_FORMAT },
    { do: 'cells', area, cells: Array.from({ length: rows }, (_, row) => [row === 0 ? text : '']) },
  ];
}
