import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-table/lib/index.css';
import { CalculationMode, ILayoutService, UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreLocale from '@univerjs/preset-sheets-core/locales/en-US';
import { UniverSheetsTablePlugin, UniverSheetsTableUIPlugin } from '@univerjs/preset-sheets-table';
import tableLocale from '@univerjs/preset-sheets-table/locales/en-US';
import {
  IUndoRedoService,
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  createUniver,
  mergeLocales,
} from '@univerjs/presets';
import { installGuards } from './univerGuards';
import type { GuardReport } from './univerGuards';
import { DEFAULT_SHEET, UniverStore } from './univerStore';
import type { UniverBook } from './univerStore';

export interface Grid {
  readonly univer: UniverBook;
  readonly store: UniverStore;
  readonly guards: GuardReport;
  /** What stands in the cell editor after every key, and null when it closes. */
  onTyping(listener: (text: string | null) => void): void;
  /** Keys go to the sheet. */
  focus(): void;
  /** What was done so far cannot be undone any more. */
  forgetUndo(): void;
}

/** A spreadsheet with one empty sheet, "Sheet1", that fills the element. */
export async function createGrid(container: HTMLElement): Promise<Grid> {
  const { univer, univerAPI: api } = createUniver({
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: mergeLocales(coreLocale, tableLocale) },
    logLevel: LogLevel.ERROR,
    presets: [
      UniverSheetsCorePreset({
        container,
        ribbonType: 'simple',
        formula: { initialFormulaComputing: CalculationMode.FORCED },
      }),
    ],
    // the table preset takes no options; without hideAnchor a caption pushes row 1 down
    plugins: [UniverSheetsTablePlugin, [UniverSheetsTableUIPlugin, { hideAnchor: true }]],
  });
  const book = api.createWorkbook({
    id: 'book',
    name: 'Book1',
    sheetOrder: ['sheet1'],
    sheets: { sheet1: { id: 'sheet1', name: 'Sheet1', ...DEFAULT_SHEET } },
  });
  const injector = univer.__getInjector();
  await injector.get(LifecycleService).onStage(LifecycleStages.Rendered); // formulas written before are lost
  const universe: UniverBook = { api, book, injector };
  return {
    univer: universe,
    store: new UniverStore(universe),
    guards: installGuards(universe),
    onTyping: (listener) => {
      api.addEvent(api.Event.SheetEditChanging, ({ value }) => listener(value.toPlainText()));
      api.addEvent(api.Event.SheetEditEnded, () => listener(null));
    },
    focus: () => injector.get(ILayoutService).focus(),
    forgetUndo: () => injector.get(IUndoRedoService).clearUndoRedo(book.getId()),
  };
}
