import { localAddress } from '../address';
import type { HostMessage } from '../richApi/messages';
import type { Area, Change } from '../sheetStore';
import { intersect } from '../sheetStore';
import { Range } from './range';
import type { Workbook } from './workbook';

const EXCEL_EVENT = 65_536;
const WORKBOOK = 'Workbook';
const RANGES_KEPT = 200;

const EventType = {
  sheetChanged: 10,
  sheetActivated: 11,
  sheetDeactivated: 12,
  sheetAdded: 13,
  sheetSelection: 14,
  sheetDeleted: 15,
  tableSelection: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
} as const;

/** Reports what happens in the workbook at every level an add-in can listen on: one message per level. */
export class WorkbookEvents {
  deliver: (messages: HostMessage[]) => void = () => undefined;
  /** `event.getRange()` asks for the cells of an event by reference id. */
  private readonly ranges = new Map<string, Range>();
  private changesSeen = 0;

  constructor(private readonly workbook: Workbook) {
    workbook.store.onChange((change) => this.changed(change));
    workbook.store.onSelection((area) => this.selected(area));
  }

  rangeOfEvent(reference: string): Range | null {
    return this.ranges.get(reference) ?? null;
  }

  sheetAdded(worksheetId: string): void {
    this.deliver([event(EventType.sheetAdded, WORKBOOK, { worksheetId, source: 'Local' })]);
  }

  sheetDeleted(worksheetId: string): void {
    this.deliver([event(EventType.sheetDeleted, WORKBOOK, { worksheetId, source: 'Local' })]);
  }

  sheetActivated(worksheetId: string, before: string): void {
    if (worksheetId === before) return;
    const [left, entered] = [{ worksheetId: before }, { worksheetId }];
    this.deliver([
      ...[before, WORKBOOK].map((target) => event(EventType.sheetDeactivated, target, left)),
      ...[worksheetId, WORKBOOK].map((target) => event(EventType.sheetActivated, target, entered)),
    ]);
  }

  tableAdded(tableId: string, worksheetId: string): void {
    this.tableCame(EventType.tableAdded, { tableId, worksheetId });
  }

  tableDeleted(tableId: string, worksheetId: string, tableName: string): void {
    this.tableCame(EventType.tableDeleted, { tableId, tableName, worksheetId });
  }

  private tableCame(type: number, message: { worksheetId: string; tableId: string; tableName?: string }): void {
    const targets = [WORKBOOK, message.worksheetId];
    this.deliver(targets.map((target) => event(type, target, { ...message, source: 'Local' })));
  }

  private changed(change: Change): void {
    const message = {
      changeType: change.kind === 'rows' ? 'Unknown' : 'RangeEdited',
      source: 'Local',
      triggerSource: change.source === 'api' ? 'ThisLocalAddin' : 'Unknown',
      worksheetId: change.sheet,
      referenceId: this.remember(change),
    };
    const touched = this.tableParts(change).flatMap(({ id, part }) => {
      const inTable = { ...message, tableId: id, address: localAddress(part) };
      return [id, WORKBOOK, change.sheet].map((target) => event(EventType.tableChanged, target, inTable));
    });
    const onSheet = { ...message, address: localAddress(change.rect) };
    const levels = [change.sheet, WORKBOOK].map((target) => event(EventType.sheetChanged, target, onSheet));
    this.deliver([...touched, ...levels]);
  }

  private selected(area: Area): void {
    const message = { address: localAddress(area.rect), worksheetId: area.sheet };
    const inTables = this.tableParts(area).map(({ id, part }) =>
      event(EventType.tableSelection, id, {
        ...message,
        tableId: id,
        address: localAddress(part),
        isInsideTable: true,
      }),
    );
    const levels = [area.sheet, WORKBOOK].map((target) => event(EventType.sheetSelection, target, message));
    this.deliver([...inTables, ...levels]);
  }

  private tableParts({ sheet, rect }: Area) {
    return this.workbook.store.tables().flatMap((table) => {
      const part = table.sheet === sheet ? intersect(table.rect, rect) : null;
      return part ? [{ id: table.id, part }] : [];
    });
  }

  private remember({ sheet, rect }: Area): string {
    const reference = `event-${++this.changesSeen}`;
    this.ranges.set(reference, new Range(this.workbook.sheetObject(sheet), rect));
    const [oldest] = this.ranges.keys();
    if (this.ranges.size > RANGES_KEPT) this.ranges.delete(oldest);
    return reference;
  }
}

function event(messageType: number, targetId: string, message: object): HostMessage {
  return { messageCategory: EXCEL_EVENT, messageType, targetId, message: JSON.stringify(message) };
}
