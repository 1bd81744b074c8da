import type { PriceSource } from '../catalog/priceSource';
import type { FeedReading } from './feed';
import { proposeOffers } from './gpuPrices/proposeOffers';
import type { GpuFeedReading } from './gpuPrices/gpuFeed';
import { FeedError, fetchFeed, type FetchedText } from './httpClient';
import { OWN_GPU_PRICES } from './ownPrices/ownGpuPriceFeed';
import { isOfOwnList } from './ownPrices/ownPriceFeed';
import { proposePrices } from './proposePrices';
import type { ChosenSource, PricesInForce, SourceProgress, SourceResult } from './refreshProposal';

type Report = (progress: Pick<SourceProgress, 'step' | 'received' | 'total'>) => void;

/** Fetches one source, reads it and compares it with the prices in force. Never throws: a failure is a result. */
export async function readSource(
  chosen: ChosenSource,
  against: PricesInForce,
  report: Report,
  signal?: AbortSignal,
): Promise<SourceResult> {
  const { feed } = chosen;
  const nothing = { feed, heldBack: [], warnings: [] };
  try {
    const fetched = await textOf(chosen, report, signal);
    const retrieved = new Date().toISOString();
    report({ step: 'reading', received: fetched.text.length });
    await nextTask(); // the pane draws before the list is parsed
    const today = retrieved.slice(0, 10);
    const reading = feed.read(fetched.text, today);
    const published = publicationOf(reading, fetched, retrieved);
    const copy = { url: chosen.url ?? feed.url, retrieved, published, sha256: await sha256Of(fetched.text) };
    const older = chosen.allowOlder ? undefined : whyOlder(chosen, copy, against);
    if (older) return { ...nothing, state: 'older', problem: older, copy };
    return { ...compared(chosen, reading, against, today), copy };
  } catch (error) {
    if (!(error instanceof FeedError)) console.error(`The prices of ${feed.id} could not be read.`, error);
    const problem = error instanceof FeedError ? error.message : `The data from ${feed.title} could not be read.`;
    const isCancelled = error instanceof FeedError && error.reason === 'cancelled';
    return { ...nothing, state: isCancelled ? 'cancelled' : 'failed', problem };
  }
}

function compared(
  { feed, allowOlder, allowShorter }: ChosenSource,
  reading: FeedReading | GpuFeedReading,
  against: PricesInForce,
  today: string,
): SourceResult {
  const from = { source: feed.id, today, allowOlder, allowShorter };
  const nothing = { feed, warnings: [] };
  if ('offers' in reading) {
    const proposal = proposeOffers(against.gpuOffers, reading, { ...from, isOwn: feed.id.startsWith(OWN_GPU_PRICES) });
    const { heldBack } = proposal;
    if (proposal.kind === 'rejected') return { ...nothing, ...refusal(proposal), heldBack };
    return { ...nothing, state: 'ok', problem: '', offers: proposal.offers, heldBack };
  }
  const trust = isOfOwnList(feed.id) ? 'own' : 'public';
  const proposal = proposePrices(against.llmRows, reading, { ...from, trust });
  const { heldBack } = proposal;
  if (proposal.kind === 'rejected') return { ...nothing, ...refusal(proposal), heldBack };
  return { feed, state: 'ok', problem: '', cards: proposal.cards, heldBack, warnings: proposal.warnings };
}

function refusal({ reason, isShorter }: { readonly reason: string; readonly isShorter: boolean }) {
  return { state: isShorter ? 'shorter' : 'rejected', problem: reason } as const;
}

async function textOf(chosen: ChosenSource, report: Report, signal?: AbortSignal): Promise<FetchedText> {
  if (chosen.text !== undefined) return { text: chosen.text };
  return fetchFeed({
    url: chosen.url ?? chosen.feed.url,
    signal,
    onProgress: (received, total) => report({ step: 'fetching', received, total }),
  });
}

/** As the records date themselves, otherwise as the server does. A date ahead of us would make every later copy old. */
function publicationOf(
  { newestRecord }: FeedReading | GpuFeedReading,
  { lastModified }: FetchedText,
  retrieved: string,
): string | undefined {
  return newestRecord ?? (lastModified && lastModified <= retrieved ? lastModified : undefined);
}

/** A copy that is older than the one the workbook has from this source, in words; undefined when none is known. */
function whyOlder(
  { feed }: ChosenSource,
  copy: Pick<PriceSource, 'published' | 'sha256'>,
  { sources, replacedCopies = [] }: PricesInForce,
): string | undefined {
  const known = sources.find(({ source }) => source === feed.id);
  if (!known || known.sha256 === copy.sha256) return undefined;
  const had = `this workbook has the copy retrieved on ${known.retrieved.slice(0, 10)}`;
  if (copy.published && known.published && copy.published < known.published) {
    return `This copy of ${feed.title} is of ${copy.published.slice(0, 10)}, older than that of ${known.published.slice(0, 10)}: ${had}.`;
  }
  return copy.sha256 && replacedCopies.includes(copy.sha256)
    ? `This copy of ${feed.title} was replaced by a later one before: ${had}.`
    : undefined;
}

async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
