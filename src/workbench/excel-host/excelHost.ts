import { ANNOUNCED_SETS } from './announcedSets';
import { newerMemberGate } from './apiSets';
import { FunctionBridge } from './functionBridge';
import type { CallSite, Invocation } from './functionBridge';
import type { FunctionsMetadata } from './functions/functionMetadata';
import { WAC_PARTITION, WacWorkbook } from './model/wacWorkbook';
import { Workbook } from './model/workbook';
import type { HostMessage } from './richApi/messages';
import { RichApiHost } from './richApi/richApiHost';
import { createServices, SHORTER_RESULT_INTERVAL } from './services';
import type { Area, Change, SheetStore } from './sheetStore';

export interface ExcelHostOptions {
  /** functions.json of the add-in. */
  readonly metadata: FunctionsMetadata;
  readonly sets?: Readonly<Record<string, string>>;
  readonly features?: readonly number[];
  onFunctionsReady?(): void;
  onPaneState?(state: string): void;
  /** The add-in opens a file as a new workbook. */
  onNewWorkbook?(bytes: Uint8Array<ArrayBuffer>): void;
}

/** Everything that answers one add-in, over one store. */
export interface ExcelHost {
  readonly workbook: Workbook;
  readonly host: RichApiHost;
  readonly bridge: FunctionBridge;
}

const CUSTOM_FUNCTIONS = 1;
const INVOCATION = 1000;

export function createExcelHost(store: SheetStore, options: ExcelHostOptions): ExcelHost {
  const workbook = new Workbook(store);
  const bridge = new FunctionBridge({
    metadata: options.metadata,
    deliver: (batch) => host.send(batch.map(invocationMessage)),
    answered: (sites) => void recalculate(store, sites),
  });
  const host = new RichApiHost({
    root: workbook,
    partitions: { [WAC_PARTITION]: new WacWorkbook(options.onNewWorkbook) },
    gate: newerMemberGate(options.sets ?? ANNOUNCED_SETS),
    services: createServices({
      functions: {
        ready: () => {
          bridge.start();
          options.onFunctionsReady?.();
        },
        results: (rows) => bridge.results(rows),
      },
      features: options.features ?? [SHORTER_RESULT_INTERVAL],
      onPaneState: (state) => options.onPaneState?.(state),
    }),
  });
  workbook.deliverEventsTo((messages) => host.send(messages));
  workbook.recalculation.onForget = (areas) => bridge.forget(areas);
  store.onChange((change) => bridge.forget(forgottenAfter(change)));
  return { workbook, host, bridge };
}

function invocationMessage(invocation: Invocation): HostMessage {
  return {
    messageCategory: CUSTOM_FUNCTIONS,
    messageType: INVOCATION,
    targetId: '',
    message: JSON.stringify(invocation),
  };
}

/** The calculation under way is left to finish first. */
async function recalculate(store: SheetStore, sites: CallSite[]): Promise<void> {
  await store.settled();
  store.setDirty(sites.map(({ sheet, row, col }) => ({ sheet, rect: { row, col, rows: 1, cols: 1 } })));
}

/** After rows moved, an answer kept for a cell may be another formula's: the whole sheet asks again. */
function forgottenAfter({ sheet, rect, kind }: Change): Area[] {
  const everything = { row: 0, col: 0, rows: Infinity, cols: Infinity };
  return [{ sheet, rect: kind === 'rows' ? everything : rect }];
}
