import { MOVES_A_PRICE, writtenLast } from './editedRows';
import type { Cell, WorkbookGateway } from './gateway';
import { typedOver } from './mergeTable';
import type { LocatedTable, TablesSurvey } from './surveyTables';
import { columnKeys, isBlankRow, keyedCells, rowNamer, type KeyedRow } from './tableContent';

/** A row of a price table in which somebody typed over figures that we wrote. */
export interface TypedRow {
  readonly table: 'llm' | 'gpu';
  /** The header of the table and the row as it stands. */
  readonly block: readonly (readonly Cell[])[];
  readonly edits: readonly {
    readonly column: string;
    /** The next write moves the figure beside the list's, into the user's own column; otherwise it stays where it is. */
    readonly becomesOwn: boolean;
  }[];
}

/** None where the workbook has lost the record of what we wrote. */
export async function typedRows(gateway: WorkbookGateway, survey: TablesSurvey): Promise<TypedRow[]> {
  const written = await writtenLast(gateway, survey);
  return (['llm', 'gpu'] as const).flatMap((role) => typedIn(role, survey.tables[role], written?.[role]));
}

function typedIn(
  role: TypedRow['table'],
  table: LocatedTable | undefined,
  written: readonly KeyedRow[] | undefined,
): TypedRow[] {
  if (!table || !written) return [];
  const { layout, content } = table;
  const keys = columnKeys(content.headers, layout);
  const nameOfWritten = rowNamer(layout);
  const writtenRows = new Map(written.map((row) => [nameOfWritten(row), row]));
  const nameOf = rowNamer(layout);
  return content.values.flatMap((cells) => {
    if (isBlankRow(cells)) return [];
    const row = keyedCells(cells, keys);
    const ours = writtenRows.get(nameOf(row));
    const edits = ours ? typedOver(layout, row, ours).filter(({ key }) => MOVES_A_PRICE.includes(key)) : [];
    if (edits.length === 0) return [];
    return [
      {
        table: role,
        block: [content.headers, cells],
        edits: edits.map(({ key, myColumn }) => ({ column: key, becomesOwn: myColumn !== undefined })),
      },
    ];
  });
}
