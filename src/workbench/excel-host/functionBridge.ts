/**
 * Connects a synchronous calculation engine to the asynchronous custom-functions runtime in the add-in's page.
 * The engine asks for a value; the first time it gets "busy" and the call is queued. All calls queued in one turn
 * leave in one delivery, the answers are remembered per cell, and the cells that asked are recalculated once, so that
 * the engine's second pass finds every answer.
 */
import { columnName, quoteSheet } from './address';
import type { FunctionAnswer } from './functions/functionAnswer';
import { answerOf, failureOf } from './functions/functionAnswer';
import type { RawArgument } from './functions/functionArguments';
import { BUSY, prepareCall } from './functions/functionArguments';
import type { FunctionMetadata, FunctionsMetadata } from './functions/functionMetadata';
import { notImplemented } from './richApi/richApiError';
import type { Area, Rect, Scalar } from './sheetStore';

/** The cell whose formula calls a function. */
export interface CallSite {
  readonly sheet: string;
  readonly sheetName: string;
  readonly row: number;
  readonly col: number;
}

/** As the runtime expects it. Flags: 4 = there are error values among the arguments. */
export type Invocation = [
  id: number,
  functionId: string,
  args: readonly unknown[],
  address: string,
  flags: number,
  parameterAddresses: null,
];

export interface FunctionBridgeOptions {
  readonly metadata: FunctionsMetadata;
  /** One message to the add-in's page. */
  deliver(batch: Invocation[]): void;
  /** Answers have come for these cells: recalculate them. */
  answered(sites: CallSite[]): void;
}

interface Call {
  readonly invocation: Invocation;
  /** Null while the add-in is asked. */
  answer: FunctionAnswer | null;
}
/** What one cell has asked, by call text. */
interface CellCalls {
  readonly site: CallSite;
  readonly calls: Map<string, Call>;
  /** The call texts asked since every answer was there: the others are of an older formula. */
  readonly asked: Set<string>;
}

const HOLDS_ERRORS = 4;

export class FunctionBridge {
  readonly stats = { invocations: 0, deliveries: 0, resultBatches: 0, results: 0 };
  private readonly byName = new Map<string, FunctionMetadata>();
  private readonly cells = new Map<string, CellCalls>();
  private readonly waiting = new Map<number, { cell: CellCalls; text: string; call: Call }>();
  private queue: Invocation[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private ready = false;

  constructor(private readonly options: FunctionBridgeOptions) {
    for (const info of options.metadata.functions) {
      if (info.options?.stream) notImplemented(`streaming function ${info.id}`);
      this.byName.set(info.name.toUpperCase(), info);
    }
  }

  /** Null when the add-in has no function of that name. */
  find(name: string): FunctionMetadata | null {
    return this.byName.get(name.toUpperCase()) ?? null;
  }

  /** Asked by the engine for one function call in one cell; always answers at once. */
  call(info: FunctionMetadata, site: CallSite, raw: readonly RawArgument[]): Scalar | Scalar[][] {
    const prepared = prepareCall(info, raw, this.options.metadata.allowErrorForDataTypeAny === true);
    if (prepared.kind === 'error') return prepared.error;
    const cell = this.cellAt(site);
    const text = `${info.id}${JSON.stringify(prepared.args)}`;
    cell.asked.add(text);
    const call = cell.calls.get(text) ?? this.ask(cell, text, info, prepared.args, prepared.hasErrors);
    return call.answer?.value ?? BUSY;
  }

  /** The sentence behind the error that a cell shows, if the add-in gave one. */
  sentenceAt(sheet: string, row: number, col: number): string | null {
    for (const { site, calls } of this.cells.values()) {
      if (site.sheet !== sheet || row < site.row || col < site.col) continue;
      for (const { answer } of calls.values()) {
        const found = answer?.sentences.find((each) => site.row + each.row === row && site.col + each.col === col);
        if (found) return found.text;
      }
    }
    return null;
  }

  /** The runtime in the page is up, perhaps for the second time: whatever it was asked before is asked again. */
  start(): void {
    this.ready = true;
    this.queue = [...this.waiting.values()].map(({ call }) => call.invocation);
    this.flushSoon();
  }

  /** The next calculation must ask the add-in again: a formula was edited, or prices changed. */
  forget(areas: Area[] | 'all'): void {
    for (const [key, cell] of this.cells) {
      const { sheet, row, col } = cell.site;
      const isMeant = areas === 'all' || areas.some((area) => area.sheet === sheet && contains(area.rect, row, col));
      if (isMeant) this.cells.delete(key);
    }
  }

  /** Rows of SetInvocationArrayResults: [id, true, value, …] or [id, false, sentence, code, …]. */
  results(rows: readonly (readonly unknown[])[]): void {
    this.stats.resultBatches++;
    const answered = new Set<CellCalls>();
    for (const [id, isValue, value, code] of rows) {
      const entry = this.waiting.get(Number(id));
      if (!entry) continue;
      this.waiting.delete(Number(id));
      this.stats.results++;
      entry.call.answer = isValue === true ? answerOf(value) : failureOf(value, Number(code));
      const isCurrent = this.cells.get(keyOf(entry.cell.site)) === entry.cell;
      if (isCurrent) answered.add(entry.cell);
    }
    for (const cell of answered) prune(cell);
    if (answered.size > 0) this.options.answered([...answered].map(({ site }) => site));
  }

  /** Calls without an answer yet. */
  get busy(): number {
    return this.waiting.size;
  }

  private cellAt(site: CallSite): CellCalls {
    const key = keyOf(site);
    const cell = this.cells.get(key) ?? { site, calls: new Map(), asked: new Set() };
    this.cells.set(key, cell);
    return cell;
  }

  private ask(
    cell: CellCalls,
    text: string,
    info: FunctionMetadata,
    args: readonly unknown[],
    hasErrors: boolean,
  ): Call {
    const { sheetName, row, col } = cell.site;
    const address = `${quoteSheet(sheetName)}!${columnName(col)}${row + 1}`;
    const id = this.stats.invocations++;
    const call: Call = { invocation: [id, info.id, args, address, hasErrors ? HOLDS_ERRORS : 0, null], answer: null };
    cell.calls.set(text, call);
    this.waiting.set(id, { cell, text, call });
    this.queue.push(call.invocation);
    this.flushSoon();
    return call;
  }

  private flushSoon(): void {
    if (!this.ready || this.timer !== null || this.queue.length === 0) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      const batch = this.queue;
      this.queue = [];
      this.stats.deliveries++;
      this.options.deliver(batch);
    }, 0);
  }
}

/**
 * Drops what the cell's formula no longer asks for, so that old arguments are not kept for ever. Not while an answer is
 * missing: the cell has not been evaluated with the ones that came, and has asked for nothing since.
 */
function prune({ calls, asked }: CellCalls): void {
  if ([...calls.values()].some(({ answer }) => answer === null)) return;
  for (const text of calls.keys()) if (!asked.has(text)) calls.delete(text);
  asked.clear();
}

function keyOf({ sheet, row, col }: CallSite): string {
  return `${sheet}|${row}|${col}`;
}

function contains(rect: Rect, row: number, col: number): boolean {
  return row >= rect.row && row < rect.row + rect.rows && col >= rect.col && col < rect.col + rect.cols;
}
