import type { FunctionDefinition } from './definition';
import { helpPagePath, signatureOf } from './helpPages';

/** Where the build puts the list, beside the pane's page. */
export const FUNCTION_HELP_FILE = 'function-help.json';

/** What the pane shows of a function: its definition in words, without the code behind it. */
export interface FunctionHelp extends Pick<FunctionDefinition, 'id' | 'description' | 'category' | 'examples' | 'formula'> {
  /** "LLMCOST(model, input_tokens, [tier])" */
  readonly signature: string;
  /** Path of the help page under the add-in's address. */
  readonly helpPage: string;
}

export function functionHelp(definitions: readonly FunctionDefinition[]): FunctionHelp[] {
  return definitions.map((definition) => {
    const { id, description, category, examples, formula } = definition;
    return { id, description, category, examples, formula, signature: signatureOf(definition), helpPage: helpPagePath(definition) };
  });
}
