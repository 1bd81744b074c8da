/** Gives way to the page every few milliseconds of a long calculation, tells how far it is, and stops when asked to. */
export class Pacer {
  private lastPause = 0;

  constructor(
    private readonly onProgress: (stage: CopyStage, doneFraction: number) => void,
    private readonly signal?: AbortSignal,
  ) {}

  /** @throws the signal's reason when it was aborted */
  async reach(stage: CopyStage, doneFraction: number): Promise<void> {
    this.signal?.throwIfAborted();
    const now = performance.now();
    if (now - this.lastPause < PAUSE_EVERY_MS) return;
    this.onProgress(stage, doneFraction);
    await new Promise((resume) => setTimeout(resume, 0));
    this.lastPause = performance.now();
    this.signal?.throwIfAborted();
  }
}

export type CopyStage = 'reading' | 'rewriting' | 'checking' | 'sheets' | 'saving';

const PAUSE_EVERY_MS = 50;
