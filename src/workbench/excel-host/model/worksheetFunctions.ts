import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument } from '../richApi/richApiError';

const DAYS_FROM_1900_TO_1904 = 1462;

/** `workbook.functions`: only DATE, by which an add-in can find out from which year the workbook counts its days. */
export class WorksheetFunctions extends HostObject {
  readonly shape = describeShape('Functions');

  constructor(private readonly workbook: { readonly countsFrom1904: boolean }) {
    super();
  }

  date(year: unknown, month: unknown, day: unknown): FunctionResult {
    if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') invalidArgument();
    const serial = Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
    return new FunctionResult(this.workbook.countsFrom1904 ? serial - DAYS_FROM_1900_TO_1904 : serial);
  }
}

class FunctionResult extends HostObject {
  readonly shape = describeShape('FunctionResult', { scalars: ['error', 'value'] });
  readonly error = null;

  constructor(readonly value: number) {
    super();
  }
}
