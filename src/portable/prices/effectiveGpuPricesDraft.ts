import { toCol } from '@borgar/fx';
import type { GpuOffer } from '../../catalog/gpuPriceCatalog';
import { MOST_USD_PER_GPU_HOUR, readGpuOffers } from '../../catalog/readGpuOffers';
import { normaliseHeader } from '../../catalog/priceRow';
import { withMyPrices } from '../../workbook/blockPrices';
import type { DraftCell, DraftValue, SheetDraft } from '../../sheets/sheetDraft';
import type { LocatedTable } from '../rewrite/rewriteTypes';
import {
  FIRST_SUMMARY_COLUMN,
  GPU_ROWS_ABOVE,
  GPU_USD_COLUMN,
  type EffectiveGpuPrices,
  type GpuKeyRows,
} from './effectiveGpuPrices';
import { COUNT_FORMAT, OVER_NUMBERS, USD_FORMAT } from './figureLooks';
import { sheetReference } from './locatedRows';

type Row = (DraftCell | DraftValue | null)[];

const COLUMNS = [
  ['Name in formulas', 130],
  ['GPU', 90],
  ['Provider', 90],
  ['Offer', 140],
  ['Plan', 75],
  ['From GPUs', 65],
  ['USD per GPU-hour', 75],
  ['Median', 65],
  ['Lowest', 65],
  ['Highest', 65],
  ['Offers', 55],
  ['Source', 330],
  ['Checked', 75],
] as const;
const NUMBER_COLUMNS: readonly string[] = COLUMNS.slice(5, 11).map(([header]) => header);

/** The offers behind every GPU price of the copy, each with its source and date. */
export function effectiveGpuPricesDraft(
  prices: EffectiveGpuPrices,
  sheet: string,
  table: LocatedTable | undefined,
): SheetDraft {
  const formulaOf = usdFormulas(table);
  const body = prices.keys().flatMap(({ key, offers, isUsed, firstRow, sameAs }) => {
    const look = isUsed ? {} : ({ look: 'note' } as const);
    if (sameAs) return [otherName(key, sameAs, look)];
    return offers.map((offer, index): Row => {
      const formula = formulaOf(offer);
      const cells = [key, offer.gpu, offer.provider, offer.offer ?? null, offer.plan, offer.min_gpus ?? null];
      return [
        ...cells.map((value) =>
          value === null
            ? null
            : {
                value,
                ...look,
                ...(typeof value === 'number' ? { format: COUNT_FORMAT } : {}),
              },
        ),
        {
          value: offer.usd_per_gpu_hour,
          format: USD_FORMAT,
          ...(formula === undefined ? {} : { formula }),
        },
        ...(index === 0 ? summaries(offers, firstRow) : [null, null, null, null]),
        { value: offer.source, look: 'note' },
        { value: offer.checked, look: 'note' },
      ];
    });
  });
  const where = table
    ? `Each is a formula over '${table.place.sheet}': change a price there and every figure follows. A figure is #N/A while a price behind it, or your own, is text, 0, negative or above ${MOST_USD_PER_GPU_HOUR}.`
    : 'These are the figures in force when this copy was made: change one here and every figure follows.';
  return {
    name: sheet,
    rows: [
      [{ value: 'Effective GPU prices', look: 'title' }],
      [
        {
          value: `The offers behind each figure, USD per GPU-hour. ${where}`,
          look: 'subtitle',
        },
      ],
      [],
      COLUMNS.map(([value]): DraftCell => ({
        value,
        look: 'columnHeader',
        wrap: true,
        ...(NUMBER_COLUMNS.includes(value) ? OVER_NUMBERS : {}),
      })),
      ...body,
    ],
    columnWidthsPoints: COLUMNS.map(([, points]) => points),
    frozenRows: GPU_ROWS_ABOVE,
  };
}

/** Beside the first offer of a name: what its offers come to. */
function summaries(offers: readonly GpuOffer[], firstRow: number): DraftCell[] {
  const [first, last] = [firstRow, firstRow + offers.length - 1].map((row) => row + GPU_ROWS_ABOVE + 1);
  const column = toCol(GPU_USD_COLUMN);
  const usd = `${column}${first}:${column}${last}`;
  // the median of the others would look right, and the least of none would be 0
  return SUMMARIES.map((name) => summary(name, `IF(COUNT(${usd})=ROWS(${usd}),${name}(${usd}),NA())`));
}

/** A GPU has several names: its offers stand under the first of them. */
function otherName(key: string, { key: first, firstRow, offers }: GpuKeyRows, look: Pick<DraftCell, 'look'>): Row {
  const figures = SUMMARIES.map((name, index) =>
    summary(name, `${toCol(FIRST_SUMMARY_COLUMN + index)}${firstRow + GPU_ROWS_ABOVE + 1}`),
  );
  return [
    { value: key, ...look },
    { value: offers[0].gpu, ...look },
    null,
    null,
    null,
    null,
    null,
    ...figures,
    { value: `as ${first}`, look: 'note' },
    null,
  ];
}

const SUMMARIES = ['MEDIAN', 'MIN', 'MAX', 'COUNT'] as const;

function summary(name: (typeof SUMMARIES)[number], formula: string): DraftCell {
  return {
    formula: `=${formula}`,
    format: name === 'COUNT' ? COUNT_FORMAT : USD_FORMAT,
    ...(name === 'MEDIAN' ? { look: 'result' as const } : {}),
  };
}

/**
 * Your own price where you gave one, otherwise the listed one; #N/A for one that no GPU can have, as when a table is
 * read.
 */
function usdFormulas(table: LocatedTable | undefined): (offer: GpuOffer) => string | undefined {
  if (!table) return () => undefined;
  const [header, ...body] = table.cells;
  const columns = new Map(header.map((title, index) => [normaliseHeader(String(title)), index]));
  const rows = new Map<string, number>();
  body.forEach((cells, index) => {
    // read as the prices were, so that "On-demand" and a date that Excel keeps as a number are what they mean
    const [offer] = readGpuOffers(withMyPrices([header, cells])).offers;
    if (offer) rows.set(productOf(offer), index + 1);
  });
  return (offer) => {
    const row = rows.get(productOf(offer));
    const [listed, mine] = ['usd_per_gpu_hour', 'my_usd_per_gpu_hour'].map((column) => {
      const index = columns.get(column);
      if (row === undefined || index === undefined) return undefined;
      return `${sheetReference(table.place.sheet)}!${toCol(table.place.column + index)}${table.place.row + row + 1}`;
    });
    if (listed === undefined) return undefined;
    return `=${mine === undefined ? ifPrice(listed) : `IF(${mine}="",${ifPrice(listed)},${ifPrice(mine)})`}`;
  };
}

function ifPrice(cell: string): string {
  return `IF(AND(ISNUMBER(${cell}),${cell}>0,${cell}<=${MOST_USD_PER_GPU_HOUR}),${cell},NA())`;
}

/** What makes two rows offers of one product, of which the one checked last counts. */
const PRODUCT = ['gpu', 'provider', 'offer', 'plan', 'region', 'checked', 'min_gpus'] as const;

function productOf(offer: GpuOffer): string {
  return JSON.stringify(PRODUCT.map((column) => String(offer[column] ?? '').toLowerCase()));
}
