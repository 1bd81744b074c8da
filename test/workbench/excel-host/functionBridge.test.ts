import { FunctionBridge } from '../../../src/workbench/excel-host/functionBridge';
import type { CallSite, Invocation } from '../../../src/workbench/excel-host/functionBridge';
import { BUSY } from '../../../src/workbench/excel-host/functions/functionArguments';
import type { FunctionMetadata } from '../../../src/workbench/excel-host/functions/functionMetadata';

const MATRIX = { type: 'any', dimensionality: 'matrix' };
const COST: FunctionMetadata = { id: 'COST', name: 'COST', description: '', parameters: [{ name: 'a', ...MATRIX }] };
const A1: CallSite = { sheet: 's1', sheetName: 'LLM Prices', row: 0, col: 0 };
const A2: CallSite = { ...A1, row: 1 };

function start() {
  const deliveries: Invocation[][] = [];
  const answered: CallSite[][] = [];
  const bridge = new FunctionBridge({
    metadata: { allowErrorForDataTypeAny: true, functions: [COST] },
    deliver: (batch) => deliveries.push(batch),
    answered: (sites) => answered.push(sites),
  });
  bridge.start();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
  const ask = (site: CallSite, argument: number | string) => bridge.call(COST, site, [argument]);
  return { bridge, deliveries, answered, turn, ask };
}

describe('the bridge between the engine and the runtime of the add-in', () => {
  it('is busy at first and delivers all calls of a turn in one message', async () => {
    const { deliveries, turn, ask } = start();
    expect([ask(A1, 1), ask(A2, 2)]).toEqual([BUSY, BUSY]);
    await turn();
    expect(deliveries).toEqual([
      [
        [0, 'COST', [[[1]]], "'LLM Prices'!A1", 0, null],
        [1, 'COST', [[[2]]], "'LLM Prices'!A2", 0, null],
      ],
    ]);
  });

  it('remembers an answer for the cell and the arguments', async () => {
    const { bridge, answered, deliveries, turn, ask } = start();
    ask(A1, 1);
    await turn();
    bridge.results([[0, true, 3.5, [1]]]);
    expect(answered).toEqual([[A1]]);
    expect(ask(A1, 1)).toBe(3.5);
    expect([ask(A1, 2), ask(A2, 1)]).toEqual([BUSY, BUSY]);
    await turn();
    expect(deliveries.map((batch) => batch.length)).toEqual([1, 2]);
  });

  it('asks once however often the engine looks while it waits', async () => {
    const { bridge, deliveries, turn, ask } = start();
    for (let pass = 0; pass < 5; pass++) ask(A1, 1);
    await turn();
    ask(A1, 1);
    await turn();
    expect(deliveries).toHaveLength(1);
    expect(bridge.busy).toBe(1);
  });

  it('waits for the runtime, and asks again when the page was loaded anew', async () => {
    const deliveries: Invocation[][] = [];
    const metadata = { functions: [COST] };
    const bridge = new FunctionBridge({ metadata, deliver: (batch) => deliveries.push(batch), answered: () => {} });
    bridge.call(COST, A1, [1]);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(deliveries).toEqual([]);
    bridge.start();
    await new Promise((resolve) => setTimeout(resolve, 1));
    bridge.start();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(deliveries.map(([[id]]) => id)).toEqual([0, 0]);
    bridge.results([[0, true, 1]]);
    bridge.start();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(deliveries).toHaveLength(2);
  });

  it.each([
    [{ sheet: 's1', rect: { row: 0, col: 0, rows: 1, cols: 1 } }, BUSY, 2],
    [{ sheet: 's1', rect: { row: 1, col: 0, rows: 9, cols: 9 } }, 1, BUSY],
    [{ sheet: 's2', rect: { row: 0, col: 0, rows: 9, cols: 9 } }, 1, 2],
  ])('forgets the answers of %j and of no other cell', async (area, first, second) => {
    const { bridge, turn, ask } = start();
    ask(A1, 1);
    ask(A2, 2);
    await turn();
    bridge.results([
      [0, true, 1],
      [1, true, 2],
    ]);
    bridge.forget([area]);
    expect([ask(A1, 1), ask(A2, 2)]).toEqual([first, second]);
  });

  it('drops the answer to a question that was forgotten meanwhile', async () => {
    const { bridge, answered, turn, ask } = start();
    ask(A1, 1);
    await turn();
    bridge.forget('all');
    ask(A1, 1);
    await turn();
    bridge.results([[0, true, 'old']]);
    expect(answered).toEqual([]);
    expect(ask(A1, 1)).toBe(BUSY);
    bridge.results([[1, true, 'new']]);
    expect(ask(A1, 1)).toBe('new');
  });

  it('keeps no answers to arguments the cell no longer has', async () => {
    const { bridge, turn, ask } = start();
    for (let argument = 0; argument < 3; argument++) {
      ask(A1, argument);
      await turn();
      bridge.results([[argument, true, argument]]);
      expect(ask(A1, argument)).toBe(argument);
    }
    expect(ask(A1, 0)).toBe(BUSY);
    await turn();
    expect(bridge.stats.invocations).toBe(4);
  });

  it('keeps every call of a formula that makes several, also when their answers come one by one', async () => {
    const { bridge, turn, ask } = start();
    const evaluate = () => [ask(A1, 1), ask(A1, 2)];
    evaluate();
    await turn();
    bridge.results([[0, true, 'one']]);
    bridge.results([[1, true, 'two']]); // before the cell was evaluated again
    expect(evaluate()).toEqual(['one', 'two']);
    bridge.results([[7, true, 'of somebody else']]);
    expect(evaluate()).toEqual(['one', 'two']);
    expect(bridge.stats.invocations).toBe(2);
  });

  it('a call nested in another is asked when the inner answer is there', async () => {
    const { bridge, turn, ask } = start();
    const evaluate = () => {
      const inner = ask(A1, 1);
      return typeof inner === 'number' ? ask(A1, inner) : inner;
    };
    expect(evaluate()).toBe(BUSY);
    await turn();
    bridge.results([[0, true, 10]]);
    expect(evaluate()).toBe(BUSY);
    await turn();
    bridge.results([[1, true, 20]]);
    expect(evaluate()).toBe(20);
    expect(bridge.stats.invocations).toBe(2);
  });

  it('says that there are error values among the arguments', async () => {
    const { bridge, deliveries, turn } = start();
    bridge.call(COST, A1, [[['#N/A', 1]]]);
    await turn();
    expect(deliveries[0][0]).toEqual([
      0,
      'COST',
      [[[{ type: 'CustomFunctionError', code: '#N/A' }, 1]]],
      "'LLM Prices'!A1",
      4,
      null,
    ]);
  });

  it.each([
    [1, '#N/A'],
    [2, '#VALUE!'],
    [5, '#DIV/0!'],
    [6, '#NUM!'],
    [7, '#VALUE!'],
    [8, '#NULL!'],
    [10, '#NAME?'],
  ])('the failure %i shows as %s', async (code, shown) => {
    const { bridge, turn, ask } = start();
    ask(A1, 1);
    await turn();
    bridge.results([[0, false, 'why', code, [1]]]);
    expect(ask(A1, 1)).toBe(shown);
    expect(bridge.sentenceAt('s1', 0, 0)).toBe('why');
  });

  it.each([
    [3.5, 3.5],
    [null, 0],
    ['', ''],
    [
      [
        [1, null],
        ['x', true],
      ],
      [
        [1, 0],
        ['x', true],
      ],
    ],
    [[1, 2], '#VALUE!'],
    [{ type: 'FormattedNumber', basicValue: 2.5, numberFormat: '0.00' }, 2.5],
    [{ type: 'Entity', basicValue: '#VALUE!' }, '#VALUE!'],
  ])('the result %j becomes %j', async (result, value) => {
    const { bridge, turn, ask } = start();
    ask(A1, 1);
    await turn();
    bridge.results([[0, true, result]]);
    expect(ask(A1, 1)).toEqual(value);
  });

  it('knows the sentence of each error in a spilled result, where it is shown', async () => {
    const { bridge, turn, ask } = start();
    ask(A2, 1);
    await turn();
    const error = { type: 'Error', basicValue: '#N/A', message: 'No such model' };
    bridge.results([
      [
        0,
        true,
        [
          [1, error],
          [error, 2],
        ],
      ],
    ]);
    expect(ask(A2, 1)).toEqual([
      [1, '#N/A'],
      ['#N/A', 2],
    ]);
    const at = (row: number, col: number) => bridge.sentenceAt('s1', row, col);
    expect([at(1, 0), at(1, 1), at(2, 0), at(2, 1)]).toEqual([null, 'No such model', 'No such model', null]);
    expect(bridge.sentenceAt('s2', 1, 1)).toBeNull();
    bridge.forget('all');
    expect(at(1, 1)).toBeNull();
  });

  it('finds functions ignoring case, and refuses streaming ones by name', () => {
    const { bridge } = start();
    expect(bridge.find('cost')).toBe(COST);
    expect(bridge.find('other')).toBeNull();
    const metadata = { functions: [{ ...COST, id: 'TICKER', options: { stream: true } }] };
    expect(() => new FunctionBridge({ metadata, deliver: () => {}, answered: () => {} })).toThrow(
      'streaming function TICKER',
    );
  });
});
