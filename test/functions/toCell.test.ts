import fc from 'fast-check';
import { EngineError } from '../../src/engine/errors';
import { cellError, isCellError, toCellError, toCellValue } from '../../src/functions/toCell';

describe('toCellError', () => {
  test('keeps the sentence of a refusal', () => {
    expect(toCellError(new EngineError('prices-loading'), 'LLMCOST')).toMatchObject({
      code: '#N/A',
      message: 'Prices are still loading: recalculate in a moment.',
    });
  });

  test('F17: shows a reference for an unexpected fault, and the stack only in the log', () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const fault = new TypeError("Cannot read properties of undefined (reading 'secretName')");
    const error = toCellError(fault, 'LLMCOST');
    expect(error.code).toBe('#VALUE!');
    expect(error.message).toMatch(/^Internal error [0-9A-F]{8}\. Please report it\.$/);
    const reference = /[0-9A-F]{8}/.exec(error.message ?? '')?.[0];
    expect(log).toHaveBeenCalledWith(`LLMCOST: internal error ${reference}`, fault);
    log.mockRestore();
  });

  test('gives the same fault the same reference, and another fault another one', () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const messages = ['a', 'a', 'b'].map((text) => toCellError(new Error(text), 'LLMCOST').message);
    expect(messages[0]).toBe(messages[1]);
    expect(messages[0]).not.toBe(messages[2]);
    log.mockRestore();
  });
});

describe('the text of an error', () => {
  test('has no control, bidirectional or zero-width characters and is one line', () => {
    expect(cellError('#N/A', 'a\u0000b\nc\u202Ed\u200Be\u2028f').message).toBe('a b cde f');
  });

  test('is at most 120 characters, whatever a feed put into a detail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const message = cellError('#N/A', text).message ?? '';
        expect(message.length).toBeLessThanOrEqual(120);
        expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('the class of an error', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'CustomFunctions');
  });

  test('is our own outside Excel', () => {
    const error = cellError('#N/A', 'why');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: '#N/A', message: 'why', type: 'Error', basicValue: '#N/A' });
    expect(isCellError(error)).toBe(true);
    expect(isCellError(new Error('other'))).toBe(false);
  });

  test('is the one of the runtime as soon as there is one', () => {
    class RuntimeError extends Error {
      constructor(
        readonly code: string,
        message?: string,
      ) {
        super(message);
      }
    }
    Reflect.set(globalThis, 'CustomFunctions', { Error: RuntimeError });
    expect(cellError('#VALUE!', 'why')).toBeInstanceOf(RuntimeError);
    expect(isCellError(new RuntimeError('#N/A'))).toBe(true);
  });
});

describe('toCellValue', () => {
  test.each([NaN, Infinity, -Infinity])('never lets %s into a cell', (value) => {
    expect(() => toCellValue(value)).toThrow(RangeError);
  });

  test('leaves text, booleans and finite numbers alone', () => {
    expect(['a', true, 1.5, ''].map(toCellValue)).toEqual(['a', true, 1.5, '']);
  });
});
