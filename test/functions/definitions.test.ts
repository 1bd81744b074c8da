import { callText } from '../../src/functions/callText';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';

describe.each(FUNCTION_DEFINITIONS.map((definition) => [definition.id, definition] as const))(
  '%s',
  (id, definition) => {
    test('says in one sentence what it returns', () => {
      expect(definition.description).toMatch(/^[A-Z][^\n]{10,}\.$/);
      expect(definition.description.length).toBeLessThanOrEqual(255);
    });

    test('names its arguments in lower case, each once, the optional ones last', () => {
      const names = definition.arguments.map(({ name }) => name);
      expect(names.filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      const firstOptional = definition.arguments.findIndex(({ optional }) => optional);
      const behind = firstOptional < 0 ? [] : definition.arguments.slice(firstOptional);
      expect(behind.filter(({ optional }) => !optional)).toEqual([]);
    });

    test('has only optional arguments with defaults, and the defaults are allowed values', () => {
      for (const argument of definition.arguments) {
        if (!('default' in argument) || argument.default === undefined) continue;
        expect(argument.optional).toBe(true);
        if (argument.kind === 'choice') expect(argument.choices).toContain(argument.default);
        if (argument.kind === 'number') {
          expect(argument.default).toBeGreaterThanOrEqual(argument.min ?? -Infinity);
          expect(argument.default).toBeLessThanOrEqual(argument.max ?? Infinity);
        }
      }
    });

    test('does not spread over a range when it spills by itself', () => {
      const broadcast = definition.arguments.filter((argument) => argument.broadcast);
      expect(definition.returns.shape === 'spill' ? broadcast : []).toEqual([]);
    });

    test('has a unit for everything that one cell can be asked for, where an argument decides it', () => {
      const { unitBy } = definition;
      if (!unitBy) return;
      const argument = definition.arguments.find(({ name }) => name === unitBy.argument);
      expect(argument?.kind).toMatch(/^(choice|text)$/);
      if (argument?.kind !== 'choice') return;
      const inCells = argument.choices.filter(
        (choice) => !['all', 'note', 'source', 'licence', 'checked'].includes(choice),
      );
      expect(Object.keys(unitBy.units)).toEqual(inCells);
    });

    test('has at least two examples that call it within its arguments', () => {
      expect(definition.examples.length).toBeGreaterThanOrEqual(2);
      for (const { formula } of definition.examples) {
        const call = callText(formula);
        expect(call.id).toBe(id);
        expect(call.args.length).toBeLessThanOrEqual(definition.arguments.length);
      }
    });
  },
);
