import type { Fact, FactCells, FactKind } from '../../functions/native/fact';
import type { DraftCell, SheetDraft } from '../../sheets/sheetDraft';

export interface FactSheet extends FactCells {
  /** The sheet with every fact that was asked for; none when none was. */
  drafts(): readonly SheetDraft[];
}

/** @param name of the sheet, free in the copy */
export function factSheet(name: string): FactSheet {
  const address = `'${name.replace(/'/g, "''")}'!`;
  const rows: Row[] = [];
  const cells = new Map<string, string>();
  return {
    cellOf(fact) {
      const key = JSON.stringify([fact.about, fact.means, fact.formula ?? fact.value, fact.kind, fact.source]);
      const known = cells.get(key);
      if (known !== undefined) return known;
      const cell = `${address}$C$${HEAD.length + rows.length + 1}`;
      rows.push(rowOf(fact, address));
      cells.set(key, cell);
      return cell;
    },
    drafts: () => {
      const columnWidthsPoints = [170, 330, 90, 10, 130, 80, 430, 70];
      return rows.length === 0 ? [] : [{ name, rows: [...HEAD, ...rows], columnWidthsPoints, frozenRows: HEAD.length }];
    },
  };
}

type Row = readonly (DraftCell | null)[];

const HEAD: readonly Row[] = [
  [{ value: 'Model and GPU facts', look: 'title' }],
  [
    {
      value: 'What the formulas of this workbook know about models and GPUs. Blue figures may be changed.',
      look: 'subtitle',
    },
  ],
  [
    {
      value:
        'A figure that is kept was calculated by the add-in for the arguments in its row; a formula that rests on it ' +
        'shows #N/A when those arguments change.',
      look: 'note',
    },
  ],
  [
    ...headers('About', 'What'),
    { value: 'Value', look: 'columnHeader', align: 'right' },
    null,
    ...headers('Unit', 'Kind', 'Source or reason', 'As of'),
  ],
];

const KIND_WORDS: Readonly<Record<FactKind, string>> = {
  published: 'fact',
  assumption: 'assumption',
  calculated: 'formula',
  kept: 'kept',
};

function rowOf({ about, means, value, formula, unit, kind, source, checked = '' }: Fact, ownSheet: string): Row {
  const figure: DraftCell = {
    value,
    format: '#,##0.######',
    // on their own sheet the addresses read better without its name
    ...(formula === undefined ? {} : { formula: `=${formula.replaceAll(ownSheet, '')}` }),
    ...(kind === 'assumption' ? { look: 'input' } : {}),
  };
  const words = [about, means].map((text) => ({ value: text }));
  return [...words, figure, null, ...[unit, KIND_WORDS[kind], source, checked].map((text) => ({ value: text }))];
}

function headers(...titles: readonly string[]): DraftCell[] {
  return titles.map((value) => ({ value, look: 'columnHeader' }));
}
