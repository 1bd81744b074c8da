import { readFileSync } from 'node:fs';
import { tokenize } from '@borgar/fx/xlsx';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { WHERE_IT_CALCULATES } from '../../src/portable/whereItCalculates';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { FUNCTIONS_EVERYWHERE } from '../support/functionsEverywhere';
import { readSheetValues } from '../support/readSheetValues';
import { copyOf, workbookOf } from './support';

jest.setTimeout(120_000);

/** Calls in which the arguments stand in cells, so that the plain form has all its checks. */
const OVER_CELLS = [
  '=LLMCOST(A1,B1,C1,D1,E1,F1)',
  '=LLMPRICE(A1,"output")',
  '=LLMBILL(A1,{"input",1000;"web_search",2})',
  '=LLMCHATTOKENS(B1,C1,C1,C1,B1,"input")',
  '=LLMCOST("gpt-4o",INDIRECT(A2)+0,OFFSET(B1,0,1))',
  '=LLMCOST("gpt-4o",INDIRECT(A2),OFFSET(B1,0,1))',
  '=GPUPRICE(A3)',
  '=GPUPAYBACK(B1,C1,D1)',
  '=GPUMEMORY("llama-3.3-70b",,B1,D1)',
  '=GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.6,"buy","staff_fte=0.2; setup_usd=100")',
  '=GPUTOKENCOST("llama-3.3-70b","H100",1000,300,F3)',
  '=GPUTCO("gpus=16; gpu=H100; ownership=buy","monthly")',
  '=LLMROUTINGGATE(B1,C1,D1,E1,,,,,"npv")',
];

test('the formulas of a copy use only functions that Excel 2016, LibreOffice and Google Sheets all document', async () => {
  const examples = FUNCTION_DEFINITIONS.flatMap(({ examples: each }) => each.map(({ formula }) => formula));
  const rows = [
    ['gpt-4o', 1000, 100, 10, 0, 'standard'],
    ['B1'],
    ['H100', null, null, null, null, 0.6],
    // with room for those that spill
    ...[...examples, ...OVER_CELLS].flatMap((formula) => [[{ formula, value: 1 }], [], []]),
  ];
  const { bytes, report } = await copyOf(await workbookOf(rows));
  expect(report.converted).toBeGreaterThan(30);
  const book = await openWorkbook(bytes);
  const used = new Set<string>();
  for (const { name } of book.sheets) {
    for (const { formula = '' } of book.cells(name)) {
      for (const { type, value } of tokenize(formula)) if (type === 'func') used.add(value);
    }
  }
  // OFFSET stands in the formula that was converted
  expect([...used].filter((name) => !FUNCTIONS_EVERYWHERE.has(name) && name !== 'OFFSET')).toEqual([]);
  expect([...FUNCTIONS_EVERYWHERE].filter((name) => !used.has(name))).toEqual([]);
});

test('Read me, pane and README say the same of where a copy calculates', async () => {
  const { bytes } = await copyOf(await workbookOf([[{ formula: '=LLMCOST("gpt-4o",1000,100)', value: 0.0035 }]]));
  expect([...(readSheetValues(bytes).get('Read me')?.values() ?? [])].join('\n')).toContain(WHERE_IT_CALCULATES);
  expect(readFileSync('README.md', 'utf8').replace(/\s+/g, ' ')).toContain(WHERE_IT_CALCULATES);
  expect(readFileSync('src/taskpane/share/CopyCard.tsx', 'utf8')).toContain('{WHERE_IT_CALCULATES}');
});
