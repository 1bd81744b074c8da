import { ASSUMPTIONS, type AssumptionKey, type NumberKey } from '../../engine/self-host/assumptionKeys';
import { Assumptions, type GivenAssumptions } from '../../engine/self-host/assumptions';
import { normaliseHeader } from '../../catalog/priceRow';
import { readPairs } from '../arguments/readPairs';
import type { CellValue, NumberArgument, PairsArgument } from '../definition';
import { isCellError } from '../toCell';
import { numberText, textLiteral, type ArgumentChecks } from './argumentChecks';
import { NotExpressible, type NamedCell, type NativeArgument, type PriceSheets } from './nativeForm';

/**
 * The assumptions of one call as cells: the user's own cell where there is one, otherwise a cell on the sheet of facts,
 * where a default, or what the formula gave in words, may be changed.
 */
export class AssumptionCells {
  /** To be asked by the engine first: a cell shows what it was told. */
  readonly assumptions: Assumptions;
  /** The user's own cells by key. */
  private readonly own = new Map<string, NamedCell>();

  constructor(
    argument: NativeArgument<PairsArgument>,
    private readonly tables: PriceSheets,
    private readonly checks: ArgumentChecks,
    private readonly formulaSheet: string,
  ) {
    this.assumptions = new Assumptions(this.read(argument));
  }

  /**
   * The address of an assumption that the engine has asked for.
   * @param about   whose default it is: of a GPU, or of all
   * @param formula how the default follows from other cells
   */
  cellOf(key: NumberKey, about = 'all GPUs', formula?: string): string {
    const own = this.own.get(key);
    if (own) return this.checkedCell(key, own);
    const used = this.assumptions.usedAssumptions().find((each) => each.key === key);
    if (!used) throw new TypeError(`${key} has not been asked for`);
    const { means } = ASSUMPTIONS[key];
    const isDefault = used.origin === 'default';
    const why = isDefault ? `default${used.note.slice(means.length)}` : 'as formulas give it';
    const source = `${key}: ${why}`;
    const fact = { about, means, value: Number(used.value), unit: used.unit, source };
    return this.tables.cellOf({ ...fact, kind: 'assumption', ...(isDefault && formula !== undefined && { formula }) });
  }

  /** Assumptions that a prediction rests on: the formula is #N/A once they change. */
  keep(...keys: readonly AssumptionKey[]): void {
    for (const key of keys) {
      const own = this.own.get(key);
      if (own) this.checks.holdsWhile(`${own.text}=${literal(own.now)}`);
    }
  }

  private read(argument: NativeArgument<PairsArgument>): GivenAssumptions {
    if (argument.kind === 'constant') return (argument.value as GivenAssumptions | undefined) ?? new Map();
    if (argument.kind === 'expression') throw new NotExpressible('its assumptions are worked out by another formula');
    const rows = argument.kind === 'cell' ? [[argument]] : argument.cells;
    const cells = rows.flat();
    if (cells.some(({ now }) => isCellError(now))) throw new NotExpressible('one of its assumptions is an error now');
    const labels = rows[0].length === 1 ? cells : rows.map(([label]) => label);
    this.checks.holdsWhile(
      `${labels.map(({ text }) => text).join('&"|"&')}=${textLiteral(labels.map(shown).join('|'))}`,
    );
    const given = readPairs(
      rows.map((row) => row.map(({ now }) => (now ?? '') as CellValue)),
      argument.definition,
    );
    for (const [label, cell] of rows[0].length === 1 ? [] : rows) {
      const key = normaliseHeader(shown(label));
      if (given.has(key)) this.own.set(key, cell);
      else if (key !== '') this.checks.holdsWhile(`${cell.text}=""`);
      else this.checks.refusedUnless(`${cell.text}=""`); // a value without a key
    }
    return given;
  }

  private checkedCell(key: NumberKey, { text, now }: NamedCell): string {
    const { unit, means, min, max, whole }: { unit: string; means: string; min: number; max: number; whole?: true } =
      ASSUMPTIONS[key];
    const definition: NumberArgument = {
      name: key,
      kind: 'number',
      unit,
      description: means,
      min,
      max,
      ...(whole && { whole }),
    };
    this.checks.filled({ definition, kind: 'cell', text, now });
    return text.includes('!') ? text : `'${this.formulaSheet.replace(/'/g, "''")}'!${text}`;
  }
}

function shown({ now }: NamedCell): string {
  return now === undefined || isCellError(now) ? '' : String(now);
}

function literal(now: NamedCell['now']): string {
  return typeof now === 'number' ? numberText(now) : textLiteral(String(now ?? ''));
}
