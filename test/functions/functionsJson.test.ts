import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineFunction } from '../../src/functions/definition';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import { helpPages } from '../../src/functions/helpPages';

const BASE_URL = 'https://localhost:3000';

describe('functions.json', () => {
  test('is the committed report of the public functions', () => {
    const golden = path.join(__dirname, '../golden/functions.json');
    const committed: unknown = JSON.parse(readFileSync(golden, 'utf8'));
    // After a wanted change: npm run functions:json -- test/golden/functions.json
    expect(functionsJson(FUNCTION_DEFINITIONS, BASE_URL)).toEqual(committed);
  });

  test('lets error values and formatted numbers reach the adapter', () => {
    const { allowErrorForDataTypeAny, allowCustomDataForDataTypeAny } = functionsJson(FUNCTION_DEFINITIONS, BASE_URL);
    expect([allowErrorForDataTypeAny, allowCustomDataForDataTypeAny]).toEqual([true, true]);
  });

  test('declares every parameter and every result as a matrix of anything', () => {
    const probe = defineFunction({
      id: 'PROBE',
      description: 'A function for tests.',
      category: 'API cost',
      arguments: [
        { name: 'input', kind: 'number', unit: 'tokens', min: 0, description: 'Tokens in.' },
        {
          name: 'tier',
          kind: 'choice',
          choices: ['standard', 'batch'],
          default: 'standard',
          optional: true,
          description: 'Tier.',
        },
      ],
      returns: { shape: 'cell', unit: 'USD' },
      examples: [],
      formula: '',
      evaluate: () => 0,
    });
    expect(functionsJson([probe], 'https://host.example/v1/').functions).toEqual([
      {
        id: 'PROBE',
        name: 'PROBE',
        description: 'A function for tests.',
        helpUrl: 'https://host.example/v1/help/probe.html',
        parameters: [
          { name: 'input', description: 'Tokens in. [tokens; at least 0]', type: 'any', dimensionality: 'matrix' },
          {
            name: 'tier',
            description: 'Tier. [standard | batch; default standard]',
            type: 'any',
            dimensionality: 'matrix',
            optional: true,
          },
        ],
        result: { type: 'any', dimensionality: 'matrix' },
      },
    ]);
  });

  test('points every function to a help page that is built', () => {
    const pages = helpPages(FUNCTION_DEFINITIONS);
    for (const { helpUrl } of functionsJson(FUNCTION_DEFINITIONS, BASE_URL).functions) {
      expect(pages.has(helpUrl.slice(BASE_URL.length + 1))).toBe(true);
    }
  });
});
