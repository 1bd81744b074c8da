import { EngineError } from '../engine/errors';
import { bedrockName, foldName, hyphenated, withoutDate, type BedrockName } from './nameDecorations';
import type { PricedModel } from './pricedModel';
import { lastSegment, makersOf, providerKey } from './providers';
import { listWithin, suggestModels } from './suggestModels';

/**
 * Finds a model by the name that people type: exact id, then declared alias, each also after the fixed decoration rules
 * have been taken off, then stop. A name without a provider means the model's maker; a name that several hosts sell is
 * refused with the hosts named. Nothing matches by prefix, part or pattern.
 */
export class ModelIndex {
  /** Under the id or alias as folded, and under "provider/id". */
  private readonly exact = new Map<string, PricedModel[]>();
  /** The same names with hyphens for spaces and dots; built when it is first needed. */
  private readonly hyphened = new Map<string, PricedModel[]>();
  private readonly providers = new Set<string>();
  /** Every spelling that was asked for; a workbook has few. */
  private readonly found = new Map<string, PricedModel>();
  private readonly refused = new Map<string, EngineError>();
  /** A range of requests asks for one model again and again. */
  private lastName = '';
  private lastFound: PricedModel | undefined;

  /** The date of the table: what was released later is not in it. */
  private readonly latestUtcMs: number;

  constructor(private readonly models: readonly PricedModel[]) {
    this.latestUtcMs = models[0]?.table.defaultUtcMs ?? -Infinity;
    for (const model of models) {
      const provider = providerKey(model.provider);
      this.providers.add(provider);
      for (const name of namesOf(model)) {
        add(this.exact, name, model);
        if (provider !== '') add(this.exact, `${provider}/${name}`, model);
      }
    }
  }

  /** @throws model-unknown, model-ambiguous → #N/A */
  find(name: string): PricedModel {
    if (name === this.lastName && this.lastFound) return this.lastFound;
    const model = this.found.get(name) ?? this.remember(name);
    this.lastName = name;
    this.lastFound = model;
    return model;
  }

  otherSellers(model: PricedModel): readonly string[] {
    const sellers = [...namesOf(model)].flatMap((name) => this.exact.get(name) ?? []);
    return [...new Set(sellers.map(({ provider }) => provider))].filter((provider) => provider !== model.provider);
  }

  private remember(name: string): PricedModel {
    const known = this.refused.get(name);
    if (known) throw known;
    if (this.found.size + this.refused.size >= MOST_REMEMBERED) {
      this.found.clear();
      this.refused.clear();
    }
    const answer = this.search(foldName(name), name.trim());
    if (answer instanceof EngineError) {
      this.refused.set(name, answer);
      throw answer;
    }
    this.found.set(name, answer);
    return answer;
  }

  private search(folded: string, asWritten: string): PricedModel | EngineError {
    const { provider, rest } = this.splitProvider(folded);
    const found = this.lookUp(provider, rest);
    if (found.length === 1) return found[0];
    if (found.length > 1) return this.ambiguous(asWritten, rest.replace(/ /g, '-'), found);
    // "openai/gpt-oss-120b" is what several hosts call it, and OpenAI does not sell it
    const hosts = provider === undefined ? [] : (this.exact.get(folded) ?? []);
    if (hosts.length > 1) return this.ambiguous(asWritten, rest, hosts);
    const hint = hosts.length === 1 ? ` Did you mean ${hosts[0].id}?` : this.suggestion(asWritten, provider, rest);
    return new EngineError('model-unknown', { model: asWritten, hint });
  }

  private suggestion(asWritten: string, provider: string | undefined, rest: string): string {
    const seller = provider ?? (bedrockName(rest, this.latestUtcMs) && BEDROCK);
    return suggestModels(asWritten, rest, seller, this.models, (model) => this.shortestName(model));
  }

  /** The models that a name can mean: none, the one, or several that cost different amounts. */
  private lookUp(provider: string | undefined, name: string): readonly PricedModel[] {
    for (const form of formsOf(name, this.latestUtcMs)) {
      const candidates = this.atProvider(provider, form);
      const found = provider === undefined ? this.meant(form, candidates) : byIdFirst(form, candidates);
      if (found.length > 0) return found;
    }
    const bedrock = bedrockName(name, this.latestUtcMs);
    return bedrock && (provider ?? BEDROCK) === BEDROCK ? this.onBedrock(bedrock) : [];
  }

  private atProvider(provider: string | undefined, form: string): readonly PricedModel[] {
    const key = provider === undefined ? form : `${provider}/${form}`;
    const candidates = this.exact.get(key) ?? this.hyphenIndex().get(hyphenated(key)) ?? [];
    return provider === undefined ? candidates : candidates.filter((model) => providerKey(model.provider) === provider);
  }

  /** A Bedrock id never means the maker's own API, whose price differs; a table without providers has one price. */
  private onBedrock(name: BedrockName): readonly PricedModel[] {
    const sold = (ids: readonly string[], provider: string) =>
      ids.flatMap((id) =>
        this.atProvider(provider || undefined, id).filter((model) => providerKey(model.provider) === provider),
      );
    const same = sold(name.sameId, BEDROCK);
    if (same.length > 0) return same.slice(0, 1);
    const { region } = name;
    const regional = region
      ? sold(name.withoutRegion, BEDROCK).find((model) => model.regions().includes(region))
      : undefined;
    if (region && regional) return [regional.inRegion(region)];
    return sold([...name.sameId, ...name.withoutRegion, ...name.makersName], '').slice(0, 1);
  }

  /** Of all that sell under a name the maker; without one, the only host, unless others sell the same model. */
  private meant(form: string, candidates: readonly PricedModel[]): readonly PricedModel[] {
    if (candidates.length === 0) return [];
    const makers = makersOf(form);
    const byMaker = candidates.filter((model) => makers?.includes(providerKey(model.provider)));
    if (byMaker.length > 0) return byIdFirst(form, byMaker);
    if (this.providers.size === 1) return byIdFirst(form, candidates);
    return candidates.length === 1 && makers ? [...candidates, ...this.otherHosts(form, candidates[0])] : candidates;
  }

  /** Hosts that sell a model whose id goes on after the name, such as "-instruct": reason to refuse, never to match. */
  private otherHosts(form: string, host: PricedModel): PricedModel[] {
    return this.models.filter(
      (model) => model.provider !== host.provider && lastSegment(foldName(model.model)).startsWith(`${form}-`),
    );
  }

  /** "openai/gpt-4o" → openai. A path that is no provider of this table is a part of the id. */
  private splitProvider(folded: string): { provider?: string; rest: string } {
    const slash = folded.indexOf('/');
    if (slash < 0) return { rest: folded };
    const provider = providerKey(folded.slice(0, slash));
    return this.providers.has(provider) ? { provider, rest: folded.slice(slash + 1) } : { rest: folded };
  }

  private ambiguous(asWritten: string, form: string, found: readonly PricedModel[]): EngineError {
    const names = found.map((model) => {
      const short = `${model.provider}/${form}`;
      return this.atProvider(providerKey(model.provider), form).length === 1 ? short : this.shortestName(model);
    });
    const shortestFirst = [...new Set(names)].sort((a, b) => a.length - b.length);
    return new EngineError('model-ambiguous', {
      model: asWritten,
      candidates: listWithin(shortestFirst, 3, asWritten.length),
    });
  }

  /** A name that finds exactly this model. */
  private shortestName(model: PricedModel): string {
    const { provider, rest } = this.splitProvider(foldName(model.model));
    const alone = this.lookUp(provider, rest);
    return alone.length === 1 && alone[0] === model ? model.model : model.id;
  }

  private hyphenIndex(): ReadonlyMap<string, readonly PricedModel[]> {
    if (this.hyphened.size === 0) {
      for (const [name, models] of this.exact) for (const model of models) add(this.hyphened, hyphenated(name), model);
    }
    return this.hyphened;
  }
}

const BEDROCK = 'amazon-bedrock';
const MOST_REMEMBERED = 5_000;

/** The name as typed, then without what may stand around an id. */
function formsOf(name: string, latestUtcMs: number): string[] {
  const undated = withoutDate(name, latestUtcMs);
  return undated === undefined ? [name] : [name, undated];
}

/** Where two models of a provider go by a name, the one whose id it is. */
function byIdFirst(form: string, candidates: readonly PricedModel[]): readonly PricedModel[] {
  const byId = candidates.filter((model) => foldName(model.model) === form);
  return byId.length > 0 ? byId : candidates;
}

function namesOf(model: PricedModel): Set<string> {
  const aliases = model.rows.flatMap((row) => row.aliases?.split(';') ?? []).map(foldName);
  return new Set([foldName(model.model), ...aliases].filter((name) => name !== ''));
}

function add(index: Map<string, PricedModel[]>, name: string, model: PricedModel): void {
  const models = index.get(name);
  if (!models) index.set(name, [model]);
  else if (!models.includes(model)) models.push(model);
}
