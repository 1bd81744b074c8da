import { foldName, hyphenated } from '../../catalog/nameDecorations';
import { SNAPSHOT_DATE } from './pinnedSources';
import { sameTextRates, type MergedModel } from './mergeSources';
import { cardOn, type SourceModel } from '../../feeds/sourceModel';

/**
 * Puts the two sources' records of the same model together, by exact id or declared alias and never by prefix. A dated
 * or renamed id with the same price as its model becomes an alias of it; one with another price stays a model.
 */
export function pairModels(fresh: readonly SourceModel[], deep: readonly SourceModel[]): MergedModel[] {
  const providers = [...new Set([...fresh, ...deep].map((model) => model.provider))];
  return providers.flatMap((provider) => {
    const paired = pairWithin(
      provider,
      fresh.filter((model) => model.provider === provider),
      deep.filter((model) => model.provider === provider),
    );
    const folded = foldDatedIds(paired);
    return provider === 'amazon-bedrock' ? foldRegionIds(folded) : folded;
  });
}

interface Draft {
  model: string;
  aliases: Set<string>;
  fresh?: SourceModel;
  deep?: SourceModel;
  contradicting?: SourceModel;
}

function pairWithin(provider: string, fresh: readonly SourceModel[], deep: readonly SourceModel[]): MergedModel[] {
  const drafts = new Map<string, Draft>();
  const ownerOfAlias = new Map<string, Draft>();
  for (const model of deep) {
    const draft: Draft = { model: model.model, aliases: new Set(model.aliases), deep: model };
    drafts.set(identity(model.model), draft);
    for (const alias of model.aliases) ownerOfAlias.set(identity(alias), draft);
  }
  const isExact = (model: SourceModel) => drafts.has(identity(model.model));
  for (const model of [...fresh.filter(isExact), ...fresh.filter((other) => !isExact(other))]) {
    const id = identity(model.model);
    const exact = drafts.get(id);
    const owner = ownerOfAlias.get(id);
    if (exact) {
      if (exact.model !== model.model) exact.aliases.add(exact.model);
      exact.model = model.model;
      exact.fresh = model;
    } else if (owner && samePrice(owner.fresh ?? owner.deep, model)) {
      owner.fresh ??= model;
    } else {
      drafts.set(id, { model: model.model, aliases: new Set(), fresh: model, contradicting: owner?.deep });
    }
  }
  return [...drafts.values()].map(({ aliases, ...draft }) => ({
    provider,
    ...draft,
    aliases: onePerSpelling([...aliases].filter((alias) => isOwnAlias(alias, draft.model, drafts))),
  }));
}

/** AWS ids carry "-v1" or "-v1:0" in one source and not in the other. */
function identity(id: string): string {
  return id.toLowerCase().replace(/-v1(?::\d+)?$/, '');
}

/**
 * Not the id once more ("gpt-5-1" of gpt-5.1, which the look-up folds), not the id of another model, and not one with a
 * provider in front ("anthropic/claude-sonnet-4" at Vertex AI), which would be taken for that provider's model.
 */
function isOwnAlias(alias: string, model: string, drafts: ReadonlyMap<string, Draft>): boolean {
  if (foldedSpelling(alias) === foldedSpelling(model)) return false;
  if (/^[a-z-]+\/[^/]+$/.test(alias) && !model.includes('/')) return false;
  const other = drafts.get(identity(alias));
  return other === undefined || other.model === model;
}

function onePerSpelling(aliases: readonly string[]): string[] {
  return [...new Map(aliases.map((alias) => [foldedSpelling(alias), alias])).values()];
}

function foldedSpelling(id: string): string {
  return hyphenated(foldName(id));
}

/** "claude-haiku-4-5-20251001" with the price of "claude-haiku-4-5" is an alias of it. */
function foldDatedIds(models: readonly MergedModel[]): MergedModel[] {
  const byId = new Map(models.map((model) => [model.model.toLowerCase(), model]));
  const undatedId = (id: string) => id.toLowerCase().replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2})$/, '');
  return foldInto(models, (model) => {
    const undated = byId.get(undatedId(model.model));
    return undated && undated !== model && samePrice(recordOf(undated), recordOf(model)) ? undated : undefined;
  });
}

/** The regional ids of one Bedrock model that all cost the same are one model with aliases: `openai.…`, then `us.…`. */
function foldRegionIds(models: readonly MergedModel[]): MergedModel[] {
  const firstOfKind = new Map<string, MergedModel>();
  const kind = (model: MergedModel) =>
    `${model.model.replace(REGION_PREFIX, '')} ${JSON.stringify(model.fresh?.cards ?? model.model)}`;
  const rank = ({ model }: MergedModel) => (model.startsWith('us.') ? 1 : REGION_PREFIX.test(model) ? 2 : 0);
  for (const model of [...models].sort((a, b) => rank(a) - rank(b))) {
    if (!firstOfKind.has(kind(model))) firstOfKind.set(kind(model), model);
  }
  return foldInto(models, (model) => {
    const first = firstOfKind.get(kind(model));
    return first === model ? undefined : first;
  });
}
/** `global.` is not among them: it is the other price. */
const REGION_PREFIX = /^(?:us|eu|au|jp|in|ca|apac)\./;

function foldInto(
  models: readonly MergedModel[],
  targetOf: (model: MergedModel) => MergedModel | undefined,
): MergedModel[] {
  return models
    .filter((model) => !targetOf(model))
    .map((model) => {
      const folded = models.filter((other) => targetOf(other) === model);
      const aliases = [...model.aliases, ...folded.flatMap((other) => [other.model, ...other.aliases])];
      return { ...model, aliases: [...new Set(aliases)] };
    });
}

function recordOf(model: MergedModel): SourceModel | undefined {
  return model.fresh ?? model.deep;
}

function samePrice(a: SourceModel | undefined, b: SourceModel | undefined): boolean {
  const [cardA, cardB] = [a && cardOn(a, SNAPSHOT_DATE), b && cardOn(b, SNAPSHOT_DATE)];
  return cardA !== undefined && cardB !== undefined && sameTextRates(cardA, cardB);
}
