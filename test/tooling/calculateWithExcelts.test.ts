import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';
import { bookOf } from '../support/smallBook';

const BOOK = bookOf(
  '<c r="A1" t="inlineStr"><is><t>gpt-4o</t></is></c><c r="B1"><f>_xldudf_LLMCOST(A1,1000,100)*2</f><v>7</v></c>' +
    '<c r="C1"><f>_xldudf_LLMCOST("no-such-model",1,1)</f></c><c r="D1"><f>_xldudf_LLMCOST(A1,1/0,1)</f></c>' +
    '<c r="E1"><f>SUM(_xldudf_LLMCOST(A1,{1000;2000},0,,,"batch"))</f></c>',
);

test('our functions answer inside another engine’s formulas, with their own errors and ranges', async () => {
  const values = (await calculateWithExcelts(BOOK, EMBEDDED_CONTEXT)).get('Plan');
  // gpt-4o: 2.5 and 10 USD per 1M tokens, half of it in a batch
  expect(values?.get('B1')).toBeCloseTo(0.007, 12);
  expect(values?.get('C1')).toEqual({ error: '#N/A' });
  expect(values?.get('D1')).toEqual({ error: '#DIV/0!' });
  expect(values?.get('E1')).toBeCloseTo(0.00375, 12);
});

test('without our functions a call is #NAME?', async () => {
  expect((await calculateWithExcelts(BOOK)).get('Plan')?.get('B1')).toEqual({ error: '#NAME?' });
});
