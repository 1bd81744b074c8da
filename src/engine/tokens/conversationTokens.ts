import { EngineError } from '../errors';

export interface Conversation {
  /** Questions with their answers; each turn sends the whole history again. */
  readonly turns: number;
  readonly systemTokens: number;
  /** Of one question. */
  readonly userTokens: number;
  /** Of one answer. */
  readonly outputTokens: number;
  /** What the model can hold, question and answer together; the oldest turns are left out when it is full. */
  readonly maxContextTokens?: number;
}
export interface ConversationTokens {
  readonly input: number;
  /** Part of `input`: what the request before had sent or received in the same order, so that a cache can serve it. */
  readonly cacheable: number;
  readonly output: number;
}

/**
 * Tokens billed for a whole conversation whose history is sent again at every turn.
 * Turn t sends system + t·user + (t−1)·output. A prompt cache serves everything but the new question; once turns are
 * left out, only the system prompt is still a common beginning.
 * @throws chat-context-too-small → #N/A when not even one turn fits.
 * @example 5 turns, 500, 80, 211 → input 5,810, cacheable 4,910, output 1,055
 */
export function conversationTokens(conversation: Conversation): ConversationTokens {
  const { turns, systemTokens, userTokens, outputTokens, maxContextTokens = Infinity } = conversation;
  const turnTokens = userTokens + outputTokens;
  const room = maxContextTokens - systemTokens - turnTokens;
  if (room < 0)
    throw new EngineError('chat-context-too-small', { needed: systemTokens + turnTokens, max: maxContextTokens });
  const mostKept = turnTokens === 0 ? Infinity : Math.floor(room / turnTokens);

  let input = 0;
  let cacheable = 0;
  for (let turn = 1; turn <= turns; turn += 1) {
    const kept = Math.min(turn - 1, mostKept);
    const history = kept * turnTokens || 0;
    input += systemTokens + history + userTokens;
    if (turn > 1) cacheable += systemTokens + (kept === turn - 1 ? history : 0);
  }
  return { input, cacheable, output: turns * outputTokens };
}
