/**
 * The spellings that people and platforms put around a model's id, taken off by fixed rules. Whatever is left has to be
 * an exact id or a declared alias: nothing here looks for similar names.
 */
import { utcMsOfIso } from './rowDates';

/** Trimmed, NFC, lower case, single spaces. */
export function foldName(name: string): string {
  if (IS_FOLDED.test(name)) return name;
  return name.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Most ids of a table are: it saves most of the time of loading one. */
const IS_FOLDED = /^[!-@[-~]+$/;

/** Spaces, dots and underscores as hyphens: "claude sonnet 4.5" and "claude-sonnet-4-5" are written alike. */
export function hyphenated(foldedName: string): string {
  return foldedName.replace(/[ ._]+/g, '-');
}

/**
 * The name without a date at its end: "-2024-08-06", "-20250929", "@20250929". Undefined when it has none.
 * @param latestUtcMs the table's date: what was released later may have another price, which the table cannot know
 */
export function withoutDate(foldedName: string, latestUtcMs: number): string | undefined {
  const match = /^(.+)[-@](20\d{2})(-?)(\d{2})\3(\d{2})$/.exec(foldedName);
  const releasedUtcMs = match ? utcMsOfIso(`${match[2]}-${match[4]}-${match[5]}`) : undefined;
  return match && releasedUtcMs !== undefined && releasedUtcMs <= latestUtcMs ? match[1] : undefined;
}

/** An id of Amazon Bedrock: "us.anthropic.claude-sonnet-4-5-20250929-v1:0". */
export interface BedrockName {
  /** "us"; undefined without a region prefix, and for "global". */
  readonly region?: string;
  /** Other ways to write the same id, region prefix kept. */
  readonly sameId: readonly string[];
  /** The id without its region prefix. */
  readonly withoutRegion: readonly string[];
  /** The id without region, vendor and version: the maker's name of the model. */
  readonly makersName: readonly string[];
}

const BEDROCK_REGIONS = 'us|eu|apac|jp|au|ca|in|sa|uk|us-gov|global';
const BEDROCK_VENDORS =
  'ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|writer|zai';
const BEDROCK_NAME = new RegExp(
  `^(?:(${BEDROCK_REGIONS})\\.)?(${BEDROCK_VENDORS})\\.([a-z0-9][a-z0-9._-]*?)(-v\\d+(?::\\d+)?)?$`,
);

export function bedrockName(foldedName: string, latestUtcMs: number): BedrockName | undefined {
  const match = BEDROCK_NAME.exec(foldedName);
  if (!match) return undefined;
  const [, region, vendor, model, version] = match;
  const bare = [...new Set([model, withoutDate(model, latestUtcMs) ?? model])];
  const versions = version === undefined ? ['', '-v1:0', '-v1'] : [version, ''];
  const plain = bare.flatMap((name) => versions.map((suffix) => `${vendor}.${name}${suffix}`));
  const prefixed = region ? plain.map((name) => `${region}.${name}`) : plain;
  return {
    ...(region && region !== 'global' ? { region } : {}),
    sameId: prefixed.filter((name) => name !== foldedName),
    withoutRegion: region && region !== 'global' ? plain : [],
    makersName: bare,
  };
}
