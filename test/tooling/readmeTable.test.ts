import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { withFunctionTable } from '../../src/tooling/readmeTable';

test('the README lists every function as it is defined (npm run readme)', () => {
  const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
  expect(withFunctionTable(readme, FUNCTION_DEFINITIONS)).toBe(readme);
  expect(readme).toContain('| `GPUPRICE(gpu, [provider], [plan], [measure])` |');
});
