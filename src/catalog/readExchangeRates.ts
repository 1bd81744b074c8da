import { normaliseHeader, type ExchangeRate, type ExchangeRates } from './priceRow';
import { isoOfCell } from './rowDates';

type Cell = string | number | boolean;

export interface ExchangeRatesRead {
  readonly rates: ExchangeRates;
  /** Row 1 is the first below the header; `what` is the currency as written. */
  readonly rejected: readonly { readonly row: number; readonly what: string; readonly reason: string }[];
}

/** Whether a table with this header says what currencies are worth; another table may well have the same name. */
export function hasExchangeRates(headers: readonly Cell[]): boolean {
  const columns = columnsOf(headers);
  return columns.code >= 0 && columns.usd >= 0;
}

/**
 * What a unit of each currency is worth in USD. A row that cannot be meant is refused, and so are two of one currency:
 * then there is no rate, and no price in that currency.
 * @param block     header row with Currency and USD per unit, Source and Date if you like; blanks are ''
 * @param dates1904 the workbook counts its days from 1904
 */
export function readExchangeRates(
  [headers = [], ...body]: readonly (readonly Cell[])[],
  dates1904 = false,
): ExchangeRatesRead {
  const columns = columnsOf(headers);
  const rates = new Map<string, ExchangeRate>();
  const rejected: ExchangeRatesRead['rejected'][number][] = [];
  const textOf = (cell: Cell = '') => String(cell).trim().slice(0, MOST_CHARACTERS);
  const codes = body.map((cells) => textOf(cells[columns.code]).toUpperCase());
  body.forEach((cells, index) => {
    const [code, usd = ''] = [codes[index], cells[columns.usd]];
    if (code === '' && usd === '') return;
    const isTwice = codes.indexOf(code) !== codes.lastIndexOf(code);
    const reason = isTwice ? 'the currency is there twice' : refusal(code, usd);
    const [source, day] = [textOf(cells[columns.source]), cells[columns.date] ?? ''];
    const from = [source, isoOfCell(day, dates1904) ?? textOf(day)].filter((text) => text !== '').join(', ');
    if (reason === undefined) rates.set(code, { usd: Number(usd), from });
    else rejected.push({ row: index + 1, what: code, reason });
  });
  return { rates, rejected };
}

const MOST_CHARACTERS = 60;

function columnsOf(headers: readonly Cell[]) {
  const keys = headers.map((title) => normaliseHeader(String(title)));
  const [code, usd, source, date] = ['currency', 'usd_per_unit', 'source', 'date'].map((key) => keys.indexOf(key));
  return { code, usd, source, date };
}

/** The dearest currency, the Kuwaiti dinar, is worth about 3.3 USD: 7.1 or 155 are units for one USD. */
const MOST_USD_PER_UNIT = 5;

function refusal(code: string, usd: Cell): string | undefined {
  if (!isCurrency(code)) return 'the currency is not a code such as EUR';
  if (code === 'USD') return 'USD needs no rate';
  if (typeof usd !== 'number' || !(usd > 0)) return 'USD per unit is not a number above 0';
  return usd > MOST_USD_PER_UNIT ? `USD per unit is ${usd}: no currency is worth that` : undefined;
}

/** The list of currencies is only fetched for a table of rates: no workbook without one waits for it. */
function isCurrency(code: string): boolean {
  if (!/^[A-Z]{3}$/.test(code)) return false;
  return new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' }).of(code) !== undefined;
}
