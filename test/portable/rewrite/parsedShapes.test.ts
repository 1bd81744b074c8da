import fc from 'fast-check';
import { parsedAlone } from '../../../src/portable/rewrite/ourCalls';
import { ParsedShapes } from '../../../src/portable/rewrite/parsedShapes';

/** Parses the formulas one after the other. @returns what came of the last one, and which the parser itself saw */
function inOrder(...formulas: readonly string[]) {
  const seen: string[] = [];
  const shapes = new ParsedShapes((formula) => {
    seen.push(formula);
    return parsedAlone(formula);
  });
  const all = formulas.map((formula) => shapes.parsed(formula));
  return { last: all[all.length - 1], seen };
}

describe('formulas that were filled down are parsed once', () => {
  it.each([
    ['_xldudf_LLMCOST(A2,B2,C2,D2)', '_xldudf_LLMCOST(A9,B9,C9,D9)'],
    ['IFERROR(LLMCOST($A2,Plan!B$2,-C2,,"gpt 2"),0)*2%', 'IFERROR(LLMCOST($A7,Plan!B$3,-C7,,"gpt 2"),0)*2%'],
    ['SUM(LLMCOST(A10:A19,1000,LLMPRICE(A10)))', 'SUM(LLMCOST(A20:A99,1000,LLMPRICE(A20)))'],
    ["LLMCOST('Q1 A1'!A2,\n  B2)", "LLMCOST('Q1 A1'!A3,\n  B4)"],
    ['LLMCOST(a1,B$1)', 'LLMCOST(a2,B$9)'],
  ])('%s, then %s', (first, second) => {
    const { last, seen } = inOrder(first, second);
    expect(seen).toEqual([first]);
    expect(last).toEqual(parsedAlone(second));
  });

  it('the call that is the whole formula is so in each of them', () => {
    const { root, calls } = inOrder('LLMCOST(A2,B2,1)', 'LLMCOST(A3,B3,1)').last;
    expect(calls[0].node).toBe(root);
  });

  it.each([
    ['more digits', 'LLMCOST(A9,1,1)', 'LLMCOST(A10,1,1)'],
    ['another column', 'LLMCOST(A9,1,1)', 'LLMCOST(B9,1,1)'],
    ['another number', 'LLMCOST(A9,1,1)', 'LLMCOST(A9,2,1)'],
    ['a text that looks like an address', 'LLMCOST("A1",1,1)', 'LLMCOST("A2",1,1)'],
    ['a text behind a sign that is no quotation mark', `LLMCOST(T['#x]&"it's A1",1)`, `LLMCOST(T['#x]&"it's A2",1)`],
    ['a sheet', 'LLMCOST(Q1!A1,1,1)', 'LLMCOST(Q2!A1,1,1)'],
    ['a function with a number in its name', 'LLMCOST(LOG10(A1),1)', 'LLMCOST(LOG11(A1),1)'],
    ['no row of a sheet', 'LLMCOST(A1048576,1)', 'LLMCOST(A1048577,1)'],
    ['a name of LET', '_xlfn.LET(_xlpm.x,A1,LLMCOST(_xlpm.x,1,1))', '_xlfn.LET(_xlpm.x,A2,LLMCOST(_xlpm.x,1,1))'],
  ])('with %s it is parsed by itself', (_what, first, second) => {
    const { last, seen } = inOrder(first, second);
    expect(seen).toEqual([first, second]);
    expect(last).toEqual(parsedAlone(second));
  });

  it('throws for each formula that cannot be read', () => {
    expect(() => inOrder('LLMCOST(A1')).toThrow();
    expect(() => inOrder('LLMCOST(A1,A2)', 'LLMCOST(A1,,A2')).toThrow();
  });

  it('whatever was parsed before, each formula has the tree that it has alone', () => {
    const piece = fc.constantFrom(
      ...(
        'A§ $B§ C$§ $AB$§ Plan!A§ A§:B§ A§:A9 1E§ § "A§" Vol_A§ T[A§] LOG10(A§) LLMPRICE(A§) Q§!A1 x§ {1,§} TRUE TAX§ YTD§ ' +
        '[1]Old!A§ -A§% _xlfn.SINGLE(A§:A9) _xlfn.LET(_xlpm.p,A§,LLMPRICE(_xlpm.p)) LET(x,5,LLMPRICE(x)+A§)'
      ).split(' '),
      "'A1 plan'!B§",
      '"it\'s A§"',
      'T[[#This Row],[A§]]',
    );
    const row = fc.integer({ min: 1, max: 1_048_576 });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.array(row, { minLength: 2, maxLength: 4 }),
        (pieces, rows) => {
          const formulas = rows.map((each) => `LLMCOST(${pieces.join(',')})`.replaceAll('§', String(each)));
          expect(inOrder(...formulas).last).toEqual(parsedAlone(formulas[formulas.length - 1]));
        },
      ),
      { numRuns: 300 },
    );
  });
});
