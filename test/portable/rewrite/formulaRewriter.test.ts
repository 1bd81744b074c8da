import fc from 'fast-check';
import { createFormulaRewriter } from '../../../src/portable/rewrite/formulaRewriter';
import type { CellArea, CellPlace, Rewritten } from '../../../src/portable/rewrite/rewriteTypes';
import { PLAN, sourceOf, type PlanCell } from '../../support/rewrittenPlan';

const AT: CellPlace = { sheet: PLAN, row: 9, column: 9 };

function rewriterOf(plan: readonly (readonly PlanCell[])[] = [], areas: Readonly<Record<string, CellArea>> = {}) {
  return createFormulaRewriter({ ...sourceOf(plan), areaOf: (reference) => areas[reference] });
}
function rewritten(formula: string, areas?: Readonly<Record<string, CellArea>>): Rewritten | undefined {
  return rewriterOf([], areas).rewrite(formula, AT);
}
function plain(formula: string, areas?: Readonly<Record<string, CellArea>>): string {
  const answer = rewritten(formula, areas);
  if (answer?.kind !== 'native') throw new Error(JSON.stringify(answer));
  return answer.formula;
}

/** The plain form of LLMPRICE("gpt-4o"), whatever row it got. */
const PRICE = "'Effective prices'!$G$7";

describe('finding calls', () => {
  it.each([
    'LLMPRICE("gpt-4o")',
    'llmprice("gpt-4o")',
    '_xldudf_LLMPRICE("gpt-4o")',
    '_xldudf_COST_LLMPRICE("gpt-4o")',
    'COST.LLMPRICE("gpt-4o")',
    'LLMPRICE( "gpt-4o" ,, )',
    'LLMPRICE("gpt-4o","input","standard")',
  ])('%s', (call) => expect(plain(call)).toBe(PRICE));

  it.each([
    'A1+1',
    '"LLMPRICE(""gpt-4o"")"',
    'IF(A1="LLMCOST(x)",1,2)',
    'MYLLMPRICE("gpt-4o")',
    'LLMPRICES("gpt-4o")',
    "'LLMCOST(1)'!A1",
  ])('none in %s', (formula) => expect(rewritten(formula)).toBeUndefined());

  it('inside other functions, operators, LET and each other', () => {
    expect(plain('=ROUND(LLMPRICE("gpt-4o"),2)')).toBe(`=ROUND(${PRICE},2)`);
    expect(plain('1-LLMCOST("gpt-4o",1000,0)*2')).toBe(`1-(1000*${PRICE}/1000000)*2`);
    expect(plain('_xlfn.LET(_xlpm.p,LLMPRICE("gpt-4o"),_xlpm.p*2)')).toBe(`_xlfn.LET(_xlpm.p,${PRICE},_xlpm.p*2)`);
    expect(plain('GPUPAYBACK(LLMPRICE("gpt-4o"),100,1)')).toBe(
      `IF((${PRICE})>=0,IF((${PRICE})>1,100/((${PRICE})-1),NA()),FIND("?",""))`,
    );
  });
});

describe('arguments', () => {
  it('keeps references as they are written, and brackets what is calculated', () => {
    expect(plain('LLMCOST("gpt-4o",\'My plan\'!$B$2,(A1+1)*2)')).toBe(
      `IF(AND(ISNUMBER('My plan'!$B$2),MIN('My plan'!$B$2,((A1+1)*2))>=0,` +
        `OR('My plan'!$B$2=0,'My plan'!$B$2>=1),OR(((A1+1)*2)=0,((A1+1)*2)>=1)),` +
        `('My plan'!$B$2*${PRICE}+((A1+1)*2)*'Effective prices'!$J$7)/1000000,FIND("?",""))`,
    );
  });

  it('takes the cell of a name and of a table row, and no name that stands for nothing', () => {
    const areas = {
      Volume: { sheet: 'Inputs', row: 1, column: 1, rows: 1, columns: 1 },
      'Plan[[#This Row],[In]]': { sheet: PLAN, row: 9, column: 1, rows: 1, columns: 1 },
    };
    expect(plain('LLMCOST("gpt-4o",Volume,0)', areas)).toContain('Volume*');
    expect(plain('LLMCOST("gpt-4o",Plan[[#This Row],[In]],0)', areas)).toContain('Plan[[#This Row],[In]]*');
    expect(rewritten('LLMCOST("gpt-4o",Nothing,0)', areas)).toMatchObject({
      kind: 'frozen',
      reason: 'Nothing may be more than one value',
    });
  });

  it('gives one formula for each cell of a spill', () => {
    const answer = rewritten('LLMCOST("gpt-4o",$B2:$B3,{1,2;3,4})');
    expect(answer).toMatchObject({ kind: 'frozen', reason: 'its ranges have different shapes' });
    const cells = rewritten('=LLMPRICE({"gpt-4o";"gpt-4o-mini"},"input")');
    expect(cells).toEqual({ kind: 'native-cells', formulas: [[`=${PRICE}`], ["='Effective prices'!$G$8"]] });
    const column = rewritten('LLMCOST("gpt-4o",Data!$B2:$B3,1)');
    if (column?.kind !== 'native-cells') throw new Error('no cells');
    expect(column.formulas.map(([formula]) => /Data!\$B\d/.exec(formula)?.[0])).toEqual(['Data!$B2', 'Data!$B3']);
  });

  it.each([
    ['LLMPRICE("no-such-model")', /^it gives an error: Unknown model/],
    ['LLMCOST("gpt-4o",-1,0)', /^it gives an error: input_tokens must be at least 0/],
    ['LLMCOST("gpt-4o")', /^it gives an error: input_tokens is missing/],
    ['LLMPRICE("gpt-4o",,,,,,1)', /too many arguments/],
    ['LLMCOST("gpt-4o",B:B,0)', /has no end/],
    ['LLMCOST("gpt-4o",#N/A,0)', /an argument is an error/],
    ['SUM(LLMCOMPARE("gpt-4o",1,1))', /compares and sorts/],
    ['LLMCOST("gpt-4o",_xlfn.ANCHORARRAY(A1),0)', /more than one value/],
  ])('keeps the value of %s', (formula, reason) => {
    expect(rewritten(formula)).toMatchObject({ kind: 'frozen', reason: expect.stringMatching(reason) });
  });

  it('reports a formula that cannot be read, and leaves it alone', () => {
    expect(rewritten('LLMCOST("gpt-4o",1,1)+')).toEqual({ kind: 'unreadable', reason: 'Invalid syntax' });
  });

  it('keeps the value where the plain formula would be longer than Excel allows', () => {
    const long = Array.from({ length: 60 }, (_, index) => `LLMCOST(A${index + 1},B1,C1,D1,E1)`).join('+');
    expect(rewritten(long)).toMatchObject({
      kind: 'frozen',
      reason: 'the plain formula would be longer than 8,192 characters',
    });
  });
});

describe('what stands around the calls', () => {
  const around = fc.constantFrom(
    'A1',
    '"LLMCOST(""x"",1)"',
    "'LLMCOST(1,2)'!B2",
    '{1,2;3,4}',
    'SUM( A1:B2 )',
    '-5%',
    'TRUE',
    'IF(A1="(",1,")")',
    'T[[#This Row],[a]]',
  );
  const call = fc.constantFrom('LLMPRICE("gpt-4o")', '_xldudf_LLMPRICE( "gpt-4o")', 'llmprice("gpt-4o",)');

  it('is kept to the character, also in other calls', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(around, call), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('+', ' & ', '\n*', ','),
        (parts, sign) => {
          const formula = `=SUM(${parts.join(sign)})`;
          const expected = `=SUM(${parts.map((part) => (/^\w*llmprice/i.test(part) ? replacement(sign, parts) : part)).join(sign)})`;
          const answer = rewritten(formula);
          if (/llmprice\(/i.test(formula)) expect(answer).toEqual({ kind: 'native', formula: expected });
          else expect(answer).toBeUndefined();
        },
      ),
    );
  });

  /** A cell needs no brackets as an argument of SUM; as an operand it may get them. */
  function replacement(sign: string, parts: readonly string[]): string {
    return sign === ',' || parts.length === 1 ? PRICE : `(${PRICE})`;
  }

  it('nests to any depth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (depth) => {
        const formula = `${'ROUND('.repeat(depth)}LLMPRICE("gpt-4o")${',2)'.repeat(depth)}`;
        expect(plain(formula)).toBe(formula.replace('LLMPRICE("gpt-4o")', PRICE));
      }),
    );
  });
});

describe('generated names', () => {
  it('are none that the workbook has', () => {
    const source = { ...sourceOf([]), sheetNames: ['effective prices'], definedNames: ['PRICE_INPUT'] };
    const rewriter = createFormulaRewriter(source);
    rewriter.rewrite('LLMCOST(A1,1,1)', AT);
    expect(rewriter.drafts().map(({ name }) => name)).toEqual(['Effective prices 2']);
    expect(rewriter.definedNames().map(({ name }) => name)).toContain('price__input');
  });

  it('are none when every formula refers to the rows of its models', () => {
    const rewriter = rewriterOf();
    rewriter.rewrite('LLMCOST("gpt-4o",1,1)', AT);
    expect(rewriter.definedNames()).toEqual([]);
  });
});
