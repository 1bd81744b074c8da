import type { RawArgument } from '../../../../src/workbench/excel-host/functions/functionArguments';
import { BUSY, prepareCall } from '../../../../src/workbench/excel-host/functions/functionArguments';
import type { ParameterMetadata } from '../../../../src/workbench/excel-host/functions/functionMetadata';

function prepare(parameters: Partial<ParameterMetadata>[], raw: RawArgument[], allowErrors = true) {
  const named = parameters.map((parameter, index) => ({ name: `p${index}`, ...parameter }));
  return prepareCall({ id: 'F', name: 'F', description: '', parameters: named }, raw, allowErrors);
}

const MATRIX = { type: 'any', dimensionality: 'matrix' };

describe('what Excel does with arguments before it calls the add-in', () => {
  it('a matrix parameter always gets rows, with blanks as empty texts', () => {
    expect(
      prepare(
        [MATRIX, MATRIX],
        [
          5,
          [
            [1, ''],
            [null, 'x'],
          ],
        ],
      ),
    ).toEqual({
      kind: 'call',
      args: [
        [[5]],
        [
          [1, ''],
          ['', 'x'],
        ],
      ],
      hasErrors: false,
    });
  });

  it('an omitted optional argument is null', () => {
    const optional = { ...MATRIX, optional: true };
    expect(prepare([MATRIX, optional, optional], [1, null])).toMatchObject({ args: [[[1]], null, null] });
  });

  it.each([
    ['too many', [1, 2]],
    ['a missing one', []],
  ])('%s is #VALUE! without a call', (_what, raw) => {
    expect(prepare([MATRIX], raw)).toEqual({ kind: 'error', error: '#VALUE!' });
  });

  it('a repeating parameter takes what is left', () => {
    expect(prepare([{}, { ...MATRIX, repeating: true }], ['a', 1, [[2]]])).toMatchObject({
      args: ['a', [[[1]], [[2]]]],
    });
  });

  it.each([
    ['number', '12', 12],
    ['number', true, 1],
    ['number', [['']], 0],
    ['string', 12, '12'],
    ['any', [['']], null],
    ['any', [[7]], 7],
    ['any', '', ''],
  ])('a scalar %s parameter given %j gets %j', (type, given, received) => {
    expect(prepare([{ type }], [given as RawArgument])).toMatchObject({ args: [received] });
  });

  it.each(['text', ' '])('the text %j in a number parameter is #VALUE! without a call', (text) => {
    expect(prepare([{ type: 'number' }], [text])).toEqual({ kind: 'error', error: '#VALUE!' });
  });

  it('an error value reaches a parameter of type any in the shape the runtime expects', () => {
    const error = { type: 'CustomFunctionError', code: '#N/A' };
    expect(prepare([MATRIX, { type: 'any' }], [[[1, '#N/A']], '#N/A'])).toEqual({
      kind: 'call',
      args: [[[1, error]], error],
      hasErrors: true,
    });
  });

  it.each([
    ['the add-in did not ask for errors', [MATRIX], false],
    ['the parameter is not of type any', [{ type: 'number' }], true],
  ])('an error value is the result when %s', (_when, parameters, allowErrors) => {
    expect(prepare(parameters, [[['#REF!']]], allowErrors)).toEqual({ kind: 'error', error: '#REF!' });
  });

  it('a cell that is busy itself is waited for', () => {
    expect(prepare([MATRIX, MATRIX], [[['#N/A', BUSY]], 1])).toEqual({ kind: 'error', error: BUSY });
  });
});
