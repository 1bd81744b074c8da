import { RichApiError } from './richApiError';
import type { RichApiCode } from './richApiError';

/** Counted from the moment the fault is planned: 1 is the next action, or the next request (`context.sync()`). */
export type FaultPosition = { readonly action: number } | { readonly sync: number };

export interface FaultOptions {
  /** `after`: the work is done and only the answer is lost, as when a connection breaks. */
  readonly when?: 'before' | 'after';
}

interface PlannedFault {
  readonly kind: 'action' | 'sync';
  readonly number: number;
  readonly code: RichApiCode;
  readonly when: 'before' | 'after';
}

/** Makes the host fail, or be slow, on purpose at an exact place, so that a test can try every one of them. */
export class FaultPlan {
  /** How many actions and requests the host has seen. */
  readonly seen = { action: 0, sync: 0 };
  private planned: PlannedFault[] = [];
  private untilReleased: Promise<void> | undefined;

  failAt(position: FaultPosition, code: RichApiCode, { when = 'before' }: FaultOptions = {}): void {
    const [kind, distance] =
      'action' in position ? (['action', position.action] as const) : (['sync', position.sync] as const);
    this.planned.push({ kind, number: this.seen[kind] + distance, code, when });
  }

  clear(): void {
    this.planned = [];
  }

  /** Requests from now on wait until the returned function is called, as those to an Excel whose user is typing do. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.untilReleased = new Promise((resolve) => (release = resolve));
    return () => {
      this.untilReleased = undefined;
      release();
    };
  }

  /** Called around every action and every request. */
  async around<T>(kind: 'action' | 'sync', work: () => Promise<T>): Promise<T> {
    const number = ++this.seen[kind];
    if (kind === 'sync') await this.untilReleased;
    this.strike(kind, number, 'before');
    const result = await work();
    this.strike(kind, number, 'after');
    return result;
  }

  private strike(kind: 'action' | 'sync', number: number, when: 'before' | 'after'): void {
    const fault = this.planned.find((each) => each.kind === kind && each.number === number && each.when === when);
    if (!fault) return;
    this.planned = this.planned.filter((each) => each !== fault);
    throw new RichApiError(fault.code, `Fault planned at ${kind} ${number}`);
  }
}
