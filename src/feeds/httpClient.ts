/**
 * The only way a feed reaches the network: https (or loopback), one origin, deadlines, a size cap, few retries.
 * Nothing of the workbook is sent: no headers of ours, no cookies, no referrer.
 */
export interface FeedRequest {
  readonly url: string;
  readonly signal?: AbortSignal;
  /** Called as bytes arrive; `total` is missing when the server does not say. */
  readonly onProgress?: (received: number, total?: number) => void;
}

/** A failure in one sentence for the pane, naming the source's host and never echoing the body. */
export class FeedError extends Error {
  constructor(
    readonly reason: 'address' | 'network' | 'status' | 'type' | 'too-large' | 'deadline' | 'cancelled' | 'content',
    sentence: string,
  ) {
    super(sentence);
    this.name = 'FeedError';
  }
}

export const LIMITS = {
  bytes: 10 * 1024 * 1024,
  headersMs: 15_000,
  totalMs: 60_000,
  retries: 2,
  /** A server that asks for more patience than this is left, and the sentence says for how long. */
  longestRetryAfterMs: 10_000,
  /** The first pause of a server that names none is half to one and a half of this, … */
  retryBaseMs: 400,
  /** … each further one this many times as long, so that no pause is shorter than the one before. */
  retryGrowth: 3,
} as const;

/** How the pauses between two tries are made; tests give their own, so that they need not wait. */
export interface Pauses {
  /** Resolves after that time, rejects as soon as the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 to 1, without 1: keeps the many who were refused together from coming back together. */
  random(): number;
}

const RETRY_STATUS = new Set([429, 500, 502, 503, 504]);
const TEXT_TYPES = /^(application\/(json|octet-stream)|text\/(plain|csv|comma-separated-values))\b/i;

export interface FetchedText {
  readonly text: string;
  /** ISO date-time at which the server says the file was last changed; many do not say. */
  readonly lastModified?: string;
}

/**
 * The text behind the address. Listed statuses are tried again, at most twice: after the pause that the server asked
 * for, which is granted once, otherwise after 200 to 600 ms and then 600 to 1,800 ms. Every other is a FeedError at once.
 */
export async function fetchFeed(request: FeedRequest, pauses: Pauses = PAUSES): Promise<FetchedText> {
  const address = admitAddress(request.url);
  const deadline = new Deadline(request.signal);
  try {
    for (let attempt = 0, wasAsked = false; ; attempt++) {
      const response = await open(address, deadline);
      if (response.ok) {
        const text = await readText(response, address, request, deadline);
        return { text, ...lastModifiedOf(response) };
      }
      const askedMs = retryAfterMs(response);
      await response.body?.cancel();
      const isPatient = askedMs === null || (!wasAsked && askedMs <= LIMITS.longestRetryAfterMs);
      if (!RETRY_STATUS.has(response.status) || attempt >= LIMITS.retries || !isPatient)
        throw statusError(response, address);
      wasAsked ||= askedMs !== null;
      const waitMs = askedMs ?? backOffMs(attempt, pauses.random());
      await deadline.within(waitMs + LIMITS.headersMs, address, (signal) => pauses.wait(waitMs, signal));
    }
  } finally {
    deadline.clear();
  }
}

/** https anywhere, http only on this machine. */
export function admitAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address) throw new FeedError('address', 'That is not a web address: it must start with https://');
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(address.hostname);
  if (address.protocol !== 'https:' && !(loopback && address.protocol === 'http:')) {
    throw new FeedError('address', 'Prices are only read over https: change the address to start with https://');
  }
  if (address.username || address.password)
    throw new FeedError('address', 'The address must not contain a user name or password.');
  return address;
}

async function open(address: URL, deadline: Deadline): Promise<Response> {
  const response = await deadline.within(LIMITS.headersMs, address, (signal) =>
    fetch(address, { signal, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }),
  );
  if (response.url && new URL(response.url).origin !== address.origin) {
    await response.body?.cancel();
    throw new FeedError('address', `${address.host} redirected to another server, so nothing was read.`);
  }
  return response;
}

async function readText(response: Response, address: URL, request: FeedRequest, deadline: Deadline): Promise<string> {
  const type = response.headers.get('content-type') ?? 'text/plain';
  if (!TEXT_TYPES.test(type)) {
    await response.body?.cancel();
    throw new FeedError('type', `${address.host} sent a page instead of price data.`);
  }
  const announced = Number(response.headers.get('content-length')) || undefined;
  const reader = response.body?.getReader();
  if (!reader) throw new FeedError('content', `${address.host} sent nothing.`);
  const chunks: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { done, value } = await deadline.within(LIMITS.totalMs, address, () => reader.read());
    if (done) break;
    received += value.byteLength;
    if (received > LIMITS.bytes) {
      await reader.cancel();
      throw new FeedError(
        'too-large',
        `${address.host} sent more than ${LIMITS.bytes / 1024 / 1024} MB, so nothing was read.`,
      );
    }
    chunks.push(value);
    // a compressed body is longer than its content-length says
    request.onProgress?.(received, announced && received <= announced ? announced : undefined);
  }
  return decodeUtf8(chunks, received, address);
}

function lastModifiedOf(response: Response): Pick<FetchedText, 'lastModified'> {
  const date = new Date(response.headers.get('last-modified') ?? NaN);
  return Number.isNaN(date.getTime()) ? {} : { lastModified: date.toISOString() };
}

function decodeUtf8(chunks: readonly Uint8Array[], length: number, address: URL): string {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FeedError('content', `${address.host} sent data that is not UTF-8 text.`);
  }
}

const PAUSES: Pauses = {
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new Error('aborted'));
      });
    }),
  random: Math.random,
};

function backOffMs(attempt: number, random: number): number {
  return LIMITS.retryBaseMs * LIMITS.retryGrowth ** attempt * (0.5 + random);
}

/** What the server asks for; null when it names nothing that can be understood. */
function retryAfterMs(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function statusError(response: Response, address: URL): FeedError {
  const asked = retryAfterMs(response);
  const later = asked ? ` Try again in ${Math.ceil(asked / 60_000)} min.` : '';
  return new FeedError('status', `${address.host} answered ${response.status}.${later}`);
}

/** One total deadline and the caller's cancel, over every step of a fetch. */
class Deadline {
  private readonly controller = new AbortController();
  private readonly endsAt = Date.now() + LIMITS.totalMs;
  private readonly forwardCancel = () => this.controller.abort();

  constructor(private readonly cancel?: AbortSignal) {
    if (cancel?.aborted) this.controller.abort();
    cancel?.addEventListener('abort', this.forwardCancel);
  }

  async within<T>(ms: number, address: URL, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    let expired = false;
    const timer = setTimeout(
      () => {
        expired = true;
        this.controller.abort();
      },
      Math.max(0, Math.min(ms, this.endsAt - Date.now())),
    );
    try {
      return await step(this.controller.signal);
    } catch (error) {
      if (error instanceof FeedError) throw error;
      if (this.cancel?.aborted) throw new FeedError('cancelled', 'Cancelled: nothing was changed.');
      if (expired) throw new FeedError('deadline', `${address.host} did not answer in time.`);
      throw new FeedError(
        'network',
        `${address.host} could not be reached: either there is no connection to it, or it does not permit requests from ` +
          'add-ins (CORS). Check the connection; a server of your own has to send the header Access-Control-Allow-Origin.',
      );
    } finally {
      clearTimeout(timer);
    }
  }

  clear(): void {
    this.cancel?.removeEventListener('abort', this.forwardCancel);
  }
}
