import { DUPLICATE_KEY, parseFeedJson } from '../../src/feeds/parseFeedJson';

test('ordinary JSON parses to plain numbers and text', () => {
  expect(parseFeedJson('{"a":[1.5e-6,"x",null,true]}', 'feed')).toEqual({ a: [0.0000015, 'x', null, true] });
});

test('P08 a key given twice with different prices is marked, not last-wins', () => {
  expect(parseFeedJson('{"gpt":{"input":1,"input":9},"ok":{"input":2}}', 'feed')).toEqual({
    gpt: { input: DUPLICATE_KEY },
    ok: { input: 2 },
  });
});

test('P08 a record given twice is marked as a whole', () => {
  expect(parseFeedJson('{"gpt":{"input":1},"gpt":{"input":9}}', 'feed')).toEqual({ gpt: DUPLICATE_KEY });
});

test('__proto__ stays an ordinary key and pollutes nothing', () => {
  const value = parseFeedJson('{"__proto__":{"polluted":true}}', 'feed') as object;
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('P19 ten thousand levels and a stray brace are one sentence each', () => {
  expect(() => parseFeedJson('['.repeat(10_000), 'feed')).toThrow(/not valid JSON|nested too deeply/);
  expect(() => parseFeedJson('{"a":1}}', 'feed')).toThrow(
    'The data from feed is not valid JSON, so nothing was changed.',
  );
});
