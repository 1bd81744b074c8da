import type { PackedPrices } from '../../catalog/embeddedPrices';
import type { PriceRow } from '../../catalog/priceRow';
import { withClaudeHourWrites } from './claudeHourWrites';
import { applyCurated, type CuratedFile } from './curatedRows';
import { rowsOf, type MergedModel } from './mergeSources';
import { packPrices, type SnapshotSource } from './packPrices';
import { pairModels } from './pairModels';
import { SNAPSHOT_DATE } from './pinnedSources';
import { selectModels } from './selectModels';
import type { SourceModel } from '../../feeds/sourceModel';
import { withUniqueNames } from './uniqueNames';

/** Makers first: their rows are the ones people look for, and a host's follow. */
const PROVIDER_ORDER = [
  'openai',
  'anthropic',
  'google',
  'mistral',
  'deepseek',
  'xai',
  'cohere',
  'perplexity',
  'moonshotai',
  'zai',
  'minimax',
  'meta',
  'xiaomi',
  'amazon-bedrock',
  'azure',
  'google-vertex',
  'groq',
  'cerebras',
  'together',
  'fireworks',
  'baseten',
  'cloudflare',
  'openrouter',
];

export interface SnapshotInputs {
  /** pi-ai: the newest rates. */
  readonly fresh: readonly SourceModel[];
  /** genai-prices: history, modalities, fees. */
  readonly deep: readonly SourceModel[];
  readonly curated: readonly CuratedFile[];
  readonly sources: readonly SnapshotSource[];
}

/** Merges the sources into the packed snapshot: the same sources always give the same bytes. */
export function buildSnapshot({ fresh, deep, curated, sources }: SnapshotInputs): PackedPrices {
  const selected = selectModels(fresh, deep);
  const generated = pairModels(selected.fresh, selected.deep).sort(byProviderAndModel).flatMap(rowsOf);
  const rows = applyCurated(generated.map(withClaudeHourWrites), curated);
  return packPrices(withUniqueNames(rows).map(stripEmpty), SNAPSHOT_DATE, sources);
}

function byProviderAndModel(a: MergedModel, b: MergedModel): number {
  const byProvider = PROVIDER_ORDER.indexOf(a.provider) - PROVIDER_ORDER.indexOf(b.provider);
  return byProvider || (a.model < b.model ? -1 : a.model > b.model ? 1 : 0);
}

function stripEmpty(row: PriceRow): PriceRow {
  const filled = Object.entries(row).filter(([, cell]) => cell !== undefined && cell !== '');
  return { ...Object.fromEntries(filled), provider: row.provider, model: row.model };
}
