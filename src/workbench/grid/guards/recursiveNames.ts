import { InsertDefinedNameCommand, SetDefinedNameCommand, SetDefinedNameMutation } from '@univerjs/preset-sheets-core';
import type { ISetDefinedNameMutationParam } from '@univerjs/preset-sheets-core';
import type { UniverBook } from '../univerStore';

const STORING: string[] = [InsertDefinedNameCommand.id, SetDefinedNameCommand.id, SetDefinedNameMutation.id];

/** A name that refers to itself, directly or through others, overflows the stack while parsing: it is never stored. */
export function refuseRecursiveNames({ api, book }: UniverBook, refused: (name: string) => void): void {
  const bodyOf = (name: string) =>
    book
      .getDefinedNames()
      .find((known) => known.getName().toLowerCase() === name)
      ?.getFormulaOrRefString();

  const reaches = (formula: string, target: string, seen: Set<string>): boolean =>
    wordsOf(formula).some((word) => {
      if (word === target) return true;
      if (seen.has(word)) return false;
      seen.add(word);
      const body = bodyOf(word);
      return body !== undefined && reaches(body, target, seen);
    });

  api.addEvent(api.Event.BeforeCommandExecute, (event) => {
    if (!STORING.includes(event.id)) return;
    const { name, formulaOrRefString } = event.params as ISetDefinedNameMutationParam;
    if (!name || !reaches(String(formulaOrRefString ?? ''), name.toLowerCase(), new Set())) return;
    event.cancel = true;
    refused(name);
  });
}

function wordsOf(formula: string): string[] {
  const withoutTexts = formula.replace(/"[^"]*"/g, '');
  return (withoutTexts.match(/[\p{L}_\\][\p{L}\p{N}_.\\]*/gu) ?? []).map((word) => word.toLowerCase());
}
