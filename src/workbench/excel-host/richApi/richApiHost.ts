import type { HostObject } from './hostObject';
import { FaultPlan } from './faultPlan';
import type { HostMessage, ProcessQuery, ProcessQueryResponse } from './messages';
import { RequestRun } from './requestRun';
import { RichApiError } from './richApiError';
import type { RichApiCode } from './richApiError';

/** `refused`: the request as a whole failed, as when a session is lost; the transport turns it into its own error. */
export type HostAnswer =
  | { readonly kind: 'answered'; readonly response: ProcessQueryResponse }
  | { readonly kind: 'refused'; readonly code: RichApiCode; readonly message: string };

/** One request as the host saw it. */
export interface RequestRecord {
  readonly number: number;
  readonly flags: number;
  /** "Table.resize" and so on, as far as the request came. */
  readonly actions: string[];
  error: { code: string; action: string | null; message: string } | null;
}

export interface RichApiHostOptions {
  readonly root: HostObject;
  /** Roots of conversations that are about something else, by the name that office.js gives them. */
  readonly partitions?: Readonly<Record<string, HostObject>>;
  /** Server-side objects that office.js makes by name, beside the workbook. */
  readonly services?: Readonly<Record<string, () => HostObject>>;
  /** Refuses members newer than the announced API sets. */
  readonly gate?: (className: string, member: string) => void;
}

/** What a transport needs of the host; the workbench's stands in until the grid is loaded. */
export type RichApi = Pick<RichApiHost, 'answer' | 'onMessages'>;

export interface RequestOptions {
  readonly flags?: number;
  readonly partition?: string;
}

const RECORDS_KEPT = 500;

/** Answers the requests of office.js with a tree of host objects; knows nothing about Excel. */
export class RichApiHost {
  readonly faults = new FaultPlan();
  /** The last requests, oldest first. */
  readonly log: RequestRecord[] = [];
  /** Runs before each request: wait here for latency, or change the workbook as another user would. */
  beforeRequest: ((record: RequestRecord) => void | Promise<void>) | null = null;
  private readonly references = new Map<string, HostObject>();
  private readonly listeners = new Set<(messages: HostMessage[]) => void>();
  private referencesMade = 0;
  private requestsSeen = 0;
  private previous: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: RichApiHostOptions) {}

  /** One request at a time, in the order of arrival, as Excel does it. */
  answer(query: ProcessQuery, { flags = 0, partition = '' }: RequestOptions = {}): Promise<HostAnswer> {
    const root = this.options.partitions?.[partition] ?? this.options.root;
    const answer = this.previous.then(() => this.answerNow(query, flags, root));
    this.previous = answer;
    return answer;
  }

  /** Sends messages to the add-in, all of them in one delivery. */
  send(messages: HostMessage[]): void {
    for (const listener of this.listeners) listener(messages);
  }

  onMessages(listener: (messages: HostMessage[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** How many references the add-in still holds: a leak if it grows. */
  get referencesHeld(): number {
    return this.references.size;
  }

  private async answerNow(query: ProcessQuery, flags: number, root: HostObject): Promise<HostAnswer> {
    const record: RequestRecord = { number: ++this.requestsSeen, flags, actions: [], error: null };
    this.log.push(record);
    if (this.log.length > RECORDS_KEPT) this.log.shift();
    try {
      const response = await this.faults.around('sync', async () => {
        await this.beforeRequest?.(record);
        return this.process(query, record, root);
      });
      return { kind: 'answered', response };
    } catch (problem) {
      const { code, message } = asRichApiError(problem);
      record.error = { code, action: null, message };
      return { kind: 'refused', code, message };
    }
  }

  /** Actions in order; the first failure ends the request and what was done before it stays done, as in Excel. */
  private async process(query: ProcessQuery, record: RequestRecord, root: HostObject): Promise<ProcessQueryResponse> {
    const run = new RequestRun(query, {
      root,
      newObject: (serverType) => this.newObject(serverType),
      reference: (id) => this.reference(id),
      keep: (object) => this.keep(object),
      release: (id) => this.release(id),
      gate: (className, member) => this.options.gate?.(className, member),
    });
    const response: ProcessQueryResponse = { Results: [], TraceIds: run.traceIds };
    for (const [index, action] of query.Actions.entries()) {
      try {
        const value = await this.faults.around('action', () => run.run(action));
        response.Results.push({ ActionId: action.Id, Value: value ?? null });
        record.actions.push(run.describe(action));
      } catch (problem) {
        const { code, status, message } = asRichApiError(problem);
        const where = run.describe(action);
        record.actions.push(where);
        record.error = { code, action: where, message };
        response.Error = { Code: code, Message: message, Location: where, ActionIndex: index, HttpStatusCode: status };
        break;
      }
    }
    return response;
  }

  private newObject(serverType: string): HostObject {
    const make = this.options.services?.[serverType];
    if (!make) throw new RichApiError('NotImplementedInTestHost', `${serverType} is not implemented by this host`);
    return make();
  }

  private reference(id: string): HostObject {
    const object = this.references.get(id);
    if (!object) throw new RichApiError('InvalidReference', `The reference ${id} is not valid`);
    return object;
  }

  private keep(object: HostObject): void {
    if (!object.shape.keepsReference || object.referenceId !== null) return;
    object.referenceId = `reference-${++this.referencesMade}`;
    this.references.set(object.referenceId, object);
  }

  private release(id: string): void {
    const object = this.references.get(id);
    if (object) object.referenceId = null;
    this.references.delete(id);
  }
}

/** A fault of the host itself is never passed off as a refusal of Excel. */
function asRichApiError(problem: unknown): RichApiError {
  if (problem instanceof RichApiError) return problem;
  const detail = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  return new RichApiError('GeneralException', `Fault of the host itself: ${detail}`);
}
