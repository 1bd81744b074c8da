import { mayAnswerRows, storedFormula } from '../../../src/portable/xlsx/storedFormula';

// Stored forms as Excel 16.115 and 2609 wrote them (lerzegov/xln probes; portable-workbooks reference, section 5).
test.each([
  ['=SUM(A1:A3)*1.50', 'SUM(A1:A3)*1.50'],
  ['=IFS(A1,2)&TEXTJOIN(",",TRUE,B1)&"IFS(1)"', '_xlfn.IFS(A1,2)&_xlfn.TEXTJOIN(",",TRUE,B1)&"IFS(1)"'],
  ['=xlookup(A1,B:B,C:C)', '_xlfn.XLOOKUP(A1,B:B,C:C)'],
  ['=SORT(FILTER(T[a],T[b]>1))', '_xlfn._xlws.SORT(_xlfn._xlws.FILTER(T[a],T[b]>1))'],
  ['=LET(x, 1, y, x+2, x*y)+x', '_xlfn.LET(_xlpm.x, 1, _xlpm.y, _xlpm.x+2, _xlpm.x*_xlpm.y)+x'],
  ['=LET(f,LAMBDA(k,k*2),f(2))', '_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.k,_xlpm.k*2),_xlpm.f(2))'],
  [
    '=LAMBDA(a,[b],a+IF(ISOMITTED(b),1,b))(1)',
    '_xlfn.LAMBDA(_xlpm.a,_xlop.b,_xlpm.a+IF(_xlfn.ISOMITTED(_xlpm.b),1,_xlpm.b))(1)',
  ],
  ["=A1#+SUM('My S'!B2#)", "_xlfn.ANCHORARRAY(A1)+SUM(_xlfn.ANCHORARRAY('My S'!B2))"],
  ['=@A1:A9+@SUM(A1,(2))*@name', '_xlfn.SINGLE(A1:A9)+_xlfn.SINGLE(SUM(A1,(2)))*_xlfn.SINGLE(name)'],
  ['=BYROW(A1:B2,SUM)+BYROW(A1:B2,other)', '_xlfn.BYROW(A1:B2,_xleta.SUM)+_xlfn.BYROW(A1:B2,other)'],
  ['=T[@c]+T[@[a b]]', 'T[[#This Row],[c]]+T[[#This Row],[a b]]'],
  ['=IFERROR(llmcost("LLMCOST(",1,),0)', 'IFERROR(_xldudf_LLMCOST("LLMCOST(",1,),0)'],
  ['=MYLLMCOST(1)', 'MYLLMCOST(1)'],
])('%s is stored as %s', (display, stored) => {
  expect(storedFormula(display, ['LLMCOST'])).toBe(stored);
});

test('in a table a file spells out whose row is meant', () => {
  expect(storedFormula('=[@Cost]*2', [], 'Usage')).toBe('Usage[[#This Row],[Cost]]*2');
});

test('a stored formula is stored as it is', () => {
  const stored = '_xlfn.LET(_xlpm.x,_xldudf_LLMCOST("m",A1),_xlpm.x)+_xlfn.ANCHORARRAY(A1)';
  expect(storedFormula(stored, ['LLMCOST'])).toBe(stored);
});

test.each([
  ['=LLMCOST("m",1)', true],
  ['=IF(A1,SORT(B1:B9))', true],
  ['=SUM(A1#)', true],
  ['=INDEX(A1:A9,MATCH(B1,C1:C9,0))', false],
  ['=LET(x,1,x)&"LLMCOST(1)"', false],
])('%s may answer rows: %s', (display, may) => {
  expect(mayAnswerRows(display, ['LLMCOST'])).toBe(may);
});
