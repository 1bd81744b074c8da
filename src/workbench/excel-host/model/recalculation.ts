import type { Area, SheetStore } from '../sheetStore';

/**
 * `setDirty` arrives cell by cell: this gathers them into one recalculation, started when the turn is over and before
 * the next read at the latest.
 */
export class Recalculation {
  /** Called first: whoever answers add-in functions must ask again for these cells. */
  onForget: (areas: Area[] | 'all') => void = () => undefined;
  private waiting: Area[] | 'all' = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly store: SheetStore) {}

  request(areas: Area[] | 'all'): void {
    this.waiting = areas === 'all' || this.waiting === 'all' ? 'all' : [...this.waiting, ...areas];
    this.timer ??= setTimeout(() => this.flush(), 0);
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const areas = this.waiting;
    this.waiting = [];
    if (areas !== 'all' && areas.length === 0) return;
    this.onForget(areas);
    this.store.setDirty(areas);
  }
}
