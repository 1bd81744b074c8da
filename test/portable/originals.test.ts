import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { formulaMark } from '../../src/portable/formulaMark';
import { originalsXml, readOriginals, type OriginalFormula } from '../../src/portable/originals';

const COST: OriginalFormula = {
  kind: 'cell',
  sheet: 'Plan',
  at: 'B7',
  original: '=LLMCOST(A7,1000,100)',
  writtenMark: '1a2b3c4d5e',
};

test('the part names its format and shows no function name', () => {
  const xml = originalsXml([COST]);
  expect(xml).toMatch(/^<originals xmlns="urn:llm-cost:originals" version="1">[A-Za-z0-9+/=]+<\/originals>$/);
  expect(xml).not.toMatch(/LLMCOST/i);
});

test('what was written reads back, also after Excel has broken the text into lines', () => {
  const formulas = fc.array(
    fc.record({
      kind: fc.constantFrom(
        'cell' as const,
        'column' as const,
        'name' as const,
        'condition' as const,
        'validation' as const,
      ),
      sheet: fc.string({ unit: 'binary' }),
      at: fc.string(),
      original: fc.string({ unit: 'grapheme' }),
      writtenMark: fc.string(),
    }),
  );
  fc.assert(
    fc.property(formulas, (written) => {
      const xml = originalsXml(written);
      expect(readOriginals(xml)).toEqual(written);
      const broken = xml.replace(/>(.*)</, (text) => text.replace(/.{40}/g, '$&\r\n'));
      expect(readOriginals(`<?xml version="1.0"?>\r\n${broken}`)).toEqual(written);
    }),
  );
});

test('100,000 formulas pack to less than 2 MB', () => {
  const many = Array.from({ length: 100_000 }, (_, row) => ({
    ...COST,
    at: `B${row + 2}`,
    original: `=LLMCOST(A${row + 2},1000,100)`,
    writtenMark: formulaMark(`=A${row}`),
  }));
  const xml = originalsXml(many);
  expect(xml.length).toBeLessThan(2_000_000);
  expect(readOriginals(xml)?.[99_999].at).toBe('B100001');
});

const part = (content: string) => `<originals xmlns="urn:llm-cost:originals" version="1">${content}</originals>`;
const packedBytes = (bytes: Uint8Array) => part(Buffer.from(deflateSync(bytes)).toString('base64'));
const packed = (text: string) => packedBytes(strToU8(text));

test.each([
  ['somebody else’s part', '<a xmlns="urn:other">AAAA</a>'],
  ['text that is not base64', part('%%%')],
  ['base64 that was not packed', part('AAAA')],
  ['a part that was cut off', packed('["cell","Plan","B7","=A","=B"]\n').replace(/.{8}<\//, '</')],
  ['lines that are not JSON', packed('LLMCOST\n')],
  ['a line with a number', packed('["cell","Plan",7,"=A","=B"]\n')],
  ['an unknown place', packed('["macro","Plan","B7","=A","=B"]\n')],
])('%s restores nothing', (_, xml) => {
  expect(readOriginals(xml)).toBeUndefined();
});

test('a part that would unpack to more than 200 MB is refused', () => {
  expect(readOriginals(packedBytes(new Uint8Array(210_000_000).fill(10)))).toBeUndefined();
});
