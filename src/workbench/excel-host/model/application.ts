import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, notImplemented } from '../richApi/richApiError';
import type { Recalculation } from './recalculation';

const SHAPE = describeShape('Application', { scalars: ['calculationMode', 'calculationState'] });

export class Application extends HostObject {
  readonly shape = SHAPE;
  readonly calculationState = 'Done';
  /** As the user has set it in Excel's options. Formulas are calculated at once here whatever it says. */
  shownMode = 'Automatic';

  constructor(private readonly recalculation: Recalculation) {
    super();
  }

  get calculationMode(): string {
    return this.shownMode;
  }

  set calculationMode(mode: string) {
    if (mode !== 'Automatic') notImplemented(`Application.calculationMode ${mode}`);
  }

  /** `Recalculate` only needs what was marked dirty, and that is under way already. */
  calculate(type: string): void {
    if (type === 'Full' || type === 'FullRebuild') this.recalculation.request('all');
    else if (type !== 'Recalculate') invalidArgument();
  }

  suspendApiCalculationUntilNextSync(): void {}

  suspendScreenUpdatingUntilNextSync(): void {}
}
