/**
 * Everything that can be billed, as data: the key under which a usage is written, the price column that rates it, for
 * how many units the price is meant, what it is a part of, and whose price it takes when it has none of its own.
 *
 * Counts are gross: `input` holds cached, written, audio, image and video tokens, `output` holds reasoning and
 * citation tokens. Fees have no parent: a fee that was used and has no price makes a quote a floor, never 0.
 */
export interface Unit {
  /** As written in a usage block. */
  readonly key: string;
  /** The column of the price table, whose suffix names the unit. */
  readonly rate: string;
  /** The price is USD for this many. */
  readonly per: number;
  readonly perLabel: string;
  /** In words, for a line of an explanation. */
  readonly label: string;
  readonly side: 'input' | 'output' | 'fee';
  /** The larger counts that include this one. */
  readonly partOf: readonly string[];
  /** Without a price of its own: the first of these that has one. The last is the general rule. */
  readonly pricedAs: readonly string[];
  /** The price may be a list, `name=price;name=price`, and the usage key then carries the name: `images:1024x1024`. */
  readonly hasVariants?: true;
  /** Every request has one, so that no price means that there is no such fee. */
  readonly freeWithoutPrice?: true;
}

const MTOK = { per: 1e6, perLabel: '1M tokens' } as const;
const THOUSAND = { per: 1e3, perLabel: '1,000' } as const;
const EACH = { per: 1, perLabel: '1' } as const;

const IN = (key: string, label: string, partOf: readonly string[], pricedAs: readonly string[]) =>
  ({ key, rate: key, label, side: 'input', partOf, pricedAs, ...MTOK }) as const;
const OUT = (key: string, label: string, partOf: readonly string[], pricedAs: readonly string[]) =>
  ({ key, rate: key, label, side: 'output', partOf, pricedAs, ...MTOK }) as const;
const FEE = (key: string, rate: string, label: string, amount: { per: number; perLabel: string }) =>
  ({ key, rate, label, side: 'fee', partOf: [], pricedAs: [], ...amount }) as const;

/** Indexes of the units that the shortest path of a price evaluation reads. */
export const INPUT = 0;
export const CACHED_INPUT = 1;
export const CACHE_WRITE = 2;
export const CACHE_WRITE_1H = 3;
export const OUTPUT = 4;
export const REQUESTS = 15;

/** The order is the order of a rate card: a part comes after what it is a part of. */
export const UNITS: readonly Unit[] = [
  IN('input', 'input', [], []),
  IN('cached_input', 'cached input', ['input'], ['input']),
  IN('cache_write', 'cache write (5 minutes)', ['input'], ['input']),
  IN('cache_write_1h', 'cache write (1 hour)', ['input'], ['cache_write', 'input']),
  OUT('output', 'output', [], []),
  OUT('reasoning', 'reasoning', ['output'], ['output']),
  OUT('citation', 'citation', ['output'], ['output']),
  IN('input_audio', 'audio input', ['input'], ['input']),
  // Cached sound without a price of its own gets no discount that the vendor did not state for sound.
  IN('cached_audio', 'cached audio', ['cached_input', 'input_audio'], ['input_audio', 'cached_input', 'input']),
  OUT('output_audio', 'audio output', ['output'], ['output']),
  IN('input_image', 'image input', ['input'], ['input']),
  IN('cached_image', 'cached image', ['cached_input', 'input_image'], ['input_image', 'cached_input', 'input']),
  OUT('output_image', 'image output', ['output'], ['output']),
  IN('input_video', 'video input', ['input'], ['input']),
  OUT('output_video', 'video output', ['output'], ['output']),
  { ...FEE('requests', 'request_per_1k', 'requests', THOUSAND), freeWithoutPrice: true },
  FEE('web_search', 'web_search_per_1k', 'web searches', THOUSAND),
  FEE('file_search', 'file_search_per_1k', 'file searches', THOUSAND),
  FEE('maps', 'maps_per_1k', 'map queries', THOUSAND),
  { ...FEE('other_tool', 'other_tool_per_1k', 'tool calls', THOUSAND), hasVariants: true },
  FEE('code_session', 'code_session', 'code sessions', EACH),
  FEE('computer_in', 'computer_in_per_1k', 'computer use, input tokens', THOUSAND),
  FEE('computer_out', 'computer_out_per_1k', 'computer use, output tokens', THOUSAND),
  { ...FEE('images', 'image_each', 'images', EACH), hasVariants: true },
  FEE('audio_hours_in', 'audio_hour_in', 'hours of audio in', EACH),
  FEE('audio_hours_out', 'audio_hour_out', 'hours of audio out', EACH),
  FEE('video_seconds', 'video_second', 'seconds of video', EACH),
  FEE('characters', 'chars_per_1m', 'characters', { per: 1e6, perLabel: '1M characters' }),
  FEE('pages', 'pages_per_1k', 'pages', THOUSAND),
  FEE('pixels', 'pixels_per_1g', 'pixels', { per: 1e9, perLabel: '1G pixels' }),
  FEE('cache_storage', 'cache_storage_mtok_hour', '1M tokens × hours in the cache', EACH),
  FEE('storage', 'storage_gb_day', 'GB × days stored', EACH),
];

const INDEX_BY_KEY: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((unit, index) => [unit.rate, index] as const),
  ...UNITS.map((unit, index) => [unit.key, index] as const),
  ['cached', CACHED_INPUT], // as in cached_tokens of LLMCOST
]);

/** The unit under a usage key or its price column, also with `_tokens` behind it; undefined when there is none. */
export function unitIndex(keyOrRate: string): number | undefined {
  return INDEX_BY_KEY.get(keyOrRate) ?? INDEX_BY_KEY.get(keyOrRate.replace(/_tokens$/, ''));
}

/** What has a price under a name of its own: `images:1024x1024`, written alike in the price list and in the usage. */
export function variantName(unitKey: string, variant: string): string {
  return `${unitKey}:${variant
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')}`;
}

/** For each unit the units below it (its parts and their parts), each once. */
export const PARTS_OF: readonly (readonly number[])[] = UNITS.map((whole) =>
  UNITS.flatMap((unit, index) => (isWithin(unit, whole.key) ? [index] : [])),
);

function isWithin(unit: Unit, whole: string): boolean {
  return unit.partOf.some((parent) => parent === whole || isWithin(UNITS[indexOf(parent)], whole));
}

/** For each unit the units whose price it takes, in order. */
export const PRICED_AS: readonly (readonly number[])[] = UNITS.map((unit) => unit.pricedAs.map(indexOf));

function indexOf(key: string): number {
  return UNITS.findIndex((unit) => unit.key === key);
}
