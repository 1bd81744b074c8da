/** What a price table's block of cells means, wherever it was read: in Excel or in a file. */
import { normaliseHeader, type PriceRow } from '../catalog/priceRow';
import type { Cell } from './gateway';
import { asOfSnapshot } from './stamp';

/** The date for which prices are meant: of their snapshot, otherwise of the row checked last; undefined if none says. */
export function asOfRows(snapshotId: string | undefined, rows: readonly PriceRow[]): string | undefined {
  const checks = rows.flatMap(({ checked }) => checked ?? []);
  const latest = checks.reduce<string | undefined>((last, day) => (day > (last ?? '') ? day : last), undefined);
  return (snapshotId && asOfSnapshot(snapshotId)) || latest;
}

/** The user's own price counts, and says so where the price is explained. */
export function withMyPrices([header, ...rows]: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const keys = header.map((title) => normaliseHeader(String(title)));
  const [mine, price, source] = [`my_${GPU_PRICE}`, GPU_PRICE, 'source'].map((key) => keys.indexOf(key));
  if (mine < 0 || price < 0) return [header, ...rows];
  return [
    header,
    ...rows.map((cells) => {
      if (cells[mine] === '') return cells;
      return cells.map((cell, column) =>
        column === price ? cells[mine] : column === source ? `my price; ${cell}` : cell,
      );
    }),
  ];
}

const GPU_PRICE = 'usd_per_gpu_hour';
