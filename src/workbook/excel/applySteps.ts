import type { CellLook } from '../../sheets/draftLooks';
import type { Area, Cell, Cells, WorkbookStep } from '../gateway';
import type { ArchiveParts } from './archiveParts';
import { rangeAt } from './rangeAt';

/** Queues the steps in order and sends them in one request. */
export async function applySteps(
  context: Excel.RequestContext,
  steps: readonly WorkbookStep[],
  archives: ArchiveParts,
): Promise<void> {
  for (const step of steps) queue(context, step, archives);
  await context.sync();
}

export async function applyStepsAfterReading(
  context: Excel.RequestContext,
  area: Area,
  steps: readonly WorkbookStep[],
  archives: ArchiveParts,
): Promise<Cells> {
  const range = rangeAt(context, area);
  range.load('values');
  await applySteps(context, steps, archives);
  return range.values as Cell[][];
}

function queue(context: Excel.RequestContext, step: WorkbookStep, archives: ArchiveParts): void {
  const { workbook } = context;
  switch (step.do) {
    case 'addSheet':
      workbook.worksheets.add(step.name);
      return;
    case 'deleteSheet':
      workbook.worksheets.getItem(step.sheet).delete();
      return;
    case 'addTable': {
      const table = workbook.tables.add(rangeAt(context, { sheet: step.sheet, rect: step.rect }), true);
      table.name = step.name;
      table.style = step.style;
      return;
    }
    case 'resizeTable':
      workbook.tables.getItem(step.table).resize(rangeAt(context, step.area));
      return;
    case 'cells':
      rangeAt(context, step.area).formulas = writable(step.cells);
      return;
    case 'format':
      uniform(rangeAt(context, step.area)).numberFormat = step.format;
      return;
    case 'clear':
      rangeAt(context, step.area).clear('All');
      return;
    case 'columnWidth':
      rangeAt(context, step.area).format.columnWidth = step.points;
      return;
    case 'look':
      setLook(rangeAt(context, step.area).format, step.look);
      return;
    case 'note':
      workbook.notes.add(rangeAt(context, step.area), step.text);
      return;
    case 'freezeRows':
      workbook.worksheets.getItem(step.sheet).freezePanes.freezeRows(step.rows);
      return;
    case 'showSheet':
      workbook.worksheets.getItem(step.sheet).activate();
      return;
    case 'archive':
      archives.write(step.key, step.text);
      return;
    case 'setting':
      workbook.settings.add(step.key, step.text);
      return;
    case 'markDirty':
      for (const area of step.areas) rangeAt(context, area).setDirty();
      return;
    case 'calculate':
      workbook.application.calculate('Recalculate');
      return;
    default:
      step satisfies never;
  }
}

function setLook(format: Excel.RangeFormat, look: CellLook): void {
  const { bold, italic, sizePoints, color, fill, align, indent, wrap } = look;
  const { font } = format;
  if (bold) font.bold = true;
  if (italic) font.italic = true;
  if (sizePoints) font.size = sizePoints;
  if (color) font.color = color;
  if (fill) format.fill.color = fill;
  if (align) format.horizontalAlignment = align === 'right' ? 'Right' : 'Left';
  if (indent) format.indentLevel = indent;
  if (wrap) format.wrapText = true;
}

/** Excel takes one value for all cells of a range, which its types do not say. */
function uniform(range: Excel.Range): { numberFormat: string } {
  return range as unknown as { numberFormat: string };
}

function writable(cells: Cells): (string | number | boolean)[][] {
  return cells.map((line) => [...line]);
}
