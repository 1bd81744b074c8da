import { PRECISION_NAMES } from '../engine/self-host/precision';
import type { ChoiceArgument, NameArgument, NumberArgument, PairsArgument } from './definition';

/** Arguments that the self-hosting functions share. */
export const OPEN_MODEL = {
  name: 'open_model',
  kind: 'name',
  names: 'open model',
  broadcast: true,
  description: 'The open model, in quotes.',
  example: '"llama-3.3-70b"',
} as const satisfies NameArgument;

export const GPU = {
  name: 'gpu',
  kind: 'name',
  names: 'gpu',
  broadcast: true,
  description: 'The GPU, in quotes.',
  example: '"H100"',
} as const satisfies NameArgument;

export const PROMPT_TOKENS = {
  name: 'input_tokens',
  kind: 'number',
  unit: 'tokens',
  min: 1,
  broadcast: true,
  description: 'Tokens of one prompt.',
  example: '1000',
} as const satisfies NumberArgument;

export const ANSWER_TOKENS = {
  name: 'output_tokens',
  kind: 'number',
  unit: 'tokens',
  min: 1,
  broadcast: true,
  description: 'Tokens of one answer.',
  example: '300',
} as const satisfies NumberArgument;

export const ASSUMPTIONS_ARGUMENT = {
  name: 'assumptions',
  kind: 'pairs',
  optional: true,
  description: 'Rows of key and value that replace defaults; the table answer lists every one.',
  example: '"server_price_usd=300000; pue=1.2"',
} as const satisfies PairsArgument;

export const PRECISION = {
  name: 'precision',
  kind: 'choice',
  choices: PRECISION_NAMES,
  optional: true,
  description: 'Format of the weights; blank is the one the model is published in.',
  example: '"fp8"',
} as const satisfies ChoiceArgument;

export const CONTEXT_TOKENS = {
  name: 'context_tokens',
  kind: 'number',
  unit: 'tokens',
  min: 1,
  default: 8192,
  optional: true,
  broadcast: true,
  description: 'Prompt and answer of one request together; blank is 8,192.',
  example: '8192',
} as const satisfies NumberArgument;

export const CONCURRENT_REQUESTS = {
  name: 'concurrent_requests',
  kind: 'number',
  unit: 'requests',
  min: 1,
  max: 1e6,
  whole: true,
  default: 1,
  optional: true,
  broadcast: true,
  description: 'Requests held in memory at the same time; blank is 1.',
  example: '32',
} as const satisfies NumberArgument;
