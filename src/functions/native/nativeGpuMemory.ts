import { openModel, sourceOfFact } from '../../catalog/facts';
import { indexerBytesPerRequest, kvBytesPerRequest } from '../../engine/self-host/kvCache';
import { DEFAULT_MEMORY_RULES } from '../../engine/self-host/memory';
import type { OpenModel } from '../../engine/self-host/openModel';
import type { Precision } from '../../engine/self-host/precision';
import { weightBytes } from '../../engine/self-host/weights';
import { gpuMemory } from '../gpuMemory';
import { ArgumentChecks, constantOf } from './argumentChecks';
import { choiceNow, nameNow } from './argumentsNow';
import { factsAreThere, type FactCells } from './fact';
import { NotExpressible, nativeForm } from './nativeForm';

/** Weights + requests × cache of one request + reserve, in GB; what the model does not have is left out. */
export const nativeGpuMemory = nativeForm(gpuMemory, (args, tables) => {
  const answer = constantOf(args.answer);
  if (answer === 'all') throw new NotExpressible('it answers a table of its own: ask for "total" to get a formula');
  const checks = new ArgumentChecks();
  const model = openModel(nameNow(args.model, checks));
  const precision = (choiceNow(args.precision, checks) ?? model.nativePrecision) as Precision;
  const context = checks.required(args.context_tokens);
  const requests = checks.required(args.concurrent_requests);
  const facts = memoryFacts(model, tables);
  const formula = memoryFormula(
    answer as 'total' | 'weights' | 'kv_cache',
    precision,
    context.text,
    requests.text,
    facts,
  );
  const isWithinContext = `${context.text}<=${facts.longestContext()}`;
  checks.onlyIf(factsAreThere(`${formula}+${isWithinContext}`));
  checks.refusedUnless(isWithinContext);
  return checks.guarded(formula);
});

function memoryFormula(
  answer: 'total' | 'weights' | 'kv_cache',
  precision: Precision,
  context: string,
  requests: string,
  facts: ReturnType<typeof memoryFacts>,
): string {
  if (answer === 'weights') return facts.weights(precision);
  const cache = [...facts.cacheBytes(context), ...(answer === 'total' ? facts.indexerBytes(context) : [])];
  const ofRequests = `${requests}*${cache.length === 1 ? cache[0] : `(${cache.join('+')})`}/10^9`;
  return answer === 'total' ? `${facts.weights(precision)}+${ofRequests}+${facts.reserve()}` : ofRequests;
}

/** The facts behind the memory of a model; each takes a row of the sheet when it is asked for. */
function memoryFacts(model: OpenModel, cells: FactCells) {
  const { kv } = model;
  const { kvElementBytes, reserveBytes } = DEFAULT_MEMORY_RULES;
  const { source = '', checked = '' } = sourceOfFact(model.id) ?? {};
  const cellOf = (means: string, value: number, unit: string): string =>
    cells.cellOf({ about: model.name, means, value, unit, kind: 'published', source, checked });
  return {
    longestContext: () => cellOf('longest context', model.maxContext, 'tokens'),
    weights: (precision: Precision) =>
      cellOf(`weights in ${precision}`, weightBytes(model, precision).total / 1e9, 'GB'),
    /** Terms of the bytes that one request takes. */
    cacheBytes(context: string): string[] {
      const growing = kv.growing * kvElementBytes;
      const windowed = kv.windowed * kvElementBytes;
      const constant = kvBytesPerRequest(kv, 0, kvElementBytes);
      const window = (): string => cellOf('attention window', kv.windowTokens, 'tokens');
      return [
        ...(growing > 0 ? [`${context}*${cellOf('cache of a token', growing, 'bytes')}`] : []),
        ...(windowed > 0
          ? [`MIN(${context},${window()})*${cellOf('cache of a token within the window', windowed, 'bytes')}`]
          : []),
        ...(constant > 0 ? [cellOf('state of linear attention, for a request', constant, 'bytes')] : []),
      ];
    },
    indexerBytes(context: string): string[] {
      const bytes = indexerBytesPerRequest(kv, 1);
      return bytes > 0 ? [`${context}*${cellOf('keys of sparse attention, for a token', bytes, 'bytes')}`] : [];
    },
    reserve: () =>
      cells.cellOf({
        about: 'serving engine',
        means: 'reserve on each GPU',
        value: reserveBytes / 1e9,
        unit: 'GB',
        kind: 'assumption',
        source: 'vLLM on H100, measured (tgarg01/silybench-data)',
        checked: '2026-09-24',
      }),
  };
}
