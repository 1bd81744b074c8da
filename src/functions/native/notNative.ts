import type { NativeForm } from './nativeForm';

const SEARCH = 'it is solved by search over queues, GPUs and months, which no plain formula holds';
const NOT_WRITTEN = 'it has no plain formula in this version';
const TABLE = 'it answers a table of its own';

/** Functions that a plain formula cannot express, each with the clause that the copy's notes give. */
const REASONS: Readonly<Record<string, string>> = {
  LLMEXPLAIN: TABLE,
  LLMCOMPARE: 'it compares and sorts models, which no formula of Excel 2016 does',
  LLMMODELS: 'it searches the list of models',
  LLMTOKENS: "it counts tokens with the model's tokenizer",
  LLMWORKLOAD: TABLE,
  LLMSOURCE: 'it answers with the source of a fact, as text and tables',
  GPUMEMORY: 'it looks at the architecture of the model',
  GPUFIT: SEARCH,
  GPUTHROUGHPUT: SEARCH,
  GPUCOUNT: SEARCH,
  GPUTOKENCOST: 'it answers from the measured throughput of GPUs',
  GPUTCO: TABLE,
  GPUBREAKEVEN: SEARCH,
  LLMBREAKEVENESCALATION: NOT_WRITTEN,
  LLMCASCADECOST: NOT_WRITTEN,
  LLMFALLBACKCOST: NOT_WRITTEN,
  LLMROUTE: NOT_WRITTEN,
  LLMROUTINGGATE: NOT_WRITTEN,
};

export const NOT_NATIVE: readonly NativeForm[] = Object.entries(REASONS).map(([id, frozen]) => ({ id, frozen }));
