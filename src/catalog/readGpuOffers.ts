import { EngineError } from '../engine/errors';
import {
  GPU_PLANS,
  GPU_PRICE_COLUMNS,
  productOf,
  type GpuOffer,
  type GpuPlan,
  type GpuPriceColumn,
  type RejectedOffer,
} from './gpuPriceCatalog';
import { normaliseHeader } from './priceRow';

type Cell = string | number | boolean;

export interface GpuOfferReading {
  readonly offers: readonly GpuOffer[];
  /** Row 1 is the first below the header. */
  readonly rejected: readonly RejectedOffer[];
}

const REQUIRED: readonly GpuPriceColumn[] = ['gpu', 'provider', 'plan', 'usd_per_gpu_hour', 'checked', 'source'];
/** No accelerator has been rented out above 15 USD an hour; a larger figure is a price per server, or cents. */
export const MOST_USD_PER_GPU_HOUR = 100;
/** Letters, digits and the marks of product names; nothing that Excel or a page would read as code. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._:/@+()-]{0,127}$/u;

/**
 * Admits the rows of a GPU price table. A poisoned row, and two that contradict each other, are not admitted, with the
 * reason; blank rows are skipped; columns of the user's own are ignored.
 * @param block header row and body, as read from the sheet; blanks are ''
 * @throws gpu-price-table-header when a required column is missing or a column appears twice → #VALUE!
 */
export function readGpuOffers(block: readonly (readonly Cell[])[]): GpuOfferReading {
  const columns = columnsOf(block[0] ?? []);
  const readings = block.slice(1).flatMap((cells, index) => {
    const cell: ReadCell = (column) => cells[columns.get(column) ?? -1] ?? '';
    return cells.every((each) => each === '') ? [] : [{ row: index + 1, cell, offer: readOffer(cell) }];
  });
  const contradicted = contradictedDays(readings.map(({ offer }) => offer));
  const offers: GpuOffer[] = [];
  const rejected: RejectedOffer[] = [];
  for (const { row, cell, offer } of readings) {
    const isOffer = typeof offer !== 'string';
    if (isOffer && !contradicted.has(dayOf(offer))) offers.push(offer);
    else rejected.push({ row, ...readIdentity(cell), reason: isOffer ? TWO_PRICES : offer });
  }
  return { offers, rejected };
}

const TWO_PRICES = 'the same offer has another price on that day';

/** The days on which a product has two prices: nobody knows which of them is meant. */
function contradictedDays(offers: readonly (GpuOffer | string)[]): ReadonlySet<string> {
  const prices = new Map<string, number>();
  const contradicted = new Set<string>();
  for (const offer of offers) {
    if (typeof offer === 'string') continue;
    const day = dayOf(offer);
    if ((prices.get(day) ?? offer.usd_per_gpu_hour) !== offer.usd_per_gpu_hour) contradicted.add(day);
    prices.set(day, offer.usd_per_gpu_hour);
  }
  return contradicted;
}

function dayOf(offer: GpuOffer): string {
  return productOf(offer) + offer.checked;
}

function columnsOf(header: readonly Cell[]): ReadonlyMap<GpuPriceColumn, number> {
  const columns = new Map<GpuPriceColumn, number>();
  header.forEach((title, index) => {
    const column = GPU_PRICE_COLUMNS.find((known) => known === normaliseHeader(String(title)));
    if (!column) return;
    if (columns.has(column)) throw new EngineError('gpu-price-table-header', { problem: `"${column}" is there twice` });
    columns.set(column, index);
  });
  const missing = REQUIRED.find((column) => !columns.has(column));
  if (missing) throw new EngineError('gpu-price-table-header', { problem: `"${missing}" is missing` });
  return columns;
}

type ReadCell = (column: GpuPriceColumn) => Cell;

/** Which questions the row is for, as far as that can be read. */
function readIdentity(cell: ReadCell): Pick<RejectedOffer, 'gpu' | 'provider' | 'plan'> {
  const provider = text(cell('provider'));
  return { gpu: text(cell('gpu')), provider: NAME.test(provider) ? provider : undefined, plan: planOf(cell('plan')) };
}

/** The admitted offer, or the reason why not. */
function readOffer(cell: ReadCell): GpuOffer | string {
  const { gpu, provider, plan } = readIdentity(cell);
  if (!NAME.test(gpu)) return 'gpu is not a name';
  if (!provider) return 'provider is not a name';
  const offer = text(cell('offer'));
  if (offer && !NAME.test(offer)) return 'offer is not a name';
  if (!plan) return `plan must be one of ${GPU_PLANS.join(', ')}`;
  const usd = cell('usd_per_gpu_hour');
  if (typeof usd !== 'number' || !Number.isFinite(usd)) return 'usd_per_gpu_hour is not a number';
  if (usd <= 0) return `usd_per_gpu_hour is ${usd}: nobody rents out a GPU for that`;
  if (usd > MOST_USD_PER_GPU_HOUR) return `usd_per_gpu_hour is ${usd}: give the price of one GPU`;
  const checked = isoDate(cell('checked'));
  if (!checked) return 'checked must be the date on which the price was confirmed';
  const source = text(cell('source'));
  if (!source) return 'source is missing: say where the price is from';
  const minGpus = count(cell('min_gpus'));
  if (minGpus === 'bad') return 'min_gpus must be a whole number of at least 1';
  const nOffers = count(cell('n_offers'));
  if (nOffers === 'bad') return 'n_offers must be a whole number of at least 1';
  const region = text(cell('region'));
  const note = text(cell('note'));
  return {
    gpu,
    provider,
    ...(offer ? { offer } : {}),
    plan,
    usd_per_gpu_hour: usd,
    ...(minGpus ? { min_gpus: minGpus } : {}),
    ...(region ? { region } : {}),
    checked,
    source,
    ...(nOffers ? { n_offers: nOffers } : {}),
    ...(note ? { note } : {}),
  };
}

function text(cell: Cell): string {
  return typeof cell === 'string' ? cell.normalize('NFC').trim() : String(cell);
}

/** "On-demand" in a sheet is on_demand. */
function planOf(cell: Cell): GpuPlan | undefined {
  const word = normaliseHeader(text(cell));
  return GPU_PLANS.find((plan) => plan === word);
}

function count(cell: Cell): number | undefined | 'bad' {
  if (cell === '') return undefined;
  return typeof cell === 'number' && Number.isInteger(cell) && cell >= 1 ? cell : 'bad';
}

/** ISO text stays as it is; Excel turns a typed date into the days since 1899-12-30. */
function isoDate(cell: Cell): string | undefined {
  if (typeof cell === 'number') {
    if (!(cell >= 36526 && cell < 73051)) return undefined; // years 2000 to 2099
    return new Date((Math.floor(cell) - 25569) * 86_400_000).toISOString().slice(0, 10);
  }
  const iso = text(cell);
  const date = new Date(/^20\d\d-\d\d(-\d\d)?$/.test(iso) ? iso : NaN);
  // the second half refuses 2026-02-30, which Date would turn into 2 March
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
