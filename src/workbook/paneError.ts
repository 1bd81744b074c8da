import { EngineError, type ErrorDetails } from '../engine/errors';

/** Why the pane did not do what it was asked to; no cell shows it, so it is not among the sentences of functions.js. */
export class PaneError extends EngineError {
  constructor(code: keyof typeof SENTENCES, details: ErrorDetails = {}) {
    super(code, details, { cell: 'notAvailable', sentence: SENTENCES[code] });
    this.name = 'PaneError';
  }
}

/** Each says what is wrong and what to do; `{name}` is replaced by the detail of that name. */
const SENTENCES = {
  'tables-read-only': 'The workbook is open for reading only: save a copy of it, then try again.',
  'tables-structure-locked': 'The workbook structure is protected, so no sheet can be added: unprotect it first.',
  'tables-sheet-protected': 'The sheet "{sheet}" is protected: unprotect it, then try again.',
  'tables-filtered': 'The table on "{sheet}" is filtered: clear the filter, then try again.',
  'tables-totals': 'The table on "{sheet}" has a total row: switch it off, then try again.',
  'tables-no-room': 'There is data below the table on "{sheet}", in row {row}: move it, then try again.',
  'tables-formula': '"{sheet}" has a formula in "{column}", row {row}: put it in a column "My …" or beside the table.',
  'tables-formula-moves':
    'A formula in "{column}" of "{sheet}" would move: refer to columns as in [@Input], not to cells.',
  'tables-stamp': 'The stamp in Price Sources was changed by hand: press Restore, or insert the price tables again.',
  'tables-unfinished':
    'An earlier write did not finish, or a colleague is writing now: wait a moment or press Restore.',
  'tables-not-a-number': 'The new prices hold something that is not a number in {field}: nothing was written.',
  'tables-no-source': 'The new prices name no source: nothing was written.',
  'tables-not-as-written': 'Excel stored something else than was written in "{sheet}", row {row}, "{column}".',
  'tables-nothing-to-restore': 'There is no earlier state of the price tables in this workbook.',
  'my-prices-no-table': 'Your own prices stand in the price table: insert the price tables first.',
  'my-prices-no-model': 'The price table has no "{model}": choose a provider or model that is in it.',
  'my-prices-need-model': 'An own price is for one model: choose it. For a whole provider give a discount.',
  'my-prices-not-valid': '{value} cannot be used: write 10 % off as 0.1, and a price as 0 or more.',
  'range-empty': 'Nothing is selected: select the list with its header row, then try again.',
  'range-too-large': 'The selection has {cells} cells; a list has at most {most}: select only the list.',
} as const;
