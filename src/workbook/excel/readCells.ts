import type { Area, Aspect, Cell, CellBlock } from '../gateway';
import { rangeAt } from './rangeAt';

/** Excel on the web answers with at most 5 MB; a price table takes about 7 bytes a cell. */
const MOST_CELLS_PER_REQUEST = 500_000;
const PROPERTY = { values: 'values', formulas: 'formulas', formats: 'numberFormat' } as const;

/** As few requests as fit; an area that is too large by itself is read in bands. */
export async function readCells(
  context: Excel.RequestContext,
  areas: readonly Area[],
  aspects: readonly Aspect[],
): Promise<CellBlock[]> {
  const bands = areas.flatMap((area, index) => bandsOf(area, aspects.length).map((band) => ({ index, band })));
  const blocks = areas.map(() => ({ values: [] as Cell[][], formulas: [] as Cell[][], formats: [] as string[][] }));
  for (const request of requestsOf(bands, aspects.length)) {
    const loaded = request.map(({ index, band }) => ({ index, range: rangeAt(context, band) }));
    await loadAll(
      context,
      loaded.map(({ range }) => range),
      aspects,
    );
    for (const { index, range } of loaded) {
      for (const aspect of aspects) {
        // Office.js types cells as any; a loop, since spreading 100,000 rows into push overflows the stack
        const rows = range[PROPERTY[aspect]] as Cell[][] & string[][];
        for (const row of rows) blocks[index][aspect].push(row as Cell[] & string[]);
      }
    }
  }
  return blocks;
}

async function loadAll(
  context: Excel.RequestContext,
  ranges: readonly Excel.Range[],
  aspects: readonly Aspect[],
): Promise<void> {
  for (const range of ranges) range.load(aspects.map((aspect) => PROPERTY[aspect]).join(','));
  await context.sync();
}

function bandsOf({ sheet, rect }: Area, aspects: number): Area[] {
  const height = Math.max(1, Math.floor(MOST_CELLS_PER_REQUEST / (rect.columns * aspects)));
  const bands: Area[] = [];
  for (let row = 0; row < rect.rows; row += height) {
    bands.push({ sheet, rect: { ...rect, row: rect.row + row, rows: Math.min(height, rect.rows - row) } });
  }
  return bands;
}

function requestsOf<T extends { band: Area }>(bands: readonly T[], aspects: number): T[][] {
  const requests: T[][] = [];
  let cells = Infinity;
  for (const band of bands) {
    const size = band.band.rect.rows * band.band.rect.columns * aspects;
    if (cells + size > MOST_CELLS_PER_REQUEST) {
      requests.push([]);
      cells = 0;
    }
    requests[requests.length - 1].push(band);
    cells += size;
  }
  return requests;
}
