/** What can be chosen for an argument: names from the prices in force and from the facts that came with the build. */
import type { PricedModel } from '../../catalog/pricedModel';
import type { ArgumentDefinition } from '../../functions/definition';
import type { KnownName, KnownNames } from '../../functions/knownNames';
import type { ActivePrices } from '../../runtime/runtimeSlot';

export interface PickerOption {
  /** As it is written into the formula. */
  readonly name: string;
  readonly about: string;
  /** In small letters, everything by which it can be found. */
  readonly found: string;
}

export type PickerLists = Readonly<
  Record<'model' | 'open model' | 'gpu' | 'provider' | 'workload' | 'tier', readonly PickerOption[]>
>;

export function pickerLists(names: KnownNames, prices: ActivePrices | undefined): PickerLists {
  return {
    model: prices ? modelOptions(prices) : [],
    'open model': names.openModels.map(nameOption),
    gpu: gpuOptions(names.gpus, prices),
    provider: [...new Set(offersOf(prices).map(({ provider }) => provider))].sort().map((name) => option(name, '')),
    workload: names.workloads.map(nameOption),
    tier: tierNames(prices).map((name) => option(name, '')),
  };
}

/** The list of an argument; undefined where everything has to be typed. */
export function optionsOf(argument: ArgumentDefinition, lists: PickerLists): readonly PickerOption[] | undefined {
  switch (argument.kind) {
    case 'name':
      return lists[argument.names];
    case 'choice':
      return argument.choices.map((choice) => option(choice, choice === argument.default ? 'default' : ''));
    case 'text':
      return argument.offers && lists[argument.offers];
    case 'block':
      return argument.names && lists[argument.names];
    default:
      return undefined;
  }
}

/** The tiers of one model; all tiers there are when the model is not known. */
export function tiersOf(
  modelName: string,
  lists: PickerLists,
  prices: ActivePrices | undefined,
): readonly PickerOption[] {
  try {
    const tiers = prices?.context.prices.find(modelName).tiers();
    return tiers ? tiers.map((name) => option(name, name === 'standard' ? 'default' : '')) : lists.tier;
  } catch {
    return lists.tier;
  }
}

/** Every word of the search occurs; what begins with the search comes first. */
export function matchingOptions(options: readonly PickerOption[], search: string): PickerOption[] {
  const wanted = search.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = options.filter((one) => words.every((word) => one.found.includes(word)));
  const begins = ({ name }: PickerOption) => name.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}

function modelOptions({ context: { prices } }: ActivePrices): PickerOption[] {
  const isMeant = (name: string, model: PricedModel) => {
    try {
      return prices.find(name).id === model.id;
    } catch {
      return false; // several sell it under this name
    }
  };
  return prices.models.map((model) => {
    const about = [model.provider, model.fact('name')].filter((text) => text && text !== model.model).join(' · ');
    const aliases = String(model.fact('aliases') ?? '');
    return option(isMeant(model.model, model) ? model.model : model.id, about, aliases);
  });
}

function gpuOptions(known: readonly KnownName[], prices: ActivePrices | undefined): PickerOption[] {
  const offers = prices?.context.gpuPrices.offersByGpu ?? new Map<string, readonly unknown[]>();
  const ids = new Set(known.flatMap(({ aliases }) => aliases));
  const others = [...offers.keys()].filter((id) => !ids.has(id));
  return [
    ...known.map(({ name, aliases, about }) => {
      const count = aliases.reduce((sum, alias) => sum + (offers.get(alias)?.length ?? 0), 0);
      return option(
        name,
        `${about} · ${count === 0 ? 'no rental offer' : count === 1 ? '1 offer' : `${count} offers`}`,
        aliases.join(' '),
      );
    }),
    ...others.map((name) => option(name, 'in your GPU price table')),
  ];
}

function offersOf(prices: ActivePrices | undefined): readonly { readonly provider: string }[] {
  return [...(prices?.context.gpuPrices.offersByGpu.values() ?? [])].flat();
}

function tierNames(prices: ActivePrices | undefined): string[] {
  return [...new Set(['standard', ...(prices?.llm.rows ?? []).flatMap(({ tier }) => tier || [])])];
}

function nameOption({ name, aliases, about }: KnownName): PickerOption {
  return option(name, about, aliases.join(' '));
}

function option(name: string, about: string, otherNames = ''): PickerOption {
  return { name, about, found: `${name} ${about} ${otherNames}`.toLowerCase() };
}
