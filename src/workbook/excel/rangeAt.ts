import type { Area } from '../gateway';

export function rangeAt(context: Excel.RequestContext, { sheet, rect }: Area): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(rect.row, rect.column, rect.rows, rect.columns);
}
