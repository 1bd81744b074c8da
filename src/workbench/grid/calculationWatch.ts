import {
  InsertColMutation,
  InsertRowMutation,
  MoveRangeMutation,
  RemoveColMutation,
  RemoveRowMutation,
  ReorderRangeMutation,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
  SetRangeValuesMutation,
  SetTriggerFormulaCalculationStartMutation,
} from '@univerjs/preset-sheets-core';
import type {
  IInsertRowMutationParams,
  IMoveRangeMutationParams,
  IReorderRangeMutationParams,
  ISetFormulaCalculationNotificationMutation,
  ISetRangeValuesMutationParams,
} from '@univerjs/preset-sheets-core';
import type { ICommandInfo, ICommandService, IExecutionOptions, IRange } from '@univerjs/presets';
import type { Area, Change } from '../excel-host/sheetStore';
import { contentExtent, fromRange } from './univerRange';

type Edit = Area & Pick<Change, 'kind'>;

const CALCULATION_STOPPED = 1;
/** The engine starts 100 ms after the last edit; a calculation that never reports is not waited for longer than this. */
const LONGEST_CALCULATION_MS = 15_000;

/** Follows the engine's own stream of executed commands: what was edited, and when the native formulas are up to date. */
export class CalculationWatch {
  private pending = false;
  private editedSinceStart = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiters: (() => void)[] = [];
  private readonly idleListeners = new Set<() => void>();

  constructor(
    commands: ICommandService,
    private readonly edited: (edit: Edit) => void,
  ) {
    commands.onCommandExecuted((command, options) => this.executed(command, options));
  }

  settled(): Promise<void> {
    return this.pending ? new Promise((resolve) => this.waiters.push(resolve)) : Promise.resolve();
  }

  onIdle(listener: () => void): () => void {
    this.idleListeners.add(listener);
    return () => this.idleListeners.delete(listener);
  }

  /** A calculation is about to start. */
  expect(): void {
    this.pending = true;
    this.editedSinceStart = true;
    this.idleAfter(LONGEST_CALCULATION_MS);
  }

  private executed(command: Readonly<ICommandInfo>, options?: IExecutionOptions): void {
    switch (command.id) {
      case SetFormulaCalculationStartMutation.id:
        this.editedSinceStart = false;
        return;
      case SetFormulaCalculationNotificationMutation.id: {
        const { functionsExecutedState: state } = command.params as ISetFormulaCalculationNotificationMutation;
        const finished = state !== undefined && state !== CALCULATION_STOPPED;
        if (finished && !this.editedSinceStart) this.idleAfter(0);
        return;
      }
      case SetTriggerFormulaCalculationStartMutation.id:
        this.expect();
        return;
      default: {
        if (options?.fromFormula || options?.onlyLocal) return; // results of the engine, not edits
        const edits = editsOf(command);
        if (edits.length) this.expect();
        edits.forEach(this.edited);
      }
    }
  }

  private idleAfter(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.pending = false;
      const released = this.waiters;
      this.waiters = [];
      released.forEach((release) => release());
      this.idleListeners.forEach((listener) => listener());
    }, milliseconds);
  }
}

/** Typing, pasting and clearing set values; cutting, dragging, sorting and inserting do not. */
function editsOf({ id, params }: Readonly<ICommandInfo>): Edit[] {
  switch (id) {
    case SetRangeValuesMutation.id: {
      const { subUnitId, cellValue } = params as ISetRangeValuesMutationParams;
      const rect = contentExtent(cellValue);
      return rect ? [{ sheet: subUnitId, rect, kind: 'edit' }] : [];
    }
    case MoveRangeMutation.id: {
      const { from, to } = params as IMoveRangeMutationParams;
      return [from, to].flatMap(({ subUnitId, value }) => {
        const rect = contentExtent(value);
        return rect ? [{ sheet: subUnitId, rect, kind: 'edit' as const }] : [];
      });
    }
    case ReorderRangeMutation.id:
      return [{ ...areaOf(params as IReorderRangeMutationParams), kind: 'edit' }];
    case InsertRowMutation.id:
    case RemoveRowMutation.id:
    case InsertColMutation.id:
    case RemoveColMutation.id:
      return [{ ...areaOf(params as IInsertRowMutationParams), kind: 'rows' }];
    default:
      return [];
  }
}

function areaOf({ subUnitId, range }: { subUnitId: string; range: IRange }): Area {
  return { sheet: subUnitId, rect: fromRange(range) };
}
