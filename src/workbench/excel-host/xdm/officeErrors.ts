import type { RichApiCode } from '../richApi/richApiError';

/** The numbers by which Excel on the web refuses a whole request; office.js turns them back into the codes. */
const NUMBERS: Partial<Record<RichApiCode, number>> = {
  AccessDenied: 7000,
  ActivityLimitReached: 5102,
  InvalidOperationInCellEditMode: 5004,
  InvalidOrTimedOutSession: 5012,
  RequestPayloadSizeLimitExceeded: 5103,
  ResponsePayloadSizeLimitExceeded: 5104,
};
const INTERNAL_ERROR = 5001;

export const NOT_SUPPORTED = 5000;

/** A code without a number of its own arrives as GeneralException. */
export function officeErrorNumber(code: RichApiCode): number {
  return NUMBERS[code] ?? INTERNAL_ERROR;
}
