import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import type { FunctionsJson } from '../../src/functions/functionsJson';

const dist = path.join(__dirname, '../../dist');

function builtFile(name: string): string {
  const file = path.join(dist, name);
  if (!existsSync(file)) throw new Error(`dist/${name} is missing: run "npm run build" before this test.`);
  return readFileSync(file, 'utf8');
}

/** Runs the bundle alone, as Excel's script runtime does: no office.js but `CustomFunctions.associate`, no page. */
function idsRegisteredBy(bundle: string): string[] {
  const ids: string[] = [];
  const page: Record<string, unknown> = {
    CustomFunctions: { associate: (id: string) => ids.push(id) },
    console,
    setTimeout,
    clearTimeout,
    queueMicrotask,
    TextDecoder,
    URL,
  };
  page.self = page;
  page.window = page;
  vm.runInNewContext(bundle, page);
  return ids;
}

describe('the built functions.js', () => {
  test('registers, alone, exactly the functions of functions.json and of the definitions', () => {
    const { functions } = JSON.parse(builtFile('functions.json')) as FunctionsJson;
    const registered = idsRegisteredBy(builtFile('functions.js')).sort();
    expect(registered).toEqual(functions.map(({ id }) => id).sort());
    expect(registered).toEqual(FUNCTION_DEFINITIONS.map(({ id }) => id).sort());
  });

  test('is at most 60 kB gzipped, prices included', () => {
    expect(gzipSync(builtFile('functions.js'), { level: 9 }).length).toBeLessThanOrEqual(60_000);
  });

  test('holds none of the libraries of the pane and of the workbench, which are in those builds alone', () => {
    const libraries = { react: 'pane', griffel: 'pane', zod: 'pane', univer: 'workbench/chunks' };
    for (const [library, home] of Object.entries(libraries)) {
      const mentions = (text: string) => text.toLowerCase().includes(library);
      expect([library, mentions(builtFile('functions.js')), mentions(builtFile('taskpane.js'))]).toEqual([
        library,
        false,
        false,
      ]);
      const scripts = readdirSync(path.join(dist, home)).filter((file) => file.endsWith('.js'));
      expect(scripts.some((file) => mentions(builtFile(path.join(home, file))))).toBe(true);
    }
  });

  test('has a help page for every function beside it', () => {
    const { functions } = JSON.parse(builtFile('functions.json')) as FunctionsJson;
    const missing = functions.filter(({ helpUrl }) => !existsSync(path.join(dist, 'help', path.basename(helpUrl))));
    expect(missing).toEqual([]);
  });
});
