import type { NativeForm } from './nativeForm';

const SEARCH = 'it is solved by search over queues, GPUs and months, which no plain formula holds';
const TABLE = 'it answers a table of its own';

/** Functions that a plain formula cannot express, each with the clause that the copy's notes give. */
const REASONS: Readonly<Record<string, string>> = {
  LLMEXPLAIN: TABLE,
  LLMCOMPARE: 'it compares and sorts models, which no formula of Excel 2016 does',
  LLMMODELS: 'it searches the list of models',
  LLMTOKENS: "it counts tokens with the model's tokenizer",
  LLMWORKLOAD: TABLE,
  LLMSOURCE: 'it answers with the source of a fact, as text and tables',
  GPUFIT: 'it tries every number of GPUs that the model can be split over',
  GPUTHROUGHPUT: 'it predicts speed with a model that is fitted to measured runs',
  GPUCOUNT: SEARCH,
  GPUBREAKEVEN: SEARCH,
};

export const NOT_NATIVE: readonly NativeForm[] = Object.entries(REASONS).map(([id, frozen]) => ({ id, frozen }));
