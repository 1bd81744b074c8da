import { startExcel } from '../../../test/support/loadOffice';
import { PRICE_COLUMNS, type PriceRow } from '../../catalog/priceRow';
import type { PriceSource } from '../../catalog/priceSource';
import { readPriceRows } from '../../catalog/readPriceRows';
import { applyChoice } from '../../feeds/applyChoice';
import { proposalOf } from '../../feeds/collectPrices';
import { GENAI_PRICES_FEED } from '../../feeds/genaiPrices/genaiPricesFeed';
import { proposePrices } from '../../feeds/proposePrices';
import type { PricesInForce, RefreshProposal } from '../../feeds/refreshProposal';
import { WorkbookPriceRuntime } from '../../runtime/priceRuntime';
import type { BenchSection } from './benchRow';
import { timesTogether } from './timesTogether';

const ROWS = 2500;
const [BEFORE, TODAY] = ['2026-11-20', '2026-11-26'];
const SOURCE: PriceSource = {
  ...{ source: GENAI_PRICES_FEED.id, retrieved: BEFORE, rows: ROWS, status: 'ok', quarantined: 0 },
};

/** A table of 2,500 rows in which every twentieth price moved: admitted, compared and chosen, then written. */
export async function measureRefresh(): Promise<BenchSection> {
  const inForce: PricesInForce = {
    asOf: BEFORE,
    llmRows: asInTheTable(rows(BEFORE, 1)),
    gpuOffers: [],
    sources: [SOURCE],
  };
  const fresh = rows(TODAY, 1.1);
  const text = JSON.stringify(fresh);
  let parsed: unknown;
  let proposal = propose(inForce, fresh);
  const [parse, compare, choose] = timesTogether(
    [
      () => (parsed = JSON.parse(text)),
      () => (proposal = propose(inForce, fresh)),
      () => applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key))),
    ],
    1,
  );
  if (!parsed || proposal.cards.length !== ROWS / 20) throw new RangeError('every twentieth price has moved');
  return {
    title: `Refresh of ${ROWS.toLocaleString('en-US')} rows (times JSON.parse of them)`,
    rows: [
      { name: 'JSON.parse of the rows', nanoseconds: parse, ratio: 1 },
      { name: 'admit and compare', nanoseconds: compare, ratio: compare / parse, target: 'at most 150 ms' },
      { name: 'rows of an accepted proposal', nanoseconds: choose, ratio: choose / parse },
      ...(await roundTrips(inForce, proposal)),
    ],
  };
}

function propose(inForce: PricesInForce, fresh: readonly PriceRow[]): RefreshProposal {
  const read = proposePrices(inForce.llmRows, { rows: fresh, unreadable: [] }, { source: SOURCE.source, today: TODAY });
  if (read.kind !== 'proposed') throw new RangeError(read.reason);
  const copy = { url: GENAI_PRICES_FEED.url, retrieved: TODAY, sha256: '' };
  return proposalOf([{ feed: GENAI_PRICES_FEED, state: 'ok', problem: '', copy, ...read }], inForce, TODAY);
}

/** What the real office.js asks of our host for the write, the reading back and the recalculation. */
async function roundTrips({ asOf, llmRows, sources }: PricesInForce, proposal: RefreshProposal) {
  const excel = await startExcel();
  const runtime = new WorkbookPriceRuntime(Promise.resolve('excel'));
  await runtime.ready;
  await runtime.refresh({ asOf, llmRows, sources });
  const { seen } = excel.host.faults;
  const before = seen.sync;
  const start = process.hrtime.bigint();
  const result = await runtime.refresh(applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key))));
  const nanoseconds = Number(process.hrtime.bigint() - start);
  const count = seen.sync - before;
  excel.stop();
  if (result.outcome !== 'done') throw new RangeError('the refresh was written');
  return [
    { name: 'refresh on our host, in memory', nanoseconds },
    { name: 'round trips to the host', count, target: 'at most 12' },
  ];
}

/** The rows as they are read from the cells of the price table. */
function asInTheTable(written: readonly PriceRow[]): readonly PriceRow[] {
  return readPriceRows([PRICE_COLUMNS, ...written.map((row) => PRICE_COLUMNS.map((column) => row[column] ?? ''))]).rows;
}

/** The rows of a list, each put together from parts as the readers of the lists do. */
function rows(checked: string, factor: number): PriceRow[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const input = (1 + (index % 50) / 10) * (index % 20 === 0 ? factor : 1);
    return {
      ...{
        provider: `provider-${index % 40}`,
        model: `model-${index}`,
        name: `Model ${index}`,
        input,
        output: 4 * input,
      },
      ...{ cached_input: input / 10, context_window: 128_000, source: SOURCE.source, checked },
    };
  });
}
