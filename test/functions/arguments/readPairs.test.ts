import { readPairs } from '../../../src/functions/arguments/readPairs';
import type { PairsArgument } from '../../../src/functions/definition';

const options: PairsArgument = {
  name: 'options',
  kind: 'pairs',
  keys: ['region', 'ttl', 'life_years'],
  description: '',
  example: '"region=us; ttl=1h"',
};
const open: PairsArgument = { name: 'usage', kind: 'pairs', description: '', example: '"input=1000"' };
const read = (block: (string | number | boolean)[][], argument = options) =>
  Object.fromEntries(readPairs(block, argument));

describe('key and value', () => {
  test('stand in rows, compared like headers', () => {
    expect(read([['Region', 'us'], ['TTL', ''], ['Life years (of the server)', 4]])).toEqual({ region: 'us', life_years: 4 }); // prettier-ignore
  });

  test('stand in a text, where numbers and TRUE are not text', () => {
    expect(read([['region=us; ttl=1h;']])).toEqual({ region: 'us', ttl: '1h' });
    expect(read([['a=8; b=-.5e2; c=TRUE; d=1,5; e=2026-11-23; f=x=y']], open)).toEqual({
      a: 8,
      b: -50,
      c: true,
      d: '1,5',
      e: '2026-11-23',
      f: 'x=y',
    });
  });

  test('may be spread over a column of texts', () => {
    expect(read([['region=us'], [''], ['ttl=1h']])).toEqual({ region: 'us', ttl: '1h' });
  });

  test('a key with a blank value counts as not given', () => {
    expect(read([['region', '']])).toEqual({});
  });

  test('any key is taken when the body checks them', () => {
    expect(read([['Cached input', 5], ['constructor', 1]], open)).toEqual({ cached_input: 5, constructor: 1 }); // prettier-ignore
  });
});

describe('what cannot be read', () => {
  test('an unknown key is named with the known ones', () => {
    expect(() => read([['regoin', 'us']])).toThrow('Unknown key "regoin" in options. Known: region, ttl, life_years.');
    expect(() => read([['__proto__=1']])).toThrow('Unknown key "__proto__" in options.');
  });

  test('a key that stands twice is refused, also in another spelling', () => {
    expect(() => read([['region=us; Region=eu']])).toThrow('"region" stands twice in options: keep one of them.');
  });

  test.each([[[['us']]], [[['=us']]], [[[5, 'us']]], [[['region', 'us', 'eu']]], [[[true]]]])('%j', (block) => {
    expect(() => read(block)).toThrow('options must be rows of key and value, or text such as "region=us; ttl=1h".');
  });

  test('a value without a key is refused', () => {
    expect(() => read([['', 5]])).toThrow('options has the value 5 without a key beside it.');
  });
});
