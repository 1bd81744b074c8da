import { FunctionType } from '@univerjs/preset-sheets-core';
import type { IFunctionInfo } from '@univerjs/preset-sheets-core';
import { BooleanNumber } from '@univerjs/presets';
import type { FunctionBridge } from '../excel-host/functionBridge';
import type { FunctionMetadata, FunctionsMetadata } from '../excel-host/functions/functionMetadata';
import { engineFunction } from './guards/functionArguments';
import type { UniverBook } from './univerStore';

/** What could be typed for the argument at a position, from a documented example. */
export type ExampleOf = (functionId: string, position: number) => string | undefined;

/** Evaluation through the bridge; autocomplete and argument help from functions.json. */
export function registerFunctions(
  { api, book }: UniverBook,
  metadata: FunctionsMetadata,
  bridge: Pick<FunctionBridge, 'call'>,
  exampleOf: ExampleOf,
): void {
  const formulas = api.getFormula();
  for (const info of metadata.functions) {
    const evaluate = engineFunction(function (...args) {
      const sheet = this.subUnitId ?? '';
      const sheetName = book.getSheetBySheetId(sheet)?.getSheetName() ?? '';
      return bridge.call(info, { sheet, sheetName, row: this.row, col: this.column }, args);
    });
    formulas.registerFunction(info.name, evaluate, { description: helpFor(info, exampleOf) });
  }
}

function helpFor({ id, name, description, parameters }: FunctionMetadata, exampleOf: ExampleOf): IFunctionInfo {
  return {
    functionName: name,
    functionType: FunctionType.User,
    description,
    abstract: description,
    functionParameter: parameters.map((parameter, position) => ({
      name: parameter.name,
      detail: parameter.description ?? '',
      example: exampleOf(id, position) || 'A1',
      require: flag(!parameter.optional),
      repeat: flag(Boolean(parameter.repeating)),
    })),
  };
}

function flag(on: boolean): BooleanNumber {
  return on ? BooleanNumber.TRUE : BooleanNumber.FALSE;
}
