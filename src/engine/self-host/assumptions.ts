import { EngineError, tooLarge } from '../errors';
import {
  ASSUMPTIONS,
  type AssumptionEntry,
  type AssumptionKey,
  type ChoiceKey,
  type ChoiceOf,
  type NumberKey,
  type TextKey,
} from './assumptionKeys';

export type GivenAssumptions = ReadonlyMap<string, number | string | boolean>;

/** An assumption that a result rests on. */
export interface UsedAssumption {
  readonly key: AssumptionKey;
  readonly value: number | string;
  readonly unit: string;
  readonly origin: 'yours' | 'default';
  readonly note: string;
}

/** A default that depends on the case, with the reason to show beside it. */
export interface DerivedDefault<T> {
  readonly value: T;
  readonly why: string;
}

/**
 * Answers assumptions one by one and keeps account: what a calculation asked for is what its result rests on.
 * Defaults of the registry can be replaced by the case's own.
 */
export class Assumptions {
  private readonly used = new Map<AssumptionKey, UsedAssumption>();

  /** @throws options-unknown-key → #VALUE! */
  constructor(private readonly given: GivenAssumptions) {
    for (const key of given.keys()) if (!Object.hasOwn(ASSUMPTIONS, key)) refuseUnknown(key);
  }

  /** @throws argument-not-a-number, argument-too-small, argument-too-large, argument-not-whole, assumption-missing */
  number(key: NumberKey, derived?: () => DerivedDefault<number>): number {
    const value = this.optionalNumber(key, derived);
    if (value === undefined) throw new EngineError('assumption-missing', { key });
    return value;
  }

  /** Undefined when it is neither given nor has a default: a target that is not set. */
  optionalNumber(key: NumberKey, derived?: () => DerivedDefault<number>): number | undefined {
    const entry: AssumptionEntry & { unit?: string; default?: number; why?: string } = ASSUMPTIONS[key];
    const given = this.given.get(key);
    if (given !== undefined) return this.note(key, checkedNumber(key, given), 'yours', entry.means);
    const fallback =
      derived?.() ?? (entry.default === undefined ? undefined : { value: entry.default, why: entry.why });
    if (fallback === undefined) return undefined;
    return this.note(key, fallback.value, 'default', withReason(entry.means, fallback.why));
  }

  /** @throws argument-not-a-choice */
  choice<K extends ChoiceKey>(key: K, derived?: () => DerivedDefault<ChoiceOf<K>>): ChoiceOf<K> {
    const entry: { choices: readonly ChoiceOf<K>[]; default?: ChoiceOf<K>; means: string } = ASSUMPTIONS[key];
    const given = this.given.get(key);
    if (given !== undefined) {
      const word = String(given)
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_');
      const choice = entry.choices.find((known) => known === word);
      if (!choice) throw new EngineError('argument-not-a-choice', { argument: key, choices: entry.choices.join(', ') });
      return this.note(key, choice, 'yours', entry.means);
    }
    const fallback =
      derived?.() ?? (entry.default === undefined ? undefined : { value: entry.default, why: undefined });
    if (fallback === undefined) throw new EngineError('assumption-missing', { key });
    return this.note(key, fallback.value, 'default', withReason(entry.means, fallback.why));
  }

  /** A name, if given. @throws argument-not-text */
  text(key: TextKey): string | undefined {
    const given = this.given.get(key);
    if (given === undefined) return undefined;
    if (typeof given !== 'string') throw new EngineError('argument-not-text', { argument: key });
    return this.note(key, given, 'yours', ASSUMPTIONS[key].means);
  }

  isGiven(key: AssumptionKey): boolean {
    return this.given.has(key);
  }

  /** In the order in which they were asked for. */
  usedAssumptions(): readonly UsedAssumption[] {
    return [...this.used.values()];
  }

  /** Given, but without effect on this result. */
  unusedKeys(): readonly string[] {
    return [...this.given.keys()].filter((key) => !this.used.has(key as AssumptionKey));
  }

  private note<T extends number | string>(key: AssumptionKey, value: T, origin: 'yours' | 'default', note: string): T {
    const entry: AssumptionEntry = ASSUMPTIONS[key];
    this.used.set(key, { key, value, unit: 'unit' in entry ? entry.unit : '', origin, note });
    return value;
  }
}

function checkedNumber(key: NumberKey, value: number | string | boolean): number {
  const entry: { min: number; max: number; whole?: true } = ASSUMPTIONS[key];
  const { min, max, whole } = entry;
  if (typeof value !== 'number') throw new EngineError('argument-not-a-number', { argument: key });
  if (!Number.isFinite(value)) throw new EngineError('argument-not-finite', { argument: key });
  if (value < min) throw new EngineError('argument-too-small', { argument: key, min, value });
  if (value > max) throw tooLarge(key, max, value);
  if (whole && !Number.isInteger(value)) throw new EngineError('argument-not-whole', { argument: key, value });
  return value;
}

function withReason(means: string, why: string | undefined): string {
  return why === undefined ? means : `${means}; ${why}`;
}

/** Names the keys that share most letter pairs with what was typed. */
function refuseUnknown(key: string): never {
  const pairs = (word: string): Set<string> => new Set([...word].slice(1).map((letter, k) => word[k] + letter));
  const typed = pairs(key);
  const likeness = (known: string): number => [...pairs(known)].filter((pair) => typed.has(pair)).length / known.length;
  const nearest = Object.keys(ASSUMPTIONS).sort((a, b) => likeness(b) - likeness(a));
  const shown = key.length > 30 ? `${key.slice(0, 29)}…` : key;
  throw new EngineError('options-unknown-key', {
    key: shown,
    argument: 'assumptions',
    known: `${nearest.slice(0, 3).join(', ')}, …`,
  });
}
