import { EngineError } from '../errors';
import type { OpenModelFacts } from './openModel';

/** @throws context-too-long → #VALUE! when prompt and answer together are more than the model takes */
export function refuseLongContext(
  { name, maxContext }: Pick<OpenModelFacts, 'name' | 'maxContext'>,
  contextTokens: number,
): void {
  if (contextTokens > maxContext)
    throw new EngineError('context-too-long', { model: name, max: maxContext, value: contextTokens });
}
