/** The codes an add-in can see in `error.code`, with the HTTP status Excel sends along. */
const STATUS = {
  InvalidArgument: 400,
  InvalidRequest: 400,
  InvalidReference: 400,
  InvalidOperation: 400,
  InvalidOperationInCellEditMode: 400,
  UndoNotSupported: 400,
  AccessDenied: 403,
  ItemNotFound: 404,
  ApiNotFound: 404,
  InvalidOrTimedOutSession: 408,
  ItemAlreadyExists: 409,
  RequestPayloadSizeLimitExceeded: 413,
  ActivityLimitReached: 429,
  GeneralException: 500,
  ResponsePayloadSizeLimitExceeded: 500,
  /** Ours alone: Excel can do it, this host cannot. */
  NotImplementedInTestHost: 501,
} as const;

export type RichApiCode = keyof typeof STATUS;

/** A refusal of the host that reaches the add-in as an OfficeExtension.Error with this code. */
export class RichApiError extends Error {
  readonly status: number;

  constructor(
    readonly code: RichApiCode,
    message: string,
  ) {
    super(message);
    this.name = 'RichApiError';
    this.status = STATUS[code];
  }
}

export function invalidArgument(message = 'The argument is invalid or missing or has an incorrect format.'): never {
  throw new RichApiError('InvalidArgument', message);
}

export function itemNotFound(): never {
  throw new RichApiError('ItemNotFound', 'The requested resource does not exist.');
}

export function itemAlreadyExists(): never {
  throw new RichApiError('ItemAlreadyExists', 'The resource to be created already exists.');
}

export function invalidOperation(message: string): never {
  throw new RichApiError('InvalidOperation', message);
}

/** `what` is "Class.member", so that a test shows at once what the host would have to learn. */
export function notImplemented(what: string): never {
  throw new RichApiError('NotImplementedInTestHost', `${what} is not implemented by this host`);
}
