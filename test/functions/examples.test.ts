import { adapt } from '../../src/functions/adapter';
import { callText } from '../../src/functions/callText';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { isCellError } from '../../src/functions/toCell';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

describe.each(FUNCTION_DEFINITIONS.map((definition) => [definition.id, definition] as const))(
  '%s',
  (_id, definition) => {
    const excelFunction = adapt(definition, () => EMBEDDED_CONTEXT);

    test.each(definition.examples.map(({ formula }) => formula))(
      '%s answers on the embedded prices',
      async (formula) => {
        const rows = await excelFunction(...callText(formula).args);
        const cells = rows.flat();
        expect(cells.filter(isCellError)).toEqual([]);
        expect(cells.some((cell) => cell !== '')).toBe(true);
        expect(rows.every((row) => row.length === rows[0].length)).toBe(true);
      },
    );

    test('refuses more arguments than it has, and answers no unquoted name', async () => {
      const surplus = [...definition.arguments.map(() => null), 1];
      await expect((async () => excelFunction(...surplus))()).rejects.toMatchObject({
        message: expect.stringMatching(/at most/),
      });
      if (definition.arguments[0]?.kind !== 'name' || definition.arguments[0].optional) return;
      await expect((async () => excelFunction([['']]))()).rejects.toMatchObject({ code: '#VALUE!' });
    });
  },
);
