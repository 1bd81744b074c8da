import { SNAPSHOT_DATE } from './pinnedSources';
import { sameTextRates, type MergedModel } from './mergeSources';
import { cardOn, type SourceModel } from './sourceModel';

/**
 * Puts the two sources' records of the same model together, by exact id or declared alias and never by prefix. A dated
 * or renamed id with the same price as its model becomes an alias of it; one with another price stays a model.
 */
export function pairModels(fresh: readonly SourceModel[], deep: readonly SourceModel[]): MergedModel[] {
  const providers = [...new Set([...fresh, ...deep].map((model) => model.provider))];
  return providers.flatMap((provider) => {
    const paired = pairWithin(
      fresh.filter((model) => model.provider === provider),
      deep.filter((model) => model.provider === provider),
    );
    return foldDatedIds(paired);
  });
}

interface Draft {
  model: string;
  aliases: Set<string>;
  fresh?: SourceModel;
  deep?: SourceModel;
}

function pairWithin(fresh: readonly SourceModel[], deep: readonly SourceModel[]): MergedModel[] {
  const drafts = new Map<string, Draft>();
  const ownerOfAlias = new Map<string, Draft>();
  for (const model of deep) {
    const draft: Draft = { model: model.model, aliases: new Set(model.aliases), deep: model };
    drafts.set(model.model.toLowerCase(), draft);
    for (const alias of model.aliases) ownerOfAlias.set(alias.toLowerCase(), draft);
  }
  const exactFirst = [...fresh].sort((a, b) => Number(drafts.has(b.model.toLowerCase())) - Number(drafts.has(a.model.toLowerCase())));
  for (const model of exactFirst) {
    const id = model.model.toLowerCase();
    const exact = drafts.get(id);
    const owner = ownerOfAlias.get(id);
    if (exact) {
      exact.model = model.model;
      exact.fresh = model;
    } else if (owner && samePrice(owner.fresh ?? owner.deep, model)) {
      owner.fresh ??= model;
    } else {
      owner?.aliases.delete([...owner.aliases].find((alias) => alias.toLowerCase() === id) ?? '');
      drafts.set(id, { model: model.model, aliases: new Set(), fresh: model });
    }
  }
  const provider = (fresh[0] ?? deep[0])?.provider ?? '';
  return [...drafts.values()].map(({ aliases, ...draft }) => ({
    provider,
    ...draft,
    aliases: [...aliases].filter((alias) => !drafts.has(alias.toLowerCase())),
  }));
}

/** "claude-haiku-4-5-20251001" with the price of "claude-haiku-4-5" is an alias of it. */
function foldDatedIds(models: readonly MergedModel[]): MergedModel[] {
  const byId = new Map(models.map((model) => [model.model.toLowerCase(), model]));
  const undatedId = (id: string) => id.toLowerCase().replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2})$/, '');
  const foldInto = (model: MergedModel) => {
    const undated = byId.get(undatedId(model.model));
    const foldable = undated && undated !== model && samePrice(undated.fresh ?? undated.deep, model.fresh ?? model.deep);
    return foldable ? undated : undefined;
  };
  return models
    .filter((model) => !foldInto(model))
    .map((model) => {
      const dated = models.filter((other) => foldInto(other) === model);
      const aliases = [...model.aliases, ...dated.flatMap((other) => [other.model, ...other.aliases])];
      return { ...model, aliases: [...new Set(aliases)] };
    });
}

function samePrice(a: SourceModel | undefined, b: SourceModel | undefined): boolean {
  const [cardA, cardB] = [a && cardOn(a, SNAPSHOT_DATE), b && cardOn(b, SNAPSHOT_DATE)];
  return cardA !== undefined && cardB !== undefined && sameTextRates(cardA, cardB);
}
