import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { llmCost } from '../../src/functions/llmCost';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import type { DraftCell, DraftValue } from '../../src/sheets/sheetDraft';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';
import { recalculateAll } from '../support/libreOffice';
import { copyOf, isClose, valueIn, workbookOf } from './support';

jest.setTimeout(300_000);

interface GoldenBill {
  readonly name: string;
  readonly model: string;
  readonly usage: Readonly<Record<string, number>>;
  readonly context?: Readonly<Record<string, string>>;
  readonly prices?: readonly unknown[];
  /** USD, worked out by hand from published rates. */
  readonly usd: number;
}

const FOLDER = join('test', 'golden');
const BILLS = readdirSync(FOLDER)
  .filter((file) => file.startsWith('bills-'))
  .flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as GoldenBill[])
  // a table of prices of one's own inside a formula is no part of a price sheet: those calls keep their value
  .filter(({ prices }) => prices === undefined);

type Row = (DraftCell | DraftValue | null)[];

/** Both engines' figures of the column with the formula; rows are numbered from 1. */
async function figures(rows: readonly Row[], column: string) {
  const copy = await copyOf(await workbookOf(rows));
  const [libreOffice] = await recalculateAll([copy.bytes]);
  const excelts = await calculateWithExcelts(copy.bytes);
  const at = (row: number) => `Plan!${column}${row + 1}`;
  return { copy, both: rows.map((_, row) => [valueIn(libreOffice, at(row)), valueIn(excelts, at(row))] as const) };
}

describe('S01 the copy gives the figures of the engine in LibreOffice and in excelts', () => {
  test('S01 every golden bill that one call can ask for, its arguments in cells', async () => {
    const bills = BILLS.filter(
      ({ usage, context = {} }) =>
        Object.keys(usage).every((unit) => ['input', 'output', 'cached_input', 'cache_write'].includes(unit)) &&
        Object.keys(context).every((key) => ['tier', 'at'].includes(key)),
    );
    expect(bills.length).toBeGreaterThan(100);
    const rows = bills.map(({ model, usage, context }, index): Row => {
      const { input = 0, output = 0, cached_input = null, cache_write = null } = usage;
      const n = index + 1;
      const formula = `=LLMCOST(A${n},B${n},C${n},D${n},E${n},F${n},G${n})`;
      return [model, input, output, cached_input, cache_write, context?.tier ?? null, context?.at ?? null, { formula }];
    });
    const { both, copy } = await figures(rows, 'H');
    expect(
      bills.flatMap(({ name, usd }, row) =>
        both[row].every((value) => isClose(value, usd)) ? [] : [[name, usd, ...both[row]]],
      ),
    ).toEqual([]);
    expect(copy.report.frozen.map(({ place, reason }) => [bills[Number(place.slice(6)) - 1].name, reason])).toEqual([]);
  });

  test('S01 every golden bill as a bill of its units, written into the formula', async () => {
    const rows = BILLS.map(({ model, usage, context }): Row => {
      const pairs = (fields: object) =>
        `{${Object.entries(fields)
          .map(([key, value]) => `"${key}",${typeof value === 'string' ? `"${value}"` : value}`)
          .join(';')}}`;
      return [{ formula: `=LLMBILL("${model}",${pairs(usage)}${context ? `,${pairs(context)}` : ''})` }];
    });
    const { both, copy } = await figures(rows, 'A');
    expect(
      BILLS.flatMap(({ name, usd }, row) =>
        both[row].every((value) => isClose(value, usd)) ? [] : [[name, usd, ...both[row]]],
      ),
    ).toEqual([]);
    // these keep their value, and say why
    expect(copy.report.frozen.map(({ place, reason }) => [BILLS[Number(place.slice(6)) - 1].name, reason])).toEqual([
      [
        'Grok 4.7 with tools of every kind',
        'the price of other_tool:x_search, other_tool:code_execution stands in a list within one cell',
      ],
      [
        'Grok 4.3 with a search through attachments',
        'the price of other_tool:attachment_search stands in a list within one cell',
      ],
    ]);
  });

  test('S01 2,400 random requests to every model over all its tiers, looked up by the names in cells', async () => {
    const requests = randomRequests(2_400);
    const rows = requests.map((request, index): Row => {
      const n = index + 1;
      return [...request, { formula: `=LLMCOST(A${n},B${n},C${n},D${n},E${n},F${n})` }];
    });
    const [libreOffice] = await recalculateAll([(await copyOf(await workbookOf(rows))).bytes]);
    // excelts takes minutes for as many look-ups; it has the next test, and the golden bills above
    expect(differing(requests, (row) => [valueIn(libreOffice, `Plan!G${row + 1}`)])).toEqual([]);
  });

  test('S01 2,400 random requests with the names in the formula', async () => {
    const requests = randomRequests(2_400);
    const rows = requests.map(([model, input, output, cached, written, tier], index): Row => {
      const n = index + 1;
      return [input, output, cached, written, { formula: `=LLMCOST("${model}",A${n},B${n},C${n},D${n},"${tier}")` }];
    });
    const { both } = await figures(rows, 'E');
    expect(differing(requests, (row) => both[row])).toEqual([]);
  });
});

type Request = readonly [model: string, input: number, output: number, cached: number, written: number, tier: string];

/** Models in turn; prompts on both sides of every long-context limit. */
function randomRequests(count: number): Request[] {
  const random = randomNumbers(20261126);
  const { models } = EMBEDDED_CONTEXT.prices;
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length];
    const tiers = ['standard', ...model.tiers()];
    const input = Math.floor(random() * 400_000);
    const cached = random() < 0.5 ? Math.floor(random() * input) : 0;
    const written = random() < 0.3 ? Math.floor(random() * (input - cached)) : 0;
    return [
      model.id,
      input,
      Math.floor(random() * 50_000),
      cached,
      written,
      tiers[Math.floor(random() * tiers.length)],
    ];
  });
}

/** Requests for which a spreadsheet shows something else than the function does; no price is #N/A in both. */
function differing(requests: readonly Request[], shown: (row: number) => readonly unknown[]): unknown[] {
  const call = callable(llmCost, EMBEDDED_CONTEXT);
  const expected = requests.map((request) => call(...request));
  expect(expected.filter((value) => typeof value === 'number').length).toBeGreaterThan(2_000);
  const isSame = (value: unknown, engine: unknown) =>
    typeof engine === 'number'
      ? isClose(value, engine)
      : JSON.stringify(value) === '{"error":"#N/A"}' && String(engine).startsWith('#N/A');
  return requests.flatMap((request, row) => {
    const values = shown(row);
    return values.every((value) => isSame(value, expected[row])) ? [] : [[...request, expected[row], ...values]];
  });
}

/** mulberry32: the same rows on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
