import type { FunctionDefinition } from './definition';
import { LATER_FUNCTIONS } from './laterFunctions';
import { PROMPT_FUNCTIONS } from './promptFunctions';

/** The order of the help pages and of every list. */
const ORDER = ['API cost', 'Self-hosting', 'Hybrid', 'Strategy', 'Usage', 'Uncertainty'];

/** Every worksheet function, for help pages, functions.json, the pane and the tests. */
export const FUNCTION_DEFINITIONS: readonly FunctionDefinition[] = [...PROMPT_FUNCTIONS, ...LATER_FUNCTIONS].sort(
  (a, b) => ORDER.indexOf(a.category) - ORDER.indexOf(b.category),
);
