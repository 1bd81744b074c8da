import type { SheetDraft } from '../sheets/sheetDraft';
import { assumptionCells, effectivePriceColumns, priceColumns } from './changeableFigures';
import { rewriteElsewhere, writeElsewhere } from './convertElsewhere';
import { rewriteCells, writeCells } from './convertFormulas';
import type { CopyReport } from './copyReport';
import { FileContent } from './fileContent';
import { FixedValues, type ChangeableFigures } from './fixedValues';
import { filePrices, type EmbeddedPrices, type FilePrices } from './filePrices';
import { KnownResults } from './knownResults';
import { ORIGINALS_NAMESPACE, originalsXml } from './originals';
import { Pacer, type CopyStage } from './pacer';
import { gpuPriceSheet, llmPriceSheet, priceSourcesSheet, type PriceSheet } from './priceSheets';
import { sheetReference } from './prices/locatedRows';
import { readMeSheet } from './readMeSheet';
import { createFormulaRewriter } from './rewrite/formulaRewriter';
import { mayCallUs } from './rewrite/ourCalls';
import type { DefinedName, LocatedTable } from './rewrite/rewriteTypes';
import { selfTestSheet } from './selfTestSheet';
import { openWorkbook } from './xlsx/openWorkbook';
import { watchedContents } from './watchedContents';
import { UniqueNames } from './xlsx/uniqueNames';
import type { WorkbookFile } from './xlsx/workbookFile';
import { refusals } from './xlsx/workbookRefusal';
import { youngerFunctions } from './youngerFunctions';

export interface IndependentCopyOptions {
  /** For a file without price tables of its own. */
  readonly embedded: EmbeddedPrices;
  /** ISO date, for the Read me. */
  readonly madeOn: string;
  /** Shown in the Read me. */
  readonly fileName?: string;
  /** The workbook lets the embedded prices answer for models that its own table does not have. */
  readonly fillFromBundle?: boolean;
  readonly onProgress?: (stage: CopyStage, doneFraction: number) => void;
  readonly signal?: AbortSignal;
}

export interface IndependentCopy {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly report: CopyReport;
}

/** As `manifest.xml` has it: a file names an add-in by it. */
export const ADD_IN_ID = '6f1c2a7e-3d8b-4c52-9a41-0e7b5d9c4f13';

/**
 * A copy of a workbook that anyone can open, check and recalculate without the add-in. Formulas of ours become plain
 * formulas over sheets of prices that the copy carries, or keep their value with the reason; everything else stays as it
 * is. The bytes given are never changed.
 * @throws WorkbookRefusal with a sentence for the person who chose the file; the signal's reason when it was aborted
 */
export async function makeIndependent(bytes: Uint8Array, options: IndependentCopyOptions): Promise<IndependentCopy> {
  const pacer = new Pacer(options.onProgress ?? (() => undefined), options.signal);
  await pacer.reach('reading', 0);
  const book = await openWorkbook(bytes);
  refuseWithoutOurFormulas(book);
  const content = new FileContent(book);
  const prices = filePrices(book, content, options.embedded, options.fillFromBundle ?? false);
  const carried = carriedTables(book, prices, options.embedded);
  const sheetNames = [...book.sheets.map(({ name }) => name), ...carried.newNames];
  const fixedValuesSheet = new UniqueNames(sheetNames).sheetName('Fixed values');
  const rewriter = createFormulaRewriter({
    context: prices.context,
    valueAt: (place) => content.valueAt(place),
    areaOf: (reference, from) => content.areaOf(reference, from),
    priceTables: { llm: carried.llm.table, gpu: carried.gpu.table },
    sheetNames: [...sheetNames, fixedValuesSheet],
    definedNames: [...book.definedNames, ...book.tables].map(({ name }) => name),
  });
  const results = new KnownResults(content, prices.context);
  const inCells = await rewriteCells(book, content, rewriter, results, pacer);
  const inOtherPlaces = rewriteElsewhere(book, rewriter);
  await pacer.reach('checking', 0);
  const generated = rewriter.drafts();
  const fixed = new FixedValues(
    fixedValuesSheet,
    watchedContents(content, inCells),
    changeableFigures(carried, generated, content),
  );
  const cells = await writeCells(book, content, inCells, fixed, pacer);
  const elsewhere = writeElsewhere(book, inOtherPlaces, results, fixed);

  await pacer.reach('sheets', 0);
  const added = addPriceSheets(
    book,
    [...fixed.drafts(), ...generated],
    rewriter.definedNames(),
    usedTables(carried, generated),
    options.embedded,
  );
  const tests = selfTestSheet(cells.converted, content, added.priceTables, generated);
  const [selfTest] = cells.converted.length > 0 ? book.addSheets([tests], 'end') : [];
  const keptElsewhere = new Set(elsewhere.frozen.map(({ formula }) => formula));
  const report: CopyReport = {
    corrected: cells.corrected,
    unchecked: cells.unchecked,
    converted: cells.originals.length - cells.frozen.length,
    convertedElsewhere: elsewhere.converted,
    younger: youngerFunctions([
      ...cells.converted.map(({ formula }) => formula),
      ...elsewhere.originals.flatMap(({ original }) => (keptElsewhere.has(original) ? [] : [original])),
    ]),
    frozen: [...cells.frozen, ...elsewhere.frozen],
    left: [...cells.left, ...elsewhere.left],
    hasMacros: book.hasMacros,
    prices: {
      asOf: prices.asOf,
      snapshotId: prices.llm.table.snapshot.id,
      origin: prices.llm.inFile ? 'workbook' : 'embedded',
      editedRows: prices.editedRows,
    },
    addedSheets: [...added.sheets.map(({ name }) => name), ...(selfTest ? [selfTest] : [])],
  };
  const purposes = selfTest ? [...added.sheets, { name: selfTest, purpose: SELF_TEST_PURPOSE }] : added.sheets;
  const readMe = readMeSheet(report, {
    fileName: options.fileName,
    madeOn: options.madeOn,
    priceSheets: added.priceTables.map(({ place }) => place.sheet),
    added: purposes,
    selfTestResult: selfTest && `${sheetReference(selfTest)}!$B$3`,
    fixedValuesGone: fixed.goneCell(),
  });
  const [readMeName] = book.addSheets([readMe], 'front');

  book.setCustomXml(ORIGINALS_NAMESPACE, originalsXml([...cells.originals, ...elsewhere.originals]));
  book.removeAddIns((id) => id.toLowerCase() === ADD_IN_ID);
  if (report.left.length === 0 && !callsOtherAddIns(book)) book.calculateOnOpening();
  const saved = await book.save((done) => options.onProgress?.('saving', done), options.signal);
  return { bytes: saved, report: { ...report, addedSheets: [readMeName, ...report.addedSheets] } };
}

const SELF_TEST_PURPOSE = 'Compares figures with what they were when the copy was made.';

function refuseWithoutOurFormulas(book: WorkbookFile): void {
  const inCells = book.sheets.some(({ name }) =>
    book.cells(name).some(({ formula }) => formula !== undefined && mayCallUs(formula)),
  );
  if (inCells || book.formulasElsewhere().some(({ formula }) => mayCallUs(formula))) return;
  throw refusals.notPossible('The workbook has no formula of this add-in: it can be sent as it is.');
}

/** Excel would turn the figures of another add-in into #NAME? if it calculated everything on opening. */
function callsOtherAddIns(book: WorkbookFile): boolean {
  return book.sheets.some(({ name }) =>
    book.cells(name).some(({ formula }) => formula !== undefined && /_xldudf_/i.test(formula) && !mayCallUs(formula)),
  );
}

interface CarriedTable {
  readonly table: LocatedTable;
  /** Undefined when the file has the table. */
  readonly sheet?: PriceSheet;
}
interface CarriedTables {
  readonly llm: CarriedTable;
  readonly gpu: CarriedTable;
  /** Names that new sheets will have. */
  readonly newNames: readonly string[];
}

/** Where the price tables stand in the copy: formulas point to their cells before the sheets are there. */
function carriedTables(book: WorkbookFile, prices: FilePrices, embedded: EmbeddedPrices): CarriedTables {
  const names = new UniqueNames(book.sheets.map(({ name }) => name));
  const newNames: string[] = [];
  const carried = (inFile: LocatedTable | undefined, sheetOf: () => PriceSheet): CarriedTable => {
    if (inFile) return { table: inFile };
    const sheet = sheetOf();
    const name = names.sheetName(sheet.draft.name);
    newNames.push(name);
    return { table: sheet.locatedOn(name), sheet };
  };
  const llm = carried(prices.llm.inFile, () => llmPriceSheet(embedded));
  const gpu = carried(prices.gpu.inFile, () => gpuPriceSheet(embedded));
  return { llm, gpu, newNames };
}

interface AddedSheet {
  readonly name: string;
  readonly purpose: string;
}

/** Price sheets that some formula of the copy looks at, and the generated ones. */
function addPriceSheets(
  book: WorkbookFile,
  generated: readonly SheetDraft[],
  definedNames: readonly DefinedName[],
  used: readonly CarriedTable[],
  embedded: EmbeddedPrices,
): { sheets: readonly AddedSheet[]; priceTables: readonly LocatedTable[] } {
  const fresh = used.filter(({ sheet }) => sheet !== undefined);
  const sources = fresh.length > 0 ? [priceSourcesSheet(embedded)] : [];
  const drafts = [
    ...generated,
    ...fresh.flatMap(({ table, sheet }) => (sheet ? [{ ...sheet.draft, name: table.place.sheet }] : [])),
    ...sources,
  ];
  const names = book.addSheets(drafts, 'end');
  drafts.slice(0, drafts.length - sources.length).forEach(({ name }, index) => {
    // only a chart sheet can have the name: they are no sheets with cells
    if (names[index] !== name)
      throw refusals.notPossible(`A chart sheet is named “${name}”: rename it, then try again.`);
  });
  for (const { name, formula, comment } of definedNames) book.addDefinedName(name, formula, comment);
  const purposeOf = (index: number) => {
    if (index < generated.length)
      return GENERATED_PURPOSES.find(({ word }) => generated[index].name.includes(word))?.purpose ?? PRICES_PURPOSE;
    return index < generated.length + fresh.length
      ? `List prices as of ${embedded.llm.snapshot.asOf}, each row with its source.`
      : 'Where the list prices are from.';
  };
  return {
    sheets: names.map((name, index) => ({ name, purpose: purposeOf(index) })),
    priceTables: used.map(({ table }) => table),
  };
}

const PRICES_PURPOSE = 'The prices that formulas look at, each with its rule, its source and the day it was checked.';
const GENERATED_PURPOSES = [
  { word: 'Helpers', purpose: 'Parts of formulas that need a cell of their own.' },
  { word: 'GPU prices', purpose: 'The rental offers that formulas look at, cheapest first, each with its source.' },
  { word: 'Fixed values', purpose: 'Whether the inputs and prices of the fixed values are still what they were.' },
  {
    word: 'facts',
    purpose: 'The facts of models and GPUs that formulas rest on, each with its unit, source and date.',
  },
];

/** Formulas of cells look at the generated sheets, and these at the price tables. */
function usedTables({ llm, gpu }: CarriedTables, generated: readonly SheetDraft[]): CarriedTable[] {
  return [llm, gpu].filter(({ table }) =>
    generated.some((draft) => mentions(draft, `${sheetReference(table.place.sheet)}!`)),
  );
}

/** The figures that will stand in the copy, so that fixed values can be held against them. */
function changeableFigures(
  carried: CarriedTables,
  generated: readonly SheetDraft[],
  content: FileContent,
): ChangeableFigures {
  const used = usedTables(carried, generated);
  const inCopy = (each: CarriedTable) => (!each.sheet || used.includes(each) ? priceColumns(each.table, content) : []);
  const effective = (word: string) =>
    generated.filter(({ name }) => name.startsWith(word)).flatMap(effectivePriceColumns);
  return {
    'model prices': [...inCopy(carried.llm), ...effective('Effective prices')],
    'GPU prices': [...inCopy(carried.gpu), ...effective('Effective GPU prices')],
    assumptions: generated.flatMap(assumptionCells),
  };
}

function mentions({ rows }: SheetDraft, text: string): boolean {
  return rows.some((row) => row.some((cell) => typeof cell === 'object' && cell?.formula?.includes(text)));
}
