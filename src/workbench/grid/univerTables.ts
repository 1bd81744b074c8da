import type { FWorkbook } from '@univerjs/preset-sheets-core';
import type { ICommandService } from '@univerjs/presets';
import '@univerjs/sheets-table/facade';
import { AddSheetTableCommand, DeleteSheetTableCommand, SetSheetTableCommand } from '@univerjs/preset-sheets-table';
import type { TableShape } from '../excel-host/sheetStore';
import { fromRange, toRange } from './univerRange';

const STYLE = 'table-default-0';

/** The grid's tables. */
export class UniverTables {
  constructor(
    private readonly book: FWorkbook,
    private readonly commands: ICommandService,
  ) {}

  all(): TableShape[] {
    return this.book
      .getTableList()
      .map(({ id, name, subUnitId, range }) => ({ id, name, sheet: subUnitId, rect: fromRange(range) }));
  }

  put(table: TableShape): void {
    const unitId = this.book.getId();
    const known = this.all().find(({ id }) => id === table.id);
    if (!known) {
      const { id, name, sheet, rect } = table;
      const options = { tableStyleId: STYLE };
      this.run(AddSheetTableCommand.id, { unitId, subUnitId: sheet, id, name, range: toRange(rect), options });
    } else {
      const set = (config: object) => this.run(SetSheetTableCommand.id, { unitId, tableId: table.id, ...config });
      if (known.name !== table.name) set({ name: table.name });
      const moved = JSON.stringify(toRange(known.rect)) !== JSON.stringify(toRange(table.rect));
      if (moved) set({ updateRange: { newRange: toRange(table.rect) } });
    }
    const now = this.all().find(({ id }) => id === table.id);
    // the engine renames silently when a sheet, table or name already has the name
    if (now?.name !== table.name) throw new Error(`The grid refused the table name ${table.name}.`);
  }

  drop(id: string): void {
    const table = this.all().find((candidate) => candidate.id === id);
    if (!table) return;
    this.run(DeleteSheetTableCommand.id, { unitId: this.book.getId(), subUnitId: table.sheet, tableId: id });
  }

  private run(command: string, params: object): void {
    this.commands.syncExecuteCommand(command, params);
  }
}
