/**
 * Facts about accelerators and open-weights models by name: exact id, display name or declared alias, ignoring case,
 * spaces and punctuation; nothing is guessed.
 * @source catalog/facts/*.json; every row names its sources, `checked` is the date of the whole file
 */
import type { Accelerator } from '../engine/self-host/accelerator';
import { deriveOpenModel, type OpenModel, type OpenModelFacts } from '../engine/self-host/openModel';
import { EngineError } from '../engine/errors';
import { ACCELERATOR_NAMES, acceleratorIdOf, nameKey } from './acceleratorNames';
import { closestNames } from './closestNames';
import acceleratorFile from './facts/accelerators.json';
import openModelFile from './facts/openModels.json';

/** @throws gpu-unknown → #N/A with the nearest names */
export function accelerator(name: string): Accelerator {
  const found = findAccelerator(name);
  if (!found) throw new EngineError('gpu-unknown', { gpu: name, hint: hint(name, ACCELERATORS) });
  return found;
}

export function findAccelerator(name: string): Accelerator | undefined {
  const id = acceleratorIdOf(name);
  return id === undefined ? undefined : acceleratorsById.get(id);
}

/** @throws open-model-unknown → #N/A with the nearest names */
export function openModel(name: string): OpenModel {
  const found = findOpenModel(name);
  if (!found) throw new EngineError('open-model-unknown', { model: name, hint: hint(name, OPEN_MODEL_FACTS) });
  return found;
}

export function findOpenModel(name: string): OpenModel | undefined {
  const facts = openModelsByName.get(nameKey(name));
  if (!facts) return undefined;
  let model = derived.get(facts.id);
  if (!model) {
    model = deriveOpenModel(facts);
    derived.set(facts.id, model);
  }
  return model;
}

export const ACCELERATORS: readonly Accelerator[] = acceleratorFile.accelerators.map((row) => {
  const [name, ...aliases] = ACCELERATOR_NAMES[row.id];
  return { ...row, name, aliases };
});
/** Rows with `like` take over what they do not say themselves. */
export const OPEN_MODEL_FACTS: readonly OpenModelFacts[] = inherited(openModelFile.models as readonly OpenModelRow[]);

export interface FactSource {
  readonly id: string;
  readonly name: string;
  readonly kind: 'accelerator' | 'open model';
  /** Sources in words, joined by "; ". */
  readonly source: string;
  /** ISO date on which the figures were taken from the sources. */
  readonly checked: string;
  readonly note?: string;
  /** What still needs a check with the vendor. */
  readonly verify?: string;
}

/** Where the facts of a GPU or an open model come from, for LLMSOURCE; undefined when the name is neither. */
export function sourceOfFact(name: string): FactSource | undefined {
  const gpu = findAccelerator(name);
  if (gpu) return { ...described(gpu, acceleratorFile.sources, acceleratorFile.checked), kind: 'accelerator' };
  const model = findOpenModel(name);
  if (model) return { ...described(model, openModelFile.sources, openModelFile.checked), kind: 'open model' };
  return undefined;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
}

const acceleratorsById = new Map(ACCELERATORS.map((row) => [row.id, row]));
const openModelsByName = indexByName(OPEN_MODEL_FACTS);
const derived = new Map<string, OpenModel>();

function indexByName<T extends Named & { readonly hf?: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  const byName = new Map<string, T>();
  for (const row of rows) {
    for (const name of [row.id, row.name, row.hf, ...(row.aliases ?? [])]) {
      if (name !== undefined) byName.set(nameKey(name), row);
    }
  }
  return byName;
}

/** A row of the file: complete, or what differs from the row it is like. */
type OpenModelRow = Partial<OpenModelFacts> & { readonly id: string; readonly like?: string };

function inherited(rows: readonly OpenModelRow[]): OpenModelFacts[] {
  return rows.map(({ like, ...row }) => {
    const parent = rows.find(({ id }) => id === like);
    return { ...parent, aliases: [], ...row } as OpenModelFacts; // completeness is a test of the file (facts.test.ts)
  });
}

function hint(typed: string, rows: readonly Named[]): string {
  const close = closestNames(
    typed,
    rows.map(({ name }) => name),
  );
  return close.length === 0
    ? `Choose one in the pane under Insert, such as ${rows[0].name}`
    : `Nearest: ${close.join(', ')}`;
}

function described(
  row: Named & { readonly source: string; readonly note?: string; readonly verify?: string },
  sources: Readonly<Record<string, string>>,
  checked: string,
): Omit<FactSource, 'kind'> {
  const { id, name, note, verify } = row;
  const source = row.source.split(' ').map((key) => sources[key]);
  return { id, name, source: source.join('; '), checked, ...(note && { note }), ...(verify && { verify }) };
}
