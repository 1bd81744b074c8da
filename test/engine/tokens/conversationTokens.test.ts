import fc from 'fast-check';
import { conversationTokens } from '../../../src/engine/tokens/conversationTokens';

const conversation = { systemTokens: 500, userTokens: 80, outputTokens: 211 };

describe('a conversation that sends its history again', () => {
  // 5 × 500 + 15 × 80 + 10 × 211; the cache serves 4 × 500 + 10 × 80 + 10 × 211
  test('of 5 turns', () => {
    expect(conversationTokens({ ...conversation, turns: 5 })).toEqual({ input: 5810, cacheable: 4910, output: 1055 });
  });

  test('of 10 turns', () => {
    expect(conversationTokens({ ...conversation, turns: 10 })).toEqual({
      input: 18895,
      cacheable: 17595,
      output: 2110,
    });
  });

  test('of one turn has nothing to cache', () => {
    expect(conversationTokens({ ...conversation, turns: 1 })).toEqual({ input: 580, cacheable: 0, output: 211 });
  });

  test('leaves out the oldest turns when the context is full, and then only the system prompt can be cached', () => {
    // Room for the question, the answer and one earlier turn: 500 + 2 × 291 = 1,082.
    // Input 580 + 871 + 871; cacheable 0 + (500 + 291) + 500.
    expect(conversationTokens({ ...conversation, turns: 3, maxContextTokens: 1082 })).toEqual({
      input: 2322,
      cacheable: 1291,
      output: 633,
    });
  });

  test('is refused when not even one turn fits', () => {
    expect(() => conversationTokens({ ...conversation, turns: 2, maxContextTokens: 790 })).toThrow(
      'One turn needs 791 tokens and max_context is 790.',
    );
    expect(conversationTokens({ ...conversation, turns: 2, maxContextTokens: 791 }).input).toBe(1160);
  });

  test('never sends more than the context holds, nor caches more than it sends', () => {
    const tokens = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        tokens,
        tokens,
        tokens,
        tokens,
        (turns, system, user, output, spare) => {
          const maxContextTokens = system + user + output + spare;
          const spent = conversationTokens({
            turns,
            systemTokens: system,
            userTokens: user,
            outputTokens: output,
            maxContextTokens,
          });
          expect(spent.input).toBeLessThanOrEqual(turns * (maxContextTokens - output));
          expect(spent.cacheable).toBeLessThanOrEqual(spent.input - turns * user);
          expect(spent.cacheable).toBeGreaterThanOrEqual((turns - 1) * system);
        },
      ),
    );
  });
});
