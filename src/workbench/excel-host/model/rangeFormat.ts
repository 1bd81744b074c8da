import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, notImplemented } from '../richApi/richApiError';
import type { CellStyle } from '../sheetStore';
import type { Range } from './range';
import { RangeFill, RangeFont } from './rangeLooks';

const SHAPE = describeShape('RangeFormat', {
  scalars: ['columnWidth', 'horizontalAlignment', 'indentLevel', 'wrapText'],
  navigations: ['fill', 'font'],
});

const ALIGNMENTS = ['General', 'Left', 'Center', 'Right'] as const;
const POINTS_PER_CHARACTER = 5.6;
const PADDING_POINTS = 10;
const MIN_POINTS = 48;
const MAX_POINTS = 300;
const MAX_INDENT = 250;

export class RangeFormat extends HostObject {
  readonly shape = SHAPE;
  readonly font = new RangeFont(this);
  readonly fill = new RangeFill(this);

  constructor(private readonly range: Range) {
    super();
  }

  /** The looks of the first cell stand for the range. */
  get style(): CellStyle {
    const { worksheet, rect, store } = this.range;
    return store.style(worksheet.id, rect.row, rect.col);
  }

  apply(style: CellStyle): void {
    const { worksheet, store } = this.range;
    worksheet.checkWritable();
    store.setStyle(worksheet.id, this.range.written(), style);
  }

  get columnWidth(): number {
    return this.range.store.columnWidth(this.range.worksheet.id, this.range.rect.col);
  }

  set columnWidth(points: number) {
    if (!(points >= 0)) invalidArgument();
    const { worksheet, rect, store } = this.range;
    worksheet.checkWritable();
    store.setColumnWidth(worksheet.id, rect.col, rect.cols, points);
  }

  get wrapText(): boolean {
    return this.style.wrap ?? false;
  }

  set wrapText(wrap: boolean) {
    this.apply({ wrap });
  }

  get indentLevel(): number {
    return this.style.indent ?? 0;
  }

  set indentLevel(indent: number) {
    if (!Number.isInteger(indent) || indent < 0 || indent > MAX_INDENT) invalidArgument();
    this.apply({ indent });
  }

  get horizontalAlignment(): string {
    return this.style.align ?? 'General';
  }

  set horizontalAlignment(alignment: string) {
    const align = ALIGNMENTS.find((known) => known === alignment);
    this.apply({ align: align ?? notImplemented(`RangeFormat.horizontalAlignment ${alignment}`) });
  }

  /** As wide as the longest text. */
  autofitColumns(): void {
    const { worksheet, store } = this.range;
    worksheet.checkWritable();
    const area = this.range.written();
    const cells = store.read(worksheet.id, area);
    for (let col = 0; col < area.cols; col++) {
      const characters = Math.max(...cells.map((line) => line[col].text.length));
      const points = characters * POINTS_PER_CHARACTER + PADDING_POINTS;
      store.setColumnWidth(worksheet.id, area.col + col, 1, Math.min(MAX_POINTS, Math.max(MIN_POINTS, points)));
    }
  }

  /** Row heights are left to the grid. */
  autofitRows(): void {
    this.range.worksheet.checkWritable();
  }
}
