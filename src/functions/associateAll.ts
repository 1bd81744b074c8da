import { EngineError } from '../engine/errors';
import { adapt, type ContextSource, type ExcelFunction, type ExcelRows } from './adapter';
import { PROMPT_FUNCTIONS } from './promptFunctions';
import { toCellError } from './toCell';

/** The ids of `LATER_FUNCTIONS`, known before their chunk is; a test holds the two together. */
export const LATER_FUNCTION_IDS = [
  'LLMEXPLAIN',
  'LLMMODELS',
  'GPUMEMORY',
  'GPUFIT',
  'GPUTHROUGHPUT',
  'GPUCOUNT',
  'GPUTOKENCOST',
  'GPUTCO',
  'GPUBREAKEVEN',
  'LLMSOURCE',
  'LLMROUTE',
  'LLMCASCADECOST',
  'LLMBREAKEVENESCALATION',
  'LLMFALLBACKCOST',
  'LLMROUTINGGATE',
] as const;

export const FUNCTION_IDS: readonly string[] = [...PROMPT_FUNCTIONS.map(({ id }) => id), ...LATER_FUNCTION_IDS];

/** The function as Excel calls it; `context` is asked at each call. */
export function excelFunction(id: string, context: ContextSource): ExcelFunction {
  const definition = PROMPT_FUNCTIONS.find((one) => one.id === id);
  return definition ? adapt(definition, context) : onceLoaded(id, context);
}

/** Registers every function with Excel's runtime at once. */
export function associateAll(context: ContextSource): void {
  for (const id of FUNCTION_IDS) CustomFunctions.associate(id, excelFunction(id, context));
}

/** The functions of the chunk by id; undefined until it has arrived. */
let laterFunctions: ReadonlyMap<string, ExcelFunction> | undefined;
let loading: Promise<ReadonlyMap<string, ExcelFunction>> | undefined;

/** Fetches the chunk; a failed fetch is tried again at the next call. */
export function loadLaterFunctions(context: ContextSource): Promise<ReadonlyMap<string, ExcelFunction>> {
  loading ??= import(/* webpackChunkName: "more-functions" */ './laterFunctions')
    .then(({ LATER_FUNCTIONS }) => {
      laterFunctions = new Map(LATER_FUNCTIONS.map((definition) => [definition.id, adapt(definition, context)]));
      return laterFunctions;
    })
    .catch((error: unknown) => {
      console.error('A part of the functions could not be loaded.', error);
      loading = undefined;
      throw error;
    });
  return loading;
}

/** Answers at once as soon as the chunk is there; a call before that waits for it. */
function onceLoaded(id: string, context: ContextSource): ExcelFunction {
  return (...excelArguments) => {
    const ready = laterFunctions?.get(id);
    return ready ? ready(...excelArguments) : afterLoading(id, context, excelArguments);
  };
}

async function afterLoading(
  id: string,
  context: ContextSource,
  excelArguments: readonly unknown[],
): Promise<ExcelRows> {
  const loaded = await loadLaterFunctions(context).catch(() => undefined);
  const answer = loaded?.get(id);
  if (!answer) throw toCellError(new EngineError('functions-not-loaded'), id);
  return answer(...excelArguments);
}
