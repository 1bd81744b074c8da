import { useEffect, useState } from 'react';
import type { ExcelRows } from '../../functions/adapter';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import type { FormField } from './useFunctionForm';

export type Preview =
  | { readonly kind: 'calculating' }
  /** Why there is no answer yet. */
  | { readonly kind: 'waiting'; readonly sentence: string }
  | { readonly kind: 'answer'; readonly rows: ExcelRows }
  | { readonly kind: 'error'; readonly code: string; readonly sentence: string };

/** A person who types on is not answered at every letter. */
const QUIET_MS = 250;

/** What the cell would show, calculated by the function itself; only when nothing depends on cells of the sheet. */
export function usePreview(runtime: PriceRuntime, id: string, fields: readonly FormField[]): Preview {
  // another object whenever they were read anew, as after a discount or an edit of the table
  const prices = runtime.prices();
  const waiting = whatIsMissing(fields);
  const call = waiting
    ? ''
    : JSON.stringify([id, fields.map(({ entry }) => (entry.kind === 'literal' ? entry.cells : null))]);
  const [answered, setAnswered] = useState<{ call: string; prices: unknown; preview: Preview }>();
  useEffect(() => {
    if (call === '') return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const [name, args] = JSON.parse(call) as [string, unknown[]];
      void previewOf(runtime, name, args).then((preview) => isCurrent && setAnswered({ call, prices, preview }));
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [runtime, call, prices]);
  if (waiting) return { kind: 'waiting', sentence: waiting };
  return answered?.call === call && answered.prices === prices ? answered.preview : { kind: 'calculating' };
}

async function previewOf(runtime: PriceRuntime, id: string, args: readonly unknown[]): Promise<Preview> {
  try {
    const rows = await runtime.call(id, args);
    const [[first]] = rows;
    return rows.length === 1 && rows[0].length === 1 && typeof first === 'object'
      ? errorOf(first)
      : { kind: 'answer', rows };
  } catch (thrown) {
    return errorOf(thrown);
  }
}

/** The two bundles of the page may have different classes for the errors of a cell. */
function errorOf(thrown: unknown): Preview {
  const { code = '#VALUE!', message = '' } = (thrown ?? {}) as { code?: string; message?: string };
  return { kind: 'error', code, sentence: message };
}

function whatIsMissing(fields: readonly FormField[]): string | undefined {
  const names = (kind: string) =>
    fields.filter(({ entry }) => entry.kind === kind).map(({ argument }) => argument.name);
  const [problems, missing] = [names('problem'), names('missing')];
  if (problems.length > 0) return `Correct ${inWords(problems)} to see the result.`;
  if (missing.length > 0) return `Fill in ${inWords(missing)} to see the result.`;
  const cells = fields.flatMap(({ entry }) => (entry.kind === 'reference' ? [entry.text] : []));
  return cells.length > 0
    ? `${inWords(cells)} decide${cells.length > 1 ? '' : 's'}: the result is calculated in the sheet.`
    : undefined;
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
