import { EngineError } from '../engine/errors';
import { TOO_LARGE, type WorkbookSession, type WorkbookStep } from './gateway';

/** A failed request is not retried, except one that Excel found too large before it did anything. */
export async function applyAll(
  book: WorkbookSession,
  requests: readonly WorkbookStep[][],
  report: (done: number) => void = () => undefined,
): Promise<void> {
  for (const [index, steps] of requests.entries()) {
    report(index / requests.length);
    await applyOrHalve(book, steps);
  }
}

async function applyOrHalve(book: WorkbookSession, steps: readonly WorkbookStep[]): Promise<void> {
  try {
    await book.apply(steps);
  } catch (thrown) {
    const isTooLarge = thrown instanceof EngineError && thrown.details.code === TOO_LARGE;
    if (!isTooLarge || steps.length < 2) throw thrown;
    const half = steps.length >> 1;
    await applyOrHalve(book, steps.slice(0, half));
    await applyOrHalve(book, steps.slice(half));
  }
}
