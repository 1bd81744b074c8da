import { useMemo, useState } from 'react';
import { callText } from '../../functions/callText';
import type { ArgumentDefinition } from '../../functions/definition';
import type { FunctionHelp } from '../../functions/functionHelp';
import type { ActivePrices } from '../../runtime/runtimeSlot';
import { readEntry, typedText, type ArgumentEntry, type EntryContext } from './argumentEntry';
import { formulaText } from './formulaText';
import { optionsOf, tiersOf, type PickerLists, type PickerOption } from './pickerOptions';

export interface FormField {
  readonly argument: ArgumentDefinition;
  readonly typed: string;
  readonly entry: ArgumentEntry;
  readonly options: readonly PickerOption[] | undefined;
}

export interface FunctionForm {
  readonly fields: readonly FormField[];
  /** With … where something is missing. */
  readonly formula: string;
  /** Every field can go into the formula. */
  readonly isComplete: boolean;
  type(name: string, text: string): void;
  fillExample(): void;
}

/** What is typed into the fields of a function, and the formula that follows from it. */
export function useFunctionForm(
  help: FunctionHelp,
  prefix: string,
  lists: PickerLists,
  prices: ActivePrices | undefined,
): FunctionForm {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const context = useMemo(() => entryContext(lists, prices), [lists, prices]);
  const fields = help.arguments.map((argument): FormField => {
    const text = typed[argument.name] ?? '';
    const isTier = argument.kind === 'text' && argument.offers === 'tier';
    const options = isTier ? tiersOf(typed.model ?? '', lists, prices) : optionsOf(argument, lists);
    return { argument, typed: text, entry: readEntry(argument, text, context), options };
  });
  return {
    fields,
    formula: formulaText(
      `${prefix}${help.id}`,
      fields.map(({ entry }) => textInFormula(entry)),
    ),
    isComplete: fields.every(({ entry }) => entry.kind !== 'missing' && entry.kind !== 'problem'),
    type: (name, text) => setTyped((before) => ({ ...before, [name]: text })),
    fillExample: () => {
      const { args } = callText(help.examples[0].formula);
      const texts = help.arguments.map((argument, index) => [
        argument.name,
        typedText(argument, args[index] ?? null, context),
      ]);
      setTyped(Object.fromEntries(texts) as Record<string, string>);
    },
  };
}

function entryContext(lists: PickerLists, prices: ActivePrices | undefined): EntryContext {
  const words = Object.values(lists).flatMap((options) => options.flatMap(({ found }) => found.split(' ')));
  const known = new Set(words);
  return { isKnownName: (text) => known.has(text.toLowerCase()), dates1904: prices?.context.dates1904 };
}

function textInFormula(entry: ArgumentEntry): string | undefined {
  if (entry.kind === 'omitted') return undefined;
  return 'text' in entry ? entry.text : '…';
}
