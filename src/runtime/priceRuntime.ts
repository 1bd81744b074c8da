import { OLD_AFTER_DAYS } from '../catalog/priceAge';
import type { PriceSource } from '../catalog/priceSource';
import type { ExchangeRates } from '../catalog/priceRow';
import { EngineError } from '../engine/errors';
import type { PricesInForce } from '../feeds/refreshProposal';
import type { ExcelRows } from '../functions/adapter';
import { excelFunction, FUNCTION_IDS } from '../functions/associateAll';
import type { FunctionContext } from '../functions/context';
import { DOCUMENT_STATE_KEY, documentStateText, type DocumentState } from '../workbook/documentState';
import { excelGateway } from '../workbook/excelGateway';
import type { TableChange } from '../workbook/gateway';
import { isEdited } from '../workbook/isEdited';
import type { PriceUpdate } from '../workbook/priceUpdate';
import { recalculateCells } from '../workbook/recalculateCells';
import { currentSnapshot, isWhole, surveyTables, type TablesSurvey } from '../workbook/surveyTables';
import type { TypedRow } from '../workbook/typedRows';
import type { ReportProgress, TablesWritten } from '../workbook/writeTables';
import { bundledPrices, type BundledPrices } from './bundledPrices';
import { activePrices, readWorkbookPrices, type ListedPrices, type WorkbookPrices } from './readWorkbookPrices';
import type {
  ActivePrices,
  MyPriceChange,
  PriceHistory,
  PriceRuntime,
  PriceStatus,
  RejectedRow,
  SelectedRange,
  SourceStatus,
  WriteOptions,
  WriteProgress,
  WriteResult,
} from './runtimeSlot';

/** A function called before the workbook was read waits this long, then says so. */
const LONGEST_START_MS = 10_000;
/** Edits come one by one while a person types or fills down: the tables are read again when it is quiet. */
const QUIET_MS = 150;
const MS_PER_DAY = 86_400_000;

type Answer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'bundled' | 'workbook'; readonly prices: ActivePrices }
  /** The tables cannot be used; what they last held in this session still answers. */
  | { readonly kind: 'kept'; readonly prices: ActivePrices; readonly problem: EngineError }
  | { readonly kind: 'unusable'; readonly problem: EngineError };

interface WorkbookView {
  readonly survey: TablesSurvey;
  readonly listed: ListedPrices | undefined;
  readonly sources: readonly PriceSource[];
  readonly rejected: readonly RejectedRow[];
  readonly editedByHand: boolean;
}

/**
 * Which prices are in force, and everything that can change them. The workbook's tables answer as soon as it holds
 * some; until they were read once, functions wait and never answer from another table.
 */
export class WorkbookPriceRuntime implements PriceRuntime {
  readonly ready: Promise<void>;
  readonly functionIds = FUNCTION_IDS;
  readonly gateway = excelGateway();
  private readonly bundled: BundledPrices = bundledPrices();
  private readonly listeners = new Set<() => void>();
  private host: PriceStatus['host'] = 'starting';
  private answer: Answer = { kind: 'loading' };
  private view: WorkbookView | undefined;
  /** Of the newest read of the tables. */
  private turn = 0;
  private writes = 0;
  private writing: { progress: WriteProgress; result: Promise<WriteResult> } | undefined;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private current: PriceStatus;
  /** Some cell was calculated before everything was known; it has to be calculated again. */
  private someWereEarly = false;
  private hasStarted = false;

  constructor(start: Promise<PriceStatus['host']>) {
    this.current = this.describe();
    this.ready = start.then((host) => this.begin(host));
  }

  /** What a function gets, at once when prices are known. Throws the sentence for the cell when none may be used. */
  context(): FunctionContext | Promise<FunctionContext> {
    this.someWereEarly ||= !this.hasStarted && this.answer.kind !== 'loading';
    if (this.answer.kind !== 'loading') return this.contextNow();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_START_MS)));
    return Promise.race([this.ready, late]).then(() => {
      clearTimeout(timer);
      this.someWereEarly ||= !this.hasStarted;
      return this.contextNow();
    });
  }

  status(): PriceStatus {
    return this.current;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  prices(): ActivePrices | undefined {
    return 'prices' in this.answer ? this.answer.prices : undefined;
  }

  pricesInForce(): PricesInForce | undefined {
    const { bundled, view } = this;
    const listed =
      this.answer.kind === 'bundled'
        ? { llmRows: bundled.llm.rows, gpuOffers: bundled.gpu.rows }
        : this.answer.kind === 'workbook'
          ? view?.listed
          : undefined;
    const replacedCopies = view?.survey.document.replacedCopies;
    return listed && { ...listed, asOf: this.current.asOf ?? '', sources: this.sources(), replacedCopies };
  }

  async typedRows(): Promise<readonly TypedRow[]> {
    if (!this.view?.editedByHand) return [];
    const { typedRows } = await import(/* webpackChunkName: "write" */ './tableWriting');
    return typedRows(this.gateway, this.view.survey);
  }

  bundledPrices(): BundledPrices {
    return this.bundled;
  }

  insertTables(options: WriteOptions = {}): Promise<WriteResult> {
    const { llm } = this.prices() ?? this.bundled;
    return this.refresh({ asOf: llm.snapshot.asOf, llmRows: llm.rows, sources: this.sources() }, options);
  }

  refresh(update: PriceUpdate, options: WriteOptions = {}): Promise<WriteResult> {
    return this.write(options, async (now, report) => {
      const { completedUpdate, replaceTables } = await import(/* webpackChunkName: "write" */ './tableWriting');
      const completed = completedUpdate(update, {
        inForce: this.prices() ?? this.bundled,
        listed: this.pricesInForce(),
        bundled: this.bundled,
        tables: this.view?.survey.tables ?? {},
      });
      const { written, ...facts } = await replaceTables(this.gateway, completed, now, report);
      return { written, facts: { ...facts, rows: update.llmRows.length } };
    });
  }

  restore(options: WriteOptions = {}): Promise<WriteResult> {
    return this.write(options, async (now, report) => {
      const { restoreTables } = await import(/* webpackChunkName: "write" */ './tableWriting');
      const { written, snapshotId } = await restoreTables(this.gateway, now, report);
      return { written, facts: { snapshotId, changes: 0, keptEdits: [] } };
    });
  }

  setMyPrices(change: MyPriceChange, options: WriteOptions = {}): Promise<WriteResult> {
    return this.write(options, async (now, report) => {
      const { myPricesOf, writeMyPrices } = await import(/* webpackChunkName: "write" */ './tableWriting');
      const { written, ...facts } = await writeMyPrices(this.gateway, myPricesOf(change), now, report);
      return { written, facts: { ...facts, keptEdits: [] } };
    });
  }

  async history(most = 500): Promise<PriceHistory> {
    const { readHistory } = await import(/* webpackChunkName: "write" */ './tableWriting');
    return readHistory(this.gateway, most);
  }

  async selectedRange(): Promise<SelectedRange> {
    const { readSelectedRange } = await import(/* webpackChunkName: "write" */ './tableWriting');
    return readSelectedRange(this.gateway);
  }

  async reload(): Promise<void> {
    const before = fingerprint(this.prices());
    await this.readWorkbook();
    if (fingerprint(this.prices()) !== before) await this.recalculate();
  }

  recalculate(knownSheets?: readonly string[]): Promise<number> {
    const holes = Object.values(this.view?.survey.tables ?? {}).map(({ state: { sheet, rect } }) => ({ sheet, rect }));
    return recalculateCells(this.gateway, FUNCTION_IDS, holes, knownSheets);
  }

  async call(id: string, args: readonly unknown[]): Promise<ExcelRows> {
    return excelFunction(id, () => this.context())(...args);
  }

  async setFillFromBundle(allowed: boolean): Promise<void> {
    await this.changeDocument((document) => ({ ...document, fillFromBundle: allowed }));
  }

  async useBundledPrices(): Promise<void> {
    await this.changeDocument((document) => ({ ...document, tables: {} }));
  }

  private contextNow(): FunctionContext {
    if (this.answer.kind === 'loading') throw new EngineError('prices-loading');
    if (this.answer.kind === 'unusable') throw this.answer.problem;
    return this.answer.prices.context;
  }

  private async begin(host: PriceStatus['host']): Promise<void> {
    this.host = host;
    if (host !== 'excel') return this.useBundled(false);
    await this.readWorkbook();
    // without events an edit of a table counts from the next read, which is better than no start
    await this.gateway.watchTables((change) => this.noteChange(change)).catch((error: unknown) => console.error(error));
    this.hasStarted = true;
    if (this.someWereEarly) await this.recalculate().catch((error: unknown) => console.error(error));
  }

  private useBundled(countsFrom1904: boolean, exchangeRates?: ExchangeRates): void {
    const { llm, gpu } = this.bundled;
    this.answer = { kind: 'bundled', prices: activePrices({ ...llm, exchangeRates }, gpu, countsFrom1904) };
    this.tell();
  }

  private async readWorkbook(): Promise<void> {
    const turn = ++this.turn;
    try {
      await this.adopt(await this.gateway.run((book) => surveyTables(book, 'values')), turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.keepOrRefuse(new EngineError('price-tables-unreadable', { code: codeOf(error) }));
      this.tell();
    }
  }

  /**
   * From now on the survey's tables answer, if they can. Prices do not wait until edits are named, which moves no number.
   * @param turn of the read: what a later one has found stays
   */
  private async adopt(survey: TablesSurvey, turn = ++this.turn): Promise<void> {
    const isEditedNow = survey.tables.llm !== undefined && isWhole(survey) && (await isEdited(survey));
    if (turn !== this.turn) return;
    const show = (named: TablesSurvey) =>
      this.show(readWorkbookPrices(survey, this.bundled, named), survey, isEditedNow);
    show(survey);
    if (!isEditedNow || currentSnapshot(survey) === undefined) return;
    const named = await this.withEditsNamed(survey);
    if (turn === this.turn && named !== survey) show(named);
  }

  private show(read: WorkbookPrices, survey: TablesSurvey, isEditedNow: boolean): void {
    const { sources, rejected, listed } = { sources: [], rejected: [], listed: undefined, ...read };
    this.view = { survey, listed, sources, rejected, editedByHand: isEditedNow && read.kind === 'prices' };
    if (read.kind === 'none') this.useBundled(survey.overview.countsFrom1904, read.exchangeRates);
    else if (read.kind === 'unusable') this.keepOrRefuse(read.problem);
    else this.answer = { kind: 'workbook', prices: read.prices };
    this.tell();
  }

  /** Prices are the same without it: only what their source says is not. */
  private async withEditsNamed(survey: TablesSurvey): Promise<TablesSurvey> {
    try {
      const { surveyWithEditsNamed } = await import(/* webpackChunkName: "write" */ './tableWriting');
      return await surveyWithEditsNamed(this.gateway, survey);
    } catch (error) {
      console.error(error);
      return survey;
    }
  }

  private keepOrRefuse(problem: EngineError): void {
    const last = this.answer.kind === 'workbook' || this.answer.kind === 'kept' ? this.answer.prices : undefined;
    this.answer = last ? { kind: 'kept', prices: last, problem } : { kind: 'unusable', problem };
  }

  /** Our own writes are read back by the write itself. */
  private noteChange({ kind, sheet, byUs }: TableChange): void {
    if (byUs || this.writing) return;
    const { tables = {}, overview } = this.view?.survey ?? {};
    const known = [...Object.values(tables).map(({ state }) => state), ...(overview?.described ?? [])];
    // no event tells that a table was named: what is typed into the sheet of that name afterwards does
    const isRates = overview?.sheets.some(({ id, name }) => id === sheet && name.toLowerCase() === 'rates') === true;
    const ours = isRates || known.some((state) => state.sheet === sheet);
    if (kind === 'edited' && !ours) return;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => void this.reload().catch((error: unknown) => console.error(error)), QUIET_MS);
  }

  private write(options: WriteOptions, action: WriteAction): Promise<WriteResult> {
    if (this.writing) return this.writing.result; // a second click joins the first
    const result = this.writeNow(options, action).finally(() => {
      this.writing = undefined;
      this.writes += 1;
      this.tell();
    });
    this.writing = { progress: { step: 'checking', done: 0 }, result };
    this.tell();
    return result;
  }

  private async writeNow({ onProgress }: WriteOptions, action: WriteAction): Promise<WriteResult> {
    const report = (step: WriteProgress['step'], done: number) => {
      if (this.writing) this.writing = { ...this.writing, progress: { step, done } };
      onProgress?.({ step, done });
      this.tell();
    };
    const attempt = await action(new Date().toISOString(), report).catch((error: unknown) => console.error(error));
    // a write itself answers for its failures: what fails here is the chunk that holds it
    if (!attempt) return { outcome: 'declined', problem: new EngineError('tables-writer-missing').message };
    const { written, facts } = attempt;
    if (written.outcome === 'superseded') {
      await this.reload();
      return {
        outcome: 'declined',
        problem: new EngineError('tables-superseded', { snapshot: written.snapshotId }).message,
      };
    }
    if (written.outcome !== 'written') {
      if (written.outcome !== 'declined') await this.readWorkbook();
      return { outcome: written.outcome, problem: written.problem.message };
    }
    await this.adopt(written.survey);
    report('recalculating', 0);
    const rows = facts.rows ?? this.prices()?.llm.rows.length ?? 0;
    try {
      const recalculatedCells = await this.recalculate(written.survey.overview.sheets.map(({ id }) => id));
      return { outcome: 'done', ...facts, rows, recalculatedCells };
    } catch (error) {
      const problem = new EngineError('tables-not-recalculated', { code: codeOf(error) }).message;
      return { outcome: 'done', ...facts, rows, recalculatedCells: 0, problem };
    }
  }

  private async changeDocument(change: (document: DocumentState) => DocumentState): Promise<void> {
    await this.gateway.run(async (book) => {
      const { document } = await surveyTables(book, 'values');
      await book.apply([{ do: 'setting', key: DOCUMENT_STATE_KEY, text: documentStateText(change(document)) }]);
    });
    await this.reload();
  }

  private sources(): readonly PriceSource[] {
    return this.answer.kind === 'bundled' ? this.bundled.sources : (this.view?.sources ?? []);
  }

  private tell(): void {
    this.current = this.describe();
    for (const listener of this.listeners) listener();
  }

  private describe(): PriceStatus {
    const prices = this.prices();
    const asOf = prices?.llm.snapshot.asOf;
    const { survey, rejected, editedByHand } = this.view ?? {};
    return {
      host: this.host,
      prices: this.answer.kind,
      ...('problem' in this.answer ? { problem: this.answer.problem.message } : {}),
      canRestore:
        survey !== undefined &&
        (survey.document.previous !== undefined || this.answer.kind === 'kept' || this.answer.kind === 'unusable'),
      hasTables: survey !== undefined && hasItsTables(survey),
      snapshotId: prices?.llm.snapshot.id,
      asOf,
      ageDays: daysSince(asOf),
      models: prices?.context.prices.models.length ?? 0,
      rows: prices?.llm.rows.length ?? 0,
      gpuOffers: prices?.gpu.rows.length ?? 0,
      sources: this.sources().map(withAge),
      rejected: rejected ?? [],
      editedByHand: editedByHand ?? false,
      fillsFromBundle: survey?.document.fillFromBundle ?? false,
      bundledAsOf: this.bundled.llm.snapshot.asOf,
      oldAfterDays: OLD_AFTER_DAYS,
      writes: this.writes,
      ...(this.writing ? { writing: this.writing.progress } : {}),
    };
  }
}

type WriteFacts = Pick<Extract<WriteResult, { outcome: 'done' }>, 'snapshotId' | 'changes' | 'keptEdits'> & {
  readonly rows?: number;
};
type WriteAction = (now: string, report: ReportProgress) => Promise<{ written: TablesWritten; facts: WriteFacts }>;

function withAge(source: PriceSource): SourceStatus {
  const ageDays = daysSince(source.retrieved);
  return { ...source, ageDays, isOld: ageDays === undefined || ageDays > OLD_AFTER_DAYS };
}

function daysSince(iso = ''): number | undefined {
  const days = Math.floor((Date.now() - Date.parse(iso)) / MS_PER_DAY);
  return Number.isNaN(days) ? undefined : days;
}

/** What Excel called the failure. */
function codeOf(error: unknown): string {
  return error instanceof EngineError ? String(error.details.code ?? error.code) : 'unknown';
}

/** A table that was made and is gone may be inserted again; one that never was is not missed. */
function hasItsTables({ tables, document }: TablesSurvey): boolean {
  return tables.llm !== undefined && (tables.gpu !== undefined || document.tables.gpu === undefined);
}

/** The same text means that no formula can have another result. */
function fingerprint(prices: ActivePrices | undefined): string {
  return prices
    ? JSON.stringify([
        prices.llm.snapshot.asOf,
        prices.llm.rows,
        prices.llm.rejected,
        [...(prices.llm.exchangeRates ?? [])],
        prices.gpu.rows,
        prices.gpu.rejected,
      ])
    : '';
}
