import { Workbook, type Cell, type Worksheet } from '@cj-tech-master/excelts';
import { installChartSupport } from '@cj-tech-master/excelts/chart';
import { installFormulaEngine } from '@cj-tech-master/excelts/formula';
import { adapt, type ExcelFunction, type ExcelRows } from '../functions/adapter';
import type { FunctionContext } from '../functions/context';
import { FUNCTION_DEFINITIONS } from '../functions/functions';
import { cellError, isCellError } from '../functions/toCell';
import { withoutFormulaValues } from './withoutFormulaValues';

export type CalculatedValue = number | string | boolean | { readonly error: string };
/** Sheet name → cell address (`B2`) → value; empty cells are absent. */
export type CalculatedSheets = ReadonlyMap<string, ReadonlyMap<string, CalculatedValue>>;

/**
 * Everything in a workbook as the library excelts calculates it: an engine that shares no code with ours. What is
 * stored behind a formula is taken away first: where it cannot calculate, it would keep that.
 * @param context with it, calls of our functions are answered by the functions themselves; without, they are #NAME?
 */
export async function calculateWithExcelts(book: Uint8Array, context?: FunctionContext): Promise<CalculatedSheets> {
  installFormulaEngine();
  installChartSupport(); // a file with a chart cannot be loaded without
  const workbook = new Workbook();
  await workbook.xlsx.load(withoutFormulaValues(book));
  if (context) registerFunctions(workbook, context);
  workbook.calculateFormulas();
  return new Map(workbook.worksheets.map((sheet) => [sheet.name, valuesOf(sheet)]));
}

function registerFunctions(workbook: Workbook, context: FunctionContext): void {
  for (const definition of FUNCTION_DEFINITIONS) {
    const excelFunction = adapt(definition, () => context);
    const evaluate = (args: unknown[]) => called(excelFunction, args as Runtime[]);
    workbook.registerFunction(definition.id, evaluate);
    workbook.registerFunction(`_XLDUDF_${definition.id}`, evaluate); // the name as a file stores it
  }
}

function called(excelFunction: ExcelFunction, args: readonly Runtime[]): Runtime {
  try {
    const rows = excelFunction(...args.map(fromRuntime));
    if (rows instanceof Promise)
      throw new TypeError('a function that loads something first cannot be called from here');
    return toRuntime(rows);
  } catch (thrown) {
    if (isCellError(thrown)) return { kind: 4, code: thrown.code };
    throw thrown;
  }
}

function valuesOf(sheet: Worksheet): ReadonlyMap<string, CalculatedValue> {
  const values = new Map<string, CalculatedValue>();
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      const value = valueOf(cell);
      if (value !== undefined) values.set(cell.address, value);
    }),
  );
  return values;
}

/** The values of its calculator: its own constants for the kinds are not in the published package. */
type RuntimeScalar =
  | { readonly kind: 0 }
  | { readonly kind: 1; readonly value: number }
  | { readonly kind: 2; readonly value: string }
  | { readonly kind: 3; readonly value: boolean }
  | { readonly kind: 4; readonly code: string };
type Runtime =
  | RuntimeScalar
  | {
      readonly kind: 5;
      readonly height: number;
      readonly width: number;
      readonly rows: readonly (readonly RuntimeScalar[])[];
    };

function fromRuntime(value: Runtime): unknown[][] | null {
  if (value.kind === 0) return null;
  return (value.kind === 5 ? value.rows : [[value]]).map((row) => row.map(plainOf));
}

function plainOf(scalar: RuntimeScalar): unknown {
  if (scalar.kind === 0) return '';
  return scalar.kind === 4 ? cellError(scalar.code) : scalar.value;
}

function toRuntime(rows: ExcelRows): Runtime {
  const cells = rows.map((row) => row.map(runtimeOf));
  if (cells.length === 1 && cells[0].length === 1) return cells[0][0];
  return { kind: 5, height: cells.length, width: cells[0].length, rows: cells };
}

function runtimeOf(value: ExcelRows[number][number]): RuntimeScalar {
  if (typeof value === 'number') return { kind: 1, value };
  if (typeof value === 'string') return { kind: 2, value };
  return typeof value === 'boolean' ? { kind: 3, value } : { kind: 4, code: value.code };
}

function valueOf(cell: Cell): CalculatedValue | undefined {
  const content: unknown = cell.formula ? cell.result : cell.value;
  if (typeof content === 'number' || typeof content === 'string' || typeof content === 'boolean') return content;
  if (typeof content !== 'object' || content === null) return undefined;
  if ('error' in content) return { error: String(content.error) };
  return 'richText' in content || 'text' in content ? cell.text : undefined;
}
