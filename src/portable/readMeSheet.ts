import type { DraftCell, DraftValue, SheetDraft } from '../sheets/sheetDraft';
import type { CopyReport, FrozenFormula } from './copyReport';
import { isError } from './settleValue';
import { sheetReference } from './prices/locatedRows';
import { WHERE_IT_CALCULATES } from './whereItCalculates';
import type { CellValue } from './xlsx/workbookFile';

export interface ReadMeTexts {
  /** Of the workbook that was copied; undefined where nobody knows it. */
  readonly fileName?: string;
  /** ISO date of the copy. */
  readonly madeOn: string;
  /** Sheets with price tables in which a reader may change a price. */
  readonly priceSheets: readonly string[];
  /** What every sheet that was added is for. */
  readonly added: readonly { readonly name: string; readonly purpose: string }[];
  /** The cell with the result of the self-test; undefined where the copy has none. */
  readonly selfTestResult?: string;
  /** The cell that counts the fixed values that have given way; undefined where none can. */
  readonly fixedValuesGone?: string;
}

type Row = (DraftCell | DraftValue | null)[];

/** The first sheet of a copy, for the person who opens it: what it is, what still follows a change and what does not. */
export function readMeSheet(report: CopyReport, texts: ReadMeTexts): SheetDraft {
  return {
    name: 'Read me',
    columnWidthsPoints: [150, 100, 12, 470],
    rows: [
      [{ value: 'Read me: a copy that needs no add-in', look: 'title' }],
      [
        {
          value: `${texts.fileName ? `Copy of ${texts.fileName}, made` : 'Made'} on ${texts.madeOn}. Anyone can open, check and recalculate it.`,
          look: 'subtitle',
        },
      ],
      [],
      ...facts(report, texts),
      ...section('How to change a price', howToChange(texts)),
      ...section('What no longer follows', whatIsFixed(report)),
      ...section(
        'Sheets that were added',
        texts.added.map(({ name, purpose }): Row => [linkTo(name), null, null, explained(purpose)]),
      ),
      ...keptValues(report.frozen),
      ...corrections(report),
      ...leftFormulas(report),
    ],
  };
}

const MOST_LINES = 200;
const MOST_ROWS_NAMED = 10;
/** Characters of a text value, which the reader finds whole in its cell. */
const MOST_SHOWN = 60;

function facts(report: CopyReport, { selfTestResult, fixedValuesGone }: ReadMeTexts): Row[] {
  const { prices, converted, convertedElsewhere, younger, frozen, unchecked } = report;
  const origin =
    prices.origin === 'workbook'
      ? 'The prices are those of this workbook’s own price table.'
      : 'The prices are list prices; each row of the price sheets names its source and the day it was checked.';
  const snapshot = prices.snapshotId.startsWith(prices.asOf) ? ` Snapshot ${prices.snapshotId}.` : '';
  const rows: Row[] = [
    fact(
      'Formulas',
      converted + convertedElsewhere,
      `Plain formulas now. ${WHERE_IT_CALCULATES}${younger.formulas > 0 ? ' Not so the ones in the next line.' : ''}`,
    ),
    ...(younger.formulas > 0
      ? [
          fact(
            'Newer Excel',
            younger.formulas,
            `Of them these use functions that only newer Excel has, because they did before: ${younger.names.join(', ')}. Elsewhere they may be #NAME?.`,
          ),
        ]
      : []),
    fact(
      'Fixed values',
      frozen.length,
      frozen.length > 0
        ? 'No plain formula can give these: listed below, each with the reason.'
        : 'Every figure is a formula.',
    ),
    fact('Prices as of', prices.asOf, `${origin}${snapshot}`),
    ...prices.editedRows.map(({ sheet, rows: edited }) => {
      const named = edited.slice(0, MOST_ROWS_NAMED).join(', ');
      const where = `“${sheet}” row${edited.length === 1 ? '' : 's'} ${named}${edited.length > MOST_ROWS_NAMED ? ', …' : ''}`;
      return fact(
        'Edited by hand',
        edited.length,
        `Somebody typed over a list price in ${where}. The source beside it is that of the list price.`,
      );
    }),
  ];
  if (selfTestResult)
    rows.push([
      { value: 'Self-test', look: 'result' },
      { formula: `=${selfTestResult}`, value: 'PASS', look: 'result', align: 'right' },
      null,
      explained('Compares the plain formulas with what they gave when the copy was made.'),
    ]);
  if (fixedValuesGone)
    rows.push([
      { value: 'No longer valid', look: 'result' },
      { formula: `=${fixedValuesGone}`, value: 0, look: 'result', align: 'right', format: '#,##0' },
      null,
      explained('Fixed values that are #N/A because an input or a price is not what it was. 0: all of them stand.'),
    ]);
  if (unchecked > 0)
    rows.push(
      fact(
        'Not checked',
        unchecked,
        'Formulas with something in or around them that only a spreadsheet calculates, such as another function. They show what the workbook had stored, and where it had stored nothing they are blank until they are recalculated.',
      ),
    );
  return rows;
}

function fact(label: string, value: DraftValue, meaning: string): Row {
  return [
    { value: label, look: 'result' },
    { value, look: 'result', align: 'right', format: typeof value === 'number' ? '#,##0' : '@' },
    null,
    explained(meaning),
  ];
}

function howToChange({ priceSheets, added, selfTestResult }: ReadMeTexts): Row[] {
  const effective = added.find(({ name }) => name.startsWith('Effective'))?.name;
  if (priceSheets.length === 0) return [line('No formula of this copy uses a price.')];
  const sheets = priceSheets.map((name) => `“${name}”`).join(' or ');
  return [
    line(
      `Find the row on ${sheets} and change its price, or write yours into a column that begins with “My”, if there is one: it wins.`,
    ),
    ...(effective === undefined
      ? []
      : [
          line(
            `Which rows count was settled when this copy was made: the formulas on “${effective}” name them. A price written into another row, or into a list column where none stood, changes nothing here.`,
          ),
        ]),
    line(
      `Every figure that uses the price follows.${selfTestResult ? ' The self-test then says CHANGED, which is right.' : ''}`,
    ),
    line(
      `Do not sort or delete rows of the price sheets: formulas point to their cells.${selfTestResult ? ' The self-test says FAIL if that happened.' : ''}`,
    ),
  ];
}

function whatIsFixed({ frozen, hasMacros, prices }: CopyReport): Row[] {
  return [
    line(`Prices stay as of ${prices.asOf}: nothing is refreshed here.`),
    line(
      'Which price row applies (tier, region, date) was settled for the cells as they are. A model, tier or date that is not among the effective prices gives #N/A, never 0.',
    ),
    line(
      'A plain formula shows #VALUE! where an input is wrong: a text or a negative number where a count belongs, or a blank where one is needed.',
    ),
    ...(frozen.length > 0
      ? [
          line(
            'Fixed values hold for the inputs, prices and assumptions they were calculated for: change one of these, and they give way to #N/A. The sheet “Fixed values” says which.',
          ),
        ]
      : []),
    ...(hasMacros
      ? [line('The macros of the workbook are as they were: whether they need the add-in was not looked at.')]
      : []),
    line('The original formulas are kept inside the file: with the add-in, its pane can put them back.'),
  ];
}

/** Cells with the same function and reason are one line: a column of a thousand is not a thousand lines. */
function keptValues(frozen: readonly FrozenFormula[]): Row[] {
  if (frozen.length === 0) return [];
  const groups = new Map<string, FrozenFormula[]>();
  for (const each of frozen) {
    const key = [each.sheet, each.gave, each.reason].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const lines = [...groups.values()].slice(0, MOST_LINES).map((group): Row => {
    const [{ place, value, gave, reason }] = group;
    const others = group.length > 1 ? ` (and ${group.length - 1} more like it)` : '';
    const sentence = `${gave}. Fixed because ${reason}${reason.endsWith('.') ? '' : '.'}`;
    return [
      placeLink(place),
      group[0].cells > 1 ? { value: `${group[0].cells} cells`, align: 'right' } : shown(value),
      null,
      explained(sentence + others),
    ];
  });
  const rest = groups.size - lines.length;
  return section('Fixed values, and why', [
    ['Cell', 'Value', '', 'What it is'].map((value, column): DraftCell => ({
      value,
      look: 'columnHeader',
      ...(column === 1 ? { align: 'right' } : {}),
    })),
    ...lines,
    ...(rest > 0 ? [line(`And ${rest} more.`)] : []),
  ]);
}

function corrections({ corrected }: CopyReport): Row[] {
  if (corrected.length === 0) return [];
  return section('Figures that were out of date in the workbook', [
    ['Cell', 'Now', '', 'Before'].map((value): DraftCell => ({ value, look: 'columnHeader' })),
    ...corrected
      .slice(0, MOST_LINES)
      .map(({ place, stored, now }): Row => [placeLink(place), shown(now), null, { ...shown(stored), align: 'left' }]),
    ...(corrected.length > MOST_LINES ? [line(`And ${corrected.length - MOST_LINES} more.`)] : []),
  ]);
}

function leftFormulas({ left }: CopyReport): Row[] {
  if (left.length === 0) return [];
  return section('Formulas that could not be read', [
    line('They stand as they were and need the add-in.'),
    ...left.slice(0, MOST_LINES).map(({ place, reason }): Row => [{ value: place }, null, null, explained(reason)]),
  ]);
}

function section(heading: string, rows: readonly Row[]): Row[] {
  return [[], [{ value: heading, look: 'heading' }], ...rows];
}

function line(text: string): Row {
  return [{ value: text }];
}

function explained(value: string): DraftCell {
  return { value, look: 'explanation', wrap: true };
}

function shown(value: CellValue): DraftCell {
  if (isError(value)) return { value: value.error, align: 'right' };
  if (typeof value === 'string') return { value: shortened(value), align: 'right', wrap: true };
  return { value: value ?? '', align: 'right', ...(typeof value === 'number' ? { format: '#,##0.00####' } : {}) };
}

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}

function linkTo(sheet: string): DraftCell {
  return placeLink(`${sheet}!A1`, sheet);
}

/** "Plan!B7:D12" as a cell that takes the reader there; places that are no cells are plain text. */
function placeLink(place: string, text = place): DraftCell {
  const bang = place.lastIndexOf('!');
  if (bang < 0) return { value: text };
  const target = `#${sheetReference(place.slice(0, bang))}!${place.slice(bang + 1)}`;
  const quoted = (each: string) => `"${each.replace(/"/g, '""')}"`;
  return { formula: `=HYPERLINK(${quoted(target)},${quoted(text)})`, value: text };
}
