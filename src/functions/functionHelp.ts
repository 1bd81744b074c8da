import type { FunctionDefinition } from './definition';
import { helpPagePath, signatureOf } from './helpPages';
import type { KnownNames } from './knownNames';

/** Where the build puts what people are told about the functions, beside the pane's page. */
export const FUNCTION_HELP_FILE = 'function-help.json';

export interface FunctionHelpFile {
  readonly functions: readonly FunctionHelp[];
  readonly names: KnownNames;
  /** Of the add-in. */
  readonly version: string;
  /** What stands before every function's name in a formula: '', or "LLM." when the build has a namespace. */
  readonly prefix: string;
}

/** What the pane shows of a function: its definition without the code behind it. */
export interface FunctionHelp extends Pick<
  FunctionDefinition,
  'id' | 'description' | 'category' | 'arguments' | 'returns' | 'unitBy' | 'examples' | 'formula'
> {
  /** "LLMCOST(model, input_tokens, [tier])" */
  readonly signature: string;
  /** Path of the help page under the add-in's address. */
  readonly helpPage: string;
}

export function functionHelp(definitions: readonly FunctionDefinition[]): FunctionHelp[] {
  return definitions.map((definition) => {
    const { id, description, category, returns, unitBy, examples, formula } = definition;
    return {
      id,
      description,
      category,
      arguments: definition.arguments,
      returns,
      unitBy,
      examples,
      formula,
      signature: signatureOf(definition),
      helpPage: helpPagePath(definition),
    };
  });
}
