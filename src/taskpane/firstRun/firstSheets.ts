/** What the first screen puts into the workbook beside the prices, and which of it stands there already. */
import { STARTER_SHEETS } from '../../sheets/starters/starterSheets';
import { insertSheet } from '../../workbook/insertSheet';
import type { WorkbookGateway } from '../../workbook/gateway';
import { GPU_TABLE, LLM_TABLE } from '../../workbook/priceTableLayout';
import type { FunctionHelpFile } from '../../functions/functionHelp';
import { prefixed } from '../insert/StarterSheets';

export const [SAMPLE] = STARTER_SHEETS;

/** The name of the sample sheet when it is in the workbook: a sheet of its name that begins with its title. */
export function findSample(gateway: WorkbookGateway): Promise<string | undefined> {
  const { name, rows } = SAMPLE.draft();
  const [[title]] = rows;
  return gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const found = sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
    if (!found) return undefined;
    const [{ values = [] }] = await book.read([{ sheet: found.id, rect: FIRST_CELL }], ['values']);
    return values[0]?.[0] === (typeof title === 'object' ? title?.value : title) ? found.name : undefined;
  });
}

/** Brings the sample before the person's eyes, and makes it where there is none. @returns the name of its sheet */
export async function showSample(gateway: WorkbookGateway, help: FunctionHelpFile): Promise<string> {
  const there = await findSample(gateway);
  return gateway.run(async (book) => {
    if (there === undefined)
      return insertSheet(
        book,
        prefixed(
          SAMPLE.draft(),
          help.prefix,
          help.functions.map(({ id }) => id),
        ),
      );
    await book.overview([]);
    await book.apply([{ do: 'showSheet', sheet: there }]);
    return there;
  });
}

/** Names of the sheets that hold the prices: another name than usual where a sheet had that already. */
export interface PriceSheets {
  readonly models?: string;
  readonly gpus?: string;
}

export function findPriceSheets(gateway: WorkbookGateway): Promise<PriceSheets> {
  return gateway.run(async (book) => {
    const { sheets, described } = await book.overview([LLM_TABLE.table, GPU_TABLE.table]);
    const sheetOf = (table: string) => {
      const id = described.find(({ name }) => name.toLowerCase() === table.toLowerCase())?.sheet;
      return sheets.find((sheet) => sheet.id === id)?.name;
    };
    return { models: sheetOf(LLM_TABLE.table), gpus: sheetOf(GPU_TABLE.table) };
  });
}

const FIRST_CELL = { row: 0, column: 0, rows: 1, columns: 1 };
