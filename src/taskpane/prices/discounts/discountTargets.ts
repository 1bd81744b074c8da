import type { PriceRow } from '../../../catalog/priceRow';
import type { MyPriceInForce } from '../../../runtime/runtimeSlot';
import { count } from '../inWords';
import { shareAsPercent } from './percentAsShare';

/** What a discount can be for: everything of a provider, or one model. */
export interface DiscountTarget {
  readonly label: string;
  readonly provider: string;
  readonly model?: string;
}

/** Every provider and every model of the price table by name, providers first. */
export function discountTargets(rows: readonly PriceRow[]): DiscountTarget[] {
  const models = new Map<string, Set<string>>();
  for (const { provider, model } of rows) {
    const known = models.get(provider);
    if (known) known.add(model);
    else models.set(provider, new Set([model]));
  }
  const providers = [...models.keys()].sort((a, b) => a.localeCompare(b, 'en'));
  return [
    ...providers.map((provider) => ({
      provider,
      label: `${provider}: all ${count(models.get(provider)?.size ?? 0, 'model')}`,
    })),
    ...providers.flatMap((provider) =>
      [...(models.get(provider) ?? [])]
        .sort((a, b) => a.localeCompare(b, 'en'))
        .map((model) => ({ provider, model, label: `${provider}/${model}` })),
    ),
  ];
}

const MOST_NAMED = 5;

/** Which discounts a new one takes the place of: a provider's goes over those of its models. Undefined when none. */
export function replacedInWords(
  { provider, model }: DiscountTarget,
  inForce: readonly MyPriceInForce[],
): string | undefined {
  const replaced = inForce.filter(
    (entry) => entry.what === 'discount' && entry.provider === provider && (!model || entry.model === model),
  );
  if (replaced.length === 0) return undefined;
  const named = replaced
    .slice(0, MOST_NAMED)
    .map((entry) => `${entry.model ?? 'all models'} (${shareAsPercent(Number(entry.value))})`);
  const more = replaced.length > MOST_NAMED ? ` and ${replaced.length - MOST_NAMED} more` : '';
  return `Takes the place of the discount of ${named.join(', ')}${more}.`;
}

/** Targets in which every word of the search occurs. */
export function matchingTargets(targets: readonly DiscountTarget[], search: string): DiscountTarget[] {
  const words = search.trim().toLowerCase().split(/\s+/);
  return targets.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}
