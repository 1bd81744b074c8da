/** Why cells are at #NAME?: stuck, which repairing heals, or something in them (or in a cell they use) that nobody knows. */
import type { FormulaCheck } from '../../workbook/checkFormulas';
import type { FormulaCell } from '../../workbook/formulaCells';
import type { Area } from '../../workbook/gateway';
import { MISSING_MARK } from '../../workbook/ourFormulas';
import type { NameMistake, NameMistakeFinder } from './nameMistakes';
import { blocksUsed } from './referencedBlock';

export interface NameErrors {
  /** In order as they stand: entered again they are calculated. */
  readonly stuck: readonly FormulaCell[];
  readonly mistaken: readonly MistakenCell[];
  /** Only because of a cell that they use. */
  readonly inherited: readonly FormulaCell[];
}
export type MistakenCell = FormulaCell & NameMistake;

interface SortOptions {
  readonly find: NameMistakeFinder;
  readonly sheetIdOf: (name: string) => string | undefined;
  /** Called between slices of the work (0..1 done): gives way to the page, and throws when the check was cancelled. */
  readonly pause: (done: number) => Promise<void>;
}

const CELLS_PER_SLICE = 200;

export async function sortNameErrors(
  { nameErrors, otherNameErrors }: Pick<FormulaCheck, 'nameErrors' | 'otherNameErrors'>,
  { find, sheetIdOf, pause }: SortOptions,
): Promise<NameErrors> {
  const mistaken: MistakenCell[] = [];
  const sound: FormulaCell[] = [];
  const rooted = new Places();
  const all = [...nameErrors, ...otherNameErrors];
  for (const [index, cell] of all.entries()) {
    if (index % CELLS_PER_SLICE === 0) await pause(index / all.length);
    const mistake = find(cell.formula);
    const isOther = index >= nameErrors.length;
    if (mistake) mistaken.push({ ...cell, ...mistake });
    else if (!isOther) sound.push(cell);
    if (mistake || isOther) rooted.add(cell);
  }
  return { mistaken: inOrder(mistaken), ...(await withoutInherited(sound, rooted, sheetIdOf, pause)) };
}

/** Row by row within a sheet; sheets as they came. */
function inOrder(cells: readonly MistakenCell[]): MistakenCell[] {
  const sheets = [...new Set(cells.map(({ sheet }) => sheet))];
  return [...cells].sort(
    (a, b) =>
      sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.rect.row - b.rect.row || a.rect.column - b.rect.column,
  );
}

/**
 * A cell that uses one whose #NAME? has its own cause has it from there, and so have those that use it in turn. One with
 * the mark of a missing add-in has to be entered again in any case.
 */
async function withoutInherited(
  sound: readonly FormulaCell[],
  rooted: Places,
  sheetIdOf: SortOptions['sheetIdOf'],
  pause: SortOptions['pause'],
): Promise<Pick<NameErrors, 'stuck' | 'inherited'>> {
  const inherited = new Set<FormulaCell>();
  const candidates = rooted.isEmpty ? [] : sound.filter(({ formula }) => !formula.includes(MISSING_MARK));
  const uses = new Map<FormulaCell, readonly Area[]>();
  for (let before = -1; before !== inherited.size;) {
    before = inherited.size;
    for (const [index, cell] of candidates.entries()) {
      if (index % CELLS_PER_SLICE === 0) await pause(1);
      if (inherited.has(cell)) continue;
      const blocks = uses.get(cell) ?? blocksUsed(cell, sheetIdOf);
      uses.set(cell, blocks);
      if (!blocks.some((block) => rooted.isIn(block))) continue;
      inherited.add(cell);
      rooted.add(cell);
    }
  }
  return { stuck: sound.filter((cell) => !inherited.has(cell)), inherited: [...inherited] };
}

/** Cells of the workbook, by sheet, column and row. */
class Places {
  private readonly rows = new Map<string, Set<number>>();

  add({ sheet, rect: { row, column } }: Area): void {
    const key = `${sheet}|${column}`;
    const rows = this.rows.get(key) ?? new Set();
    this.rows.set(key, rows.add(row));
  }

  get isEmpty(): boolean {
    return this.rows.size === 0;
  }

  isIn({ sheet, rect: { row, column, rows, columns } }: Area): boolean {
    for (let each = column; each < column + columns; each += 1) {
      const held = this.rows.get(`${sheet}|${each}`);
      if (!held) continue;
      for (let at = row; at < row + rows; at += 1) if (held.has(at)) return true;
    }
    return false;
  }
}
