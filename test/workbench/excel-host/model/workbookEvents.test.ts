import { MemoryStore } from '../../../../src/workbench/excel-host/memory/memoryStore';
import { Workbook } from '../../../../src/workbench/excel-host/model/workbook';

describe('events of the workbook', () => {
  it('the cells of the last 200 changes can be asked for, older ones are forgotten', () => {
    const store = new MemoryStore();
    const workbook = new Workbook(store);
    for (let row = 0; row < 201; row++) store.type(store.active(), row, 0, 'x');
    const addressOf = (event: number) => workbook._GetRangeForEventByReferenceId(`event-${event}`)?.address ?? null;
    expect([addressOf(1), addressOf(2), addressOf(201)]).toEqual([null, 'Sheet1!A2', 'Sheet1!A201']);
  });
});
