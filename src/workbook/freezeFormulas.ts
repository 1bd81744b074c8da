/** Puts values in place of formulas of ours, so that a sheet keeps its numbers without the add-in. */
import { areaOf, ourCells, runsDown, type FormulaCell, type ReadOptions } from './formulaCells';
import type { FormulaGateway, FormulaSession } from './formulaGateway';
import type { Area, Rect } from './gateway';
import { inHalves } from './inHalves';

export type FreezeScope = 'selection' | 'sheet' | 'workbook';

/** What freezing would write; nothing is written while it is made. */
export interface FreezePlan {
  readonly formulas: number;
  /** With the cells that spilling formulas fill. */
  readonly cells: number;
  readonly areas: readonly Area[];
  /** Names of sheets whose cells are left alone. */
  readonly protectedSheets: readonly string[];
  /** Left alone because no value is there: stuck at #NAME? or still being calculated. */
  readonly withoutValue: readonly FormulaCell[];
}

export interface Frozen {
  readonly cells: number;
  /** Areas that Excel refused, such as a part of an array formula. */
  readonly refused: readonly Area[];
}

export function planFreeze(gateway: FormulaGateway, scope: FreezeScope, options: ReadOptions): Promise<FreezePlan> {
  return gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const chosen = scope === 'workbook' ? undefined : await book.selection();
    const places = await book.formulaPlaces(chosen ? [chosen.sheet] : sheets.map(({ id }) => id));
    const used =
      scope === 'selection' && chosen ? places.used.flatMap((area) => within(area, chosen.rect)) : places.used;
    const names = new Map(sheets.map(({ id, name }) => [id, name]));
    const { cells: found } = await ourCells(book, { ...places, used }, names, options);
    const locked = new Set(sheets.filter(({ isProtected }) => isProtected).map(({ id }) => id));
    const open = found.filter(({ sheet }) => !locked.has(sheet));
    const ready = open.filter(({ shown }) => !WITHOUT_VALUE.test(String(shown)));
    const runs = runsDown(ready).map(areaOf);
    const spills = await book.spills(runs);
    return {
      formulas: ready.length,
      cells: ready.length + spills.reduce((sum, { rect }) => sum + rect.rows * rect.columns - 1, 0),
      areas: [...spills, ...runs.flatMap((run) => withoutAnchors(run, spills))],
      protectedSheets: [
        ...new Set(found.filter(({ sheet }) => locked.has(sheet)).map(({ sheet }) => names.get(sheet) ?? sheet)),
      ],
      withoutValue: open.filter(({ shown }) => WITHOUT_VALUE.test(String(shown))),
    };
  });
}

export function freezeFormulas(
  gateway: FormulaGateway,
  plan: FreezePlan,
  { onProgress, signal }: Pick<ReadOptions, 'onProgress' | 'signal'>,
): Promise<Frozen> {
  return gateway.run(async (book) => {
    const refused: Area[] = [];
    for (let from = 0; from < plan.areas.length; from += AREAS_PER_REQUEST) {
      signal?.throwIfAborted();
      onProgress?.(from / plan.areas.length);
      refused.push(...(await freezeSome(book, plan.areas.slice(from, from + AREAS_PER_REQUEST))));
    }
    return { cells: plan.cells - refused.reduce((sum, { rect }) => sum + rect.rows * rect.columns, 0), refused };
  });
}

const WITHOUT_VALUE = /^#(NAME\?|BUSY!|GETTING_DATA|CONNECT!)$/;
const AREAS_PER_REQUEST = 500;

function freezeSome(book: FormulaSession, areas: readonly Area[]): Promise<Area[]> {
  return inHalves(areas, (some) => book.freeze(some));
}

function within({ sheet, rect }: Area, chosen: Rect): Area[] {
  const row = Math.max(rect.row, chosen.row);
  const column = Math.max(rect.column, chosen.column);
  const rows = Math.min(rect.row + rect.rows, chosen.row + chosen.rows) - row;
  const columns = Math.min(rect.column + rect.columns, chosen.column + chosen.columns) - column;
  return rows > 0 && columns > 0 ? [{ sheet, rect: { row, column, rows, columns } }] : [];
}

/** The cells of a run that do not spill; those that do are frozen with all that they fill. */
function withoutAnchors({ sheet, rect }: Area, spills: readonly Area[]): Area[] {
  const anchors = spills
    .filter((spill) => spill.sheet === sheet && spill.rect.column === rect.column)
    .map((spill) => spill.rect.row)
    .filter((row) => row >= rect.row && row < rect.row + rect.rows)
    .sort((a, b) => a - b);
  const ends = [...anchors, rect.row + rect.rows];
  return ends.flatMap((end, index) => {
    const row = index === 0 ? rect.row : ends[index - 1] + 1;
    return end > row ? [{ sheet, rect: { ...rect, row, rows: end - row } }] : [];
  });
}
