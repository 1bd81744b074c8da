import { toCol } from '@borgar/fx';
import { ACCELERATOR_NAMES } from '../../catalog/acceleratorNames';
import { gpuHourPrice, type GpuOffer, type GpuPlan, type GpuPriceCatalog } from '../../catalog/gpuPriceCatalog';
import { EngineError } from '../../engine/errors';
import { constantOf, isName, textLiteral } from '../../functions/native/argumentChecks';
import {
  GPU_SUMMARIES,
  NotExpressible,
  type GpuPriceQuestion,
  type GpuPriceText,
  type GpuSummary,
} from '../../functions/native/nativeForm';
import type { DefinedName } from '../rewrite/rewriteTypes';
import { sheetReference } from './locatedRows';

/** Rows above the first offer: title, explanation, the names of the columns. */
export const GPU_ROWS_ABOVE = 4;
export const GPU_USD_COLUMN = 6;
/** Median, low, high and count stand beside the first offer of each name. */
export const FIRST_SUMMARY_COLUMN = 7;

export interface GpuKeyRows {
  /** "H100", "H100|spot", "H100||lambda": GPU as written, plan and provider, as far as they are given. */
  readonly key: string;
  readonly offers: readonly GpuOffer[];
  /** The name under which these offers stand already; this one has a single row that takes its figures from there. */
  readonly sameAs?: GpuKeyRows;
  /** Counted from the first offer. */
  readonly firstRow: number;
  readonly isUsed: boolean;
}

/** The rows of the sheet "Effective GPU prices": the offers behind each figure, one below the other. */
export class EffectiveGpuPrices {
  private readonly byKey = new Map<string, GpuKeyRows>();
  /** Plan and provider that formulas ask for with the GPU in a cell, by the end of their key. */
  private readonly conditions = new Map<string, Omit<Asked, 'gpu'>>();
  private rowCount = 0;

  constructor(
    private readonly catalog: GpuPriceCatalog,
    private readonly sheet: string,
    private readonly namePrefix: string,
  ) {}

  price({ gpu, provider, plan }: GpuPriceQuestion): GpuPriceText {
    const asked = {
      plan: (plan && (constantOf(plan) as GpuPlan | 'any' | undefined)) ?? 'on_demand',
      provider: provider && (constantOf(provider) as string | undefined),
    };
    const suffix = suffixOf(asked);
    if (gpu.kind === 'constant') {
      const { firstRow } = this.add({ ...asked, gpu: String(gpu.value) }, suffix, true);
      return { namesAre: [], conditions: [], summary: (of) => this.cells(summaryColumn(of), firstRow) };
    }
    if (gpu.kind === 'block') throw new NotExpressible('gpu is a range');
    if (gpu.kind === 'expression' && gpu.isVolatile)
      throw new NotExpressible(`${gpu.text} gives another value each time it is read`);
    if (gpu.kind === 'cell' && typeof gpu.now === 'string') this.addIfOffered({ ...asked, gpu: gpu.now }, suffix, true);
    this.conditions.set(suffix, asked);
    return this.lookedUp(gpu.text, suffix === '' ? gpu.text : `${gpu.text}&${textLiteral(suffix)}`);
  }

  get isLookedUp(): boolean {
    return this.conditions.size > 0;
  }

  keys(): readonly GpuKeyRows[] {
    return [...this.byKey.values()];
  }

  /** Adds the GPUs that no formula names now. */
  addOtherGpus(): void {
    for (const id of this.catalog.offersByGpu.keys()) {
      for (const gpu of [id, ...(ACCELERATOR_NAMES[id] ?? [])]) {
        for (const [suffix, asked] of this.conditions) this.addIfOffered({ ...asked, gpu }, suffix, false);
      }
    }
  }

  definedNames(): DefinedName[] {
    const last = Math.max(this.rowCount, 1) - 1;
    return [
      { name: `${this.namePrefix}key`, formula: this.cells(0, 0, last) },
      ...GPU_SUMMARIES.map((of) => ({ name: this.namePrefix + of, formula: this.cells(summaryColumn(of), 0, last) })),
    ];
  }

  private lookedUp(gpu: string, key: string): GpuPriceText {
    const keys = `${this.namePrefix}key`;
    const row = `MATCH(${key},${keys},0)`;
    return {
      namesAre: [isName(gpu)],
      // MATCH takes * and ? in the cell as patterns, the comparison does not
      conditions: [`INDEX(${keys},${row})=${key}`],
      summary: (of) => `INDEX(${this.namePrefix}${of},${row})`,
    };
  }

  /** @throws gpu-price-unknown, gpu-price-no-offer, gpu-offer-rejected */
  private add({ gpu, plan, provider }: Asked, suffix: string, isUsed: boolean): GpuKeyRows {
    const key = gpu + suffix;
    const known = this.byKey.get(key.toLowerCase());
    if (known) return known;
    const { offers } = gpuHourPrice(this.catalog, gpu, provider, plan);
    if (/[*?~]|^[<>=]/.test(key)) throw new NotExpressible(`"${key}" holds a sign that Excel reads as a pattern`);
    const sameAs = this.keys().find((each) => each.sameAs === undefined && areSame(each.offers, offers));
    const rows = { key, offers, firstRow: this.rowCount, isUsed, ...(sameAs && { sameAs }) };
    this.byKey.set(key.toLowerCase(), rows);
    this.rowCount += sameAs ? 1 : offers.length;
    return rows;
  }

  private addIfOffered(asked: Asked, suffix: string, isUsed: boolean): void {
    try {
      this.add(asked, suffix, isUsed);
    } catch (thrown) {
      if (!(thrown instanceof EngineError || thrown instanceof NotExpressible)) throw thrown;
    }
  }

  private cells(column: number, firstRow: number, lastRow = firstRow): string {
    const [from, to] = [firstRow, lastRow].map((row) => `$${toCol(column)}$${row + GPU_ROWS_ABOVE + 1}`);
    return `${sheetReference(this.sheet)}!${from === to ? from : `${from}:${to}`}`;
  }
}

function areSame(a: readonly GpuOffer[], b: readonly GpuOffer[]): boolean {
  return a.length === b.length && a.every((offer, index) => offer === b[index]);
}

function summaryColumn(of: GpuSummary): number {
  return FIRST_SUMMARY_COLUMN + GPU_SUMMARIES.indexOf(of);
}

interface Asked {
  readonly gpu: string;
  readonly plan: GpuPlan | 'any';
  readonly provider: string | undefined;
}

function suffixOf({ plan, provider }: Omit<Asked, 'gpu'>): string {
  const parts = [plan === 'on_demand' ? '' : plan, provider?.toLowerCase() ?? ''];
  if (parts[1] === '') parts.pop();
  return parts.length === 1 && parts[0] === '' ? '' : parts.map((part) => `|${part}`).join('');
}
