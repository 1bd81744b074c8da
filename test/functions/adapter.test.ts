import fc from 'fast-check';
import { EngineError } from '../../src/engine/errors';
import { adapt } from '../../src/functions/adapter';
import type { FunctionContext } from '../../src/functions/context';
import { defineFunction } from '../../src/functions/definition';
import type { ArgumentDefinition, CellResult, FunctionDefinition } from '../../src/functions/definition';
import { cellError, isCellError } from '../../src/functions/toCell';
import { callable } from '../support/callFunction';

const NO_CONTEXT = {} as FunctionContext;

/** A function whose body is given; the adapter is what is under test. */
function probe(
  argumentsOf: readonly ArgumentDefinition[],
  evaluate: (values: Record<string, unknown>) => CellResult | Promise<CellResult>,
): FunctionDefinition {
  return defineFunction({
    id: 'PROBE',
    description: 'A function for tests.',
    category: 'API cost',
    arguments: argumentsOf,
    returns: { shape: 'cell', unit: 'text' },
    examples: [],
    formula: '',
    evaluate: (values) => evaluate(values),
  });
}

const tokens = { kind: 'number', unit: 'tokens', min: 0, broadcast: true, description: 'Tokens.' } as const;
const model: ArgumentDefinition = {
  name: 'model',
  kind: 'name',
  names: 'model',
  broadcast: true,
  description: 'Model.',
};
const sum = probe(
  [
    { ...tokens, name: 'input' },
    { ...tokens, name: 'output', optional: true, default: 7 },
  ],
  ({ input, output }) => Number(input) + Number(output),
);
/** Shows what the body received for one argument. */
const seen = (argument: ArgumentDefinition, ...args: unknown[]) => {
  let received: unknown;
  const result = callable(
    probe([argument], (values) => {
      received = values[argument.name];
      return 'ok';
    }),
    NO_CONTEXT,
  )(...args);
  return result === 'ok' ? received : result;
};
const call = (...args: unknown[]) => callable(sum, NO_CONTEXT)(...args);

describe('a call with single cells', () => {
  test('takes the 1×1 rows that Excel passes, bare values, and null for an omitted argument', () => {
    expect(call([[3]], [[4]])).toBe(7);
    expect(call(3, 4)).toBe(7);
    expect(call([[3]], null)).toBe(10);
    expect(call([[3]])).toBe(10);
  });

  test('takes the default of an optional argument for a blank cell, in every form of blank', () => {
    expect(call(3, [['']])).toBe(10);
    expect(call(3, [[null]])).toBe(10);
    expect(call(3, [[{ type: 'Empty' }]])).toBe(10);
  });

  test('refuses a blank required argument instead of taking 0', () => {
    expect(call([['']], 4)).toBe('#VALUE! input is missing: give a number (tokens).');
    expect(call(null, 4)).toBe('#VALUE! input is missing: give a number (tokens).');
  });

  test('answers in rows, as functions.json declares', () => {
    expect(adapt(sum, () => NO_CONTEXT)(3, 4)).toEqual([[7]]);
  });

  test('ignores the invocation object behind the arguments, also where arguments are missing', () => {
    const invocation = { functionName: 'PROBE', address: 'Sheet1!A1' };
    expect(call([[3]], [[4]], invocation)).toBe(7);
    expect(call([[3]], invocation)).toBe(10);
  });

  test('refuses more arguments than there are', () => {
    expect(call(1, 2, 3)).toBe('#VALUE! PROBE takes at most 2 arguments.');
  });
});

describe('numbers', () => {
  test.each(['1000', '1,5', '1.5 ', ' ', '1e3', '٣'])('F07: the text "%s" is not a number', (text) => {
    expect(call(text, 1)).toBe('#VALUE! input must be a number, not text: type it without quotes, with a dot.');
  });

  test.each([true, false])('F08: %s is not a number', (value) => {
    expect(call(value, 1)).toBe('#VALUE! input must be a number, not TRUE or FALSE.');
  });

  test('F04: a negative count names the argument', () => {
    expect(call(-1, 1)).toBe('#VALUE! input must be at least 0; it is -1.');
  });

  test.each([NaN, Infinity, -Infinity])('%s is refused', (value) => {
    expect(call(value, 1)).toBe('#VALUE! input must be a finite number.');
  });

  test('-0 becomes 0 on the way in and on the way out', () => {
    const argument = { ...tokens, name: 'n' };
    expect(Object.is(seen(argument, -0), 0)).toBe(true);
    expect(
      Object.is(
        callable(
          probe([argument], () => -0),
          NO_CONTEXT,
        )(1),
        0,
      ),
    ).toBe(true);
  });

  test('F10: a percentage where a fraction is meant is refused, never divided by 100', () => {
    const share: ArgumentDefinition = {
      name: 'utilization',
      kind: 'number',
      unit: '0..1',
      min: 0,
      max: 1,
      description: '',
    };
    expect(seen(share, 75)).toBe('#VALUE! utilization must be at most 1; it is 75. Write 10 % as 0.1.');
    expect(seen(share, 1)).toBe(1);
  });

  test('F11: exactly the minimum is refused where it must be more', () => {
    const life: ArgumentDefinition = {
      name: 'life',
      kind: 'number',
      unit: 'years',
      min: 0,
      aboveMin: true,
      description: '',
    };
    expect(seen(life, 0)).toBe('#VALUE! life must be more than 0; it is 0.');
    expect(seen(life, 0.1)).toBe(0.1);
  });

  test('a part of a GPU is refused where the number must be whole', () => {
    const gpus: ArgumentDefinition = { name: 'gpus', kind: 'number', unit: 'GPUs', whole: true, description: '' };
    expect(seen(gpus, 1.5)).toBe('#VALUE! gpus must be a whole number; it is 1.5.');
  });

  test('a formatted number counts as its number', () => {
    expect(seen({ ...tokens, name: 'n' }, [[{ type: 'FormattedNumber', basicValue: 12, numberFormat: '0.0' }]])).toBe(
      12,
    );
  });

  test('an entity card is refused in words', () => {
    const card = { type: 'Entity', text: 'GPT', basicValue: '#VALUE!', basicType: 'Error', properties: {} };
    expect(seen({ ...tokens, name: 'n' }, [[card]])).toBe(
      '#VALUE! n must be a plain number or text, not a card or picture.',
    );
  });

  test('every finite number within the bounds arrives unchanged', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(seen({ ...tokens, name: 'n' }, [[value]])).toBe(value + 0);
      }),
    );
  });

  test('no text at all is taken for a number', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(String(seen({ ...tokens, name: 'n' }, [[text]]))).toMatch(/^#VALUE! n must be a number/);
      }),
    );
  });
});

describe('names', () => {
  test.each([[null], [''], [' '], [0], [42], [true]])(
    'what an unquoted model name leaves behind (%j) says to quote it',
    (cell) => {
      expect(seen(model, [[cell]])).toBe(
        '#VALUE! Put the name in quotes: "gpt-5.1". Without quotes Excel reads a cell.',
      );
    },
  );

  test('a GPU has a GPU as its example', () => {
    const gpu: ArgumentDefinition = { name: 'gpu', kind: 'name', names: 'gpu', description: '' };
    expect(seen(gpu, [[0]])).toBe('#VALUE! Put the name in quotes: "H100". Without quotes Excel reads a cell.');
  });

  test('an optional model that is omitted stays undefined, but a blank cell is an unquoted name', () => {
    const optional: ArgumentDefinition = { ...model, optional: true };
    expect(seen(optional, null)).toBeUndefined();
    expect(seen(optional, [['']])).toMatch(/Put the name in quotes/);
  });

  test('a provider is no cell address, so that a blank cell means any provider', () => {
    const provider: ArgumentDefinition = {
      name: 'provider',
      kind: 'name',
      names: 'provider',
      optional: true,
      description: '',
    };
    expect(seen(provider, [['']])).toBeUndefined();
    expect(seen(provider, [[5]])).toBe('#VALUE! provider must be text in quotes.');
  });

  test('spaces around a name are dropped', () => {
    expect(seen(model, ' gpt-4o ')).toBe('gpt-4o');
  });
});

describe('text and choices', () => {
  const tier: ArgumentDefinition = {
    name: 'tier',
    kind: 'choice',
    choices: ['standard', 'Batch'],
    default: 'standard',
    optional: true,
    description: '',
  };

  test('a choice ignores case and spaces and arrives as it is defined', () => {
    expect(seen(tier, ' BATCH ')).toBe('Batch');
    expect(seen(tier, null)).toBe('standard');
  });

  test.each(['cheap', 1, true, 'constructor'])('%j is none of the choices', (cell) => {
    expect(seen(tier, [[cell]])).toBe('#VALUE! tier must be one of standard, Batch.');
  });

  test('text is taken as it stands; a number is not text', () => {
    const text: ArgumentDefinition = { name: 'text', kind: 'text', description: '' };
    expect(seen(text, ' a ')).toBe(' a ');
    expect(seen(text, 5)).toBe('#VALUE! text must be text in quotes.');
  });
});

describe('dates', () => {
  const at: ArgumentDefinition = { name: 'at', kind: 'date', optional: true, description: '' };
  const dayOf = (context: Partial<FunctionContext>, cell: number) => {
    const day = probe([at], ({ at: moment }) =>
      new Date((moment as { utcMs: number }).utcMs).toISOString().slice(0, 10),
    );
    return callable(day, context as FunctionContext)([[cell]]);
  };

  test('F13: the same day has another number in a workbook that counts from 1904', () => {
    expect(dayOf({}, 46349)).toBe('2026-11-23');
    expect(dayOf({ dates1904: true }, 44887)).toBe('2026-11-23');
  });

  test('F13: 30 February is refused', () => {
    expect(seen(at, '2025-02-30')).toBe('#VALUE! at must be a date: an Excel date or "2026-11-23".');
    expect(seen(at, null)).toBeUndefined();
  });
});

describe('results', () => {
  test.each([[NaN], [Infinity], [[]], [[[]]]])('F17: %j is a fault of ours, never a cell without words', (result) => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(
      callable(
        probe([], () => result),
        NO_CONTEXT,
      )(),
    ).toMatch(/^#VALUE! Internal error [0-9A-F]{8}\. Please report it\.$/);
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });
});

describe('ranges', () => {
  test('one value against a range answers in the shape of the range', () => {
    expect(call([[1], [2], [3]], 10)).toEqual([[11], [12], [13]]);
    expect(call([[1, 2]], 10)).toEqual([[11, 12]]);
  });

  test('equal shapes go cell by cell', () => {
    expect(call([[1, 2], [3, 4]], [[10, 20], [30, 40]])).toEqual([[11, 22], [33, 44]]); // prettier-ignore
  });

  test('different shapes are refused, also a row against a column', () => {
    const sentence = '#VALUE! The ranges differ in size: give equal shapes, or one value against a range.';
    expect(call([[1], [2]], [[1, 2]])).toBe(sentence);
    expect(call([[1], [2]], [[1], [2], [3]])).toBe(sentence);
  });

  test('F08: a range is refused where one cell is meant', () => {
    const single: ArgumentDefinition = { name: 'rate', kind: 'number', unit: 'USD', description: '' };
    expect(seen(single, [[1], [2]])).toBe('#VALUE! rate takes one cell, not a range.');
  });

  test('F16: of 10,000 cells one bad cell is the only error, and the shape is kept', () => {
    const column = Array.from({ length: 10_000 }, (_, index) => [index === 4_321 ? 'oops' : index]);
    const result = call(column, 1) as unknown[][];
    expect(result).toHaveLength(10_000);
    expect(result.filter(([cell]) => typeof cell !== 'number')).toEqual([
      [expect.stringMatching(/^#VALUE! input must be/)],
    ]);
    expect(result[4_321][0]).toMatch(/^#VALUE!/);
    expect(result[9_999]).toEqual([10_000]);
  });

  test('blank cells of an optional range take the default, cell by cell', () => {
    expect(call([[1], [2]], [[''], [5]])).toEqual([[8], [7]]);
  });

  test('a refusal of the body stays in its cell', () => {
    const refuses = probe([model], ({ model: name }) => {
      if (name === 'x') throw new EngineError('prices-loading');
      return String(name);
    });
    expect(callable(refuses, NO_CONTEXT)([['a'], ['x'], ['b']])).toEqual([
      ['a'],
      ['#N/A Prices are still loading: recalculate in a moment.'],
      ['b'],
    ]);
  });

  test('a function that fills several cells by itself is not spread over a range', () => {
    const rows = probe([{ ...tokens, name: 'n' }], () => [[1], [2]]);
    expect(callable(rows, NO_CONTEXT)(5)).toEqual([[1], [2]]);
    expect(callable(rows, NO_CONTEXT)([[5], [6]])).toEqual([
      [expect.stringMatching(/^#VALUE! This answer fills several cells/)],
      [expect.stringMatching(/^#VALUE! This answer fills several cells/)],
    ]);
  });

  test('a range answers exactly what its cells answer one by one', () => {
    const cell = fc.oneof(fc.double(), fc.integer(), fc.constantFrom('', 'x', true, null));
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .filter(([rows, columns]) => rows * columns > 1)
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(grid, fc.double({ min: 0, max: 1e9, noNaN: true }), (cells, output) => {
        expect(call(cells, output)).toEqual(cells.map((row) => row.map((value) => call([[value]], output))));
      }),
    );
  });
});

describe('error values in input cells', () => {
  const forms: [string, unknown][] = [
    ['an instance of the error class', cellError('#DIV/0!')],
    ['the wire form', { type: 'CustomFunctionError', code: '#DIV/0!' }],
    ['rich data', { type: 'Error', basicType: 'Error', basicValue: '#DIV/0!' }],
    ['rich data of the first version', { type: 'Error', primitive: '#DIV/0!' }],
  ];

  test.each(forms)('F08: as %s, it is the result unchanged', (_form, error) => {
    expect(call([[error]], 1)).toBe('#DIV/0!');
    expect(call([[1], [error], [3]], 1)).toEqual([[2], ['#DIV/0!'], [4]]);
  });

  test('#NAME? and #REF! are returned, because a thrown one would become #VALUE!', () => {
    const result = adapt(sum, () => NO_CONTEXT)([[cellError('#NAME?')]], 1);
    expect(result).toEqual([[expect.objectContaining({ code: '#NAME?' })]]);
  });

  test('one that Excel does not take back is named in a sentence', () => {
    expect(call([[{ type: 'Error', basicValue: '#SPILL!' }]], 1)).toBe('#VALUE! input holds the error #SPILL!.');
  });

  test('one in a block is the result, as it would be of SUM', () => {
    const block: ArgumentDefinition = { name: 'prices', kind: 'block', holds: 'a price table', description: '' };
    expect(seen(block, [['model', 'input'], ['a', cellError('#N/A')]])).toBe('#N/A'); // prettier-ignore
  });
});

describe('blocks', () => {
  const block: ArgumentDefinition = {
    name: 'prices',
    kind: 'block',
    holds: 'a price table',
    optional: true,
    description: '',
  };

  test('keep their rows, with blanks as empty text, without the blank rows at the end', () => {
    expect(seen(block, [['a', null], ['', ''], [1, true], [null, '']])).toEqual([['a', ''], ['', ''], [1, true]]); // prettier-ignore
  });

  test('a single cell is a 1×1 block; an omitted one is undefined; a blank one is not omitted', () => {
    expect(seen(block, 'x')).toEqual([['x']]);
    expect(seen(block, null)).toBeUndefined();
    expect(seen(block, [['', ''], ['', '']])).toEqual([['', '']]); // prettier-ignore
  });

  test('a required one says what it holds', () => {
    const required: ArgumentDefinition = { name: 'models', kind: 'block', holds: 'model names', description: '' };
    expect(seen(required, null)).toBe('#VALUE! models is missing: give a range with model names.');
  });
});

describe('promises', () => {
  const later = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), 1));

  test('a call waits for a context that is still loading', async () => {
    await expect(adapt(sum, () => later(NO_CONTEXT))([[1], [2]], 1)).resolves.toEqual([[2], [3]]);
  });

  test('a context that is refused is the error of the cell', async () => {
    const refused = adapt(sum, () => Promise.reject(new EngineError('prices-loading')));
    await expect(refused(1)).rejects.toMatchObject({ code: '#N/A', message: expect.stringMatching(/still loading/) });
  });

  test('a body that goes on after a promise still sees the arguments of its own cell', async () => {
    const slow = probe([{ ...tokens, name: 'n' }], async (values) => {
      await later(undefined);
      return Number(values.n) * 2;
    });
    await expect(adapt(slow, () => NO_CONTEXT)([[1], [2], [3]])).resolves.toEqual([[2], [4], [6]]);
  });

  test('a rejected cell of a range stays in its cell', async () => {
    const slow = probe([{ ...tokens, name: 'n' }], async ({ n }) => {
      if (n === 2) throw new EngineError('prices-loading');
      return Number(n);
    });
    const rows = await adapt(slow, () => NO_CONTEXT)([[1], [2], [3]]);
    expect(rows.map(([cell]) => (isCellError(cell) ? cell.code : cell))).toEqual([1, '#N/A', 3]);
  });

  test('one that never settles ends in #N/A instead of #BUSY! for ever', async () => {
    jest.useFakeTimers();
    const stuck = adapt(
      probe([], () => new Promise<number>(() => undefined)),
      () => NO_CONTEXT,
    )();
    const outcome = expect(stuck).rejects.toMatchObject({ code: '#N/A', message: expect.stringMatching(/too long/) });
    jest.advanceTimersByTime(30_000);
    await outcome;
    jest.useRealTimers();
  });
});
