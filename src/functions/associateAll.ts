import { EngineError } from '../engine/errors';
import { adapt, type ContextSource, type ExcelFunction } from './adapter';
import type { FunctionDefinition } from './definition';
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

type Definitions = ReadonlyMap<string, FunctionDefinition>;
/** The functions of the chunk by id; undefined until it has arrived. */
let laterFunctions: Definitions | undefined;
let loading: Promise<Definitions> | undefined;

/** Fetches the chunk; a failed fetch is tried again at the next call. */
export function loadLaterFunctions(): Promise<Definitions> {
  loading ??= import(/* webpackChunkName: "more-functions" */ './laterFunctions')
    .then(({ LATER_FUNCTIONS }) => {
      laterFunctions = new Map(LATER_FUNCTIONS.map((definition) => [definition.id, definition]));
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
  let ready: ExcelFunction | undefined;
  const adapted = (loaded: Definitions | undefined): ExcelFunction | undefined => {
    const definition = loaded?.get(id);
    return (ready ??= definition && adapt(definition, context));
  };
  return (...excelArguments) => {
    const known = adapted(laterFunctions);
    if (known) return known(...excelArguments);
    return loadLaterFunctions()
      .catch(() => undefined)
      .then((loaded) => {
        const answer = adapted(loaded);
        if (!answer) throw toCellError(new EngineError('functions-not-loaded'), id);
        return answer(...excelArguments);
      });
  };
}
