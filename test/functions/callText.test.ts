import fc from 'fast-check';
import { callText } from '../../src/functions/callText';

describe('a call with literals', () => {
  test.each([
    ['=LLMCOST("gpt-5.1",1200,300)', 'LLMCOST', [[['gpt-5.1']], [[1200]], [[300]]]],
    ['= llmcost( "a" , -1.5e3 , +.5 )', 'LLMCOST', [[['a']], [[-1500]], [[0.5]]]],
    ['=F.G({1,2;3,4},TRUE,false)', 'F.G', [[[1, 2], [3, 4]], [[true]], [[false]]]], // prettier-ignore
    ['=LLMCOST("a",,3,)', 'LLMCOST', [[['a']], null, [[3]], null]],
    ['=LLMCOST("say ""hi"", it\'s; {1}")', 'LLMCOST', [[['say "hi", it\'s; {1}']]]],
    ['=LLMCOST("region=us; ttl=1h")', 'LLMCOST', [[['region=us; ttl=1h']]]],
    ['=LLMMODELS()', 'LLMMODELS', []],
    ['=LLMBILL("a",{"input",1000;"output",100})', 'LLMBILL', [[['a']], [['input', 1000], ['output', 100]]]], // prettier-ignore
  ])('%s', (formula, id, args) => {
    expect(callText(formula)).toEqual({ id, args });
  });

  test('any text and any finite number come back as they were written', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), (text, number) => {
        const formula = `=PROBE("${text.replace(/"/g, '""')}",${number})`;
        expect(callText(formula).args).toEqual([[[text]], [[number + 0]]]);
      }),
    );
  });
});

describe('everything else is refused with its position', () => {
  test.each([
    ['LLMCOST("a",1)', 1],
    ['=LLMCOST("a",1', 15],
    ['=LLMCOST("a",1)+1', 16],
    ['=LLMCOST("a",A1)', 14],
    ['=LLMCOST("a",1 2)', 16],
    ['=LLMCOST("a",1.2.3)', 17],
    ['=LLMCOST("a",SUM(1))', 14],
    ['=LLMCOST("a",{1,2;3})', 21],
    ['=LLMCOST("a",{})', 15],
    ['=LLMCOST("a",TRUEISH)', 18],
    ["=LLMCOST('a')", 10],
    ['=LLMCOST("a)', 10],
    ['=5', 1],
    ['', 1],
  ])('%s', (formula, position) => {
    expect(() => callText(formula)).toThrow(
      new RegExp(`^Not a single call with literals: ".*" at position ${position}\\.$`),
    );
  });
});
