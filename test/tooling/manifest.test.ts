import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { RIBBON_COMMANDS } from '../../src/taskpane/ribbonCommands';
import { checkManifest, type ManifestSurroundings } from '../../src/tooling/manifest/checkManifest';
import { renderManifest } from '../../src/tooling/manifest/renderManifest';

const root = path.resolve(__dirname, '../..');
const source = readFileSync(path.join(root, 'manifest.xml'), 'utf8');
const surroundings: ManifestSurroundings = {
  version: (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version,
  production: false,
  commands: Object.keys(RIBBON_COMMANDS),
  iconPixels: (file) => PNG.sync.read(readFileSync(path.join(root, file))).width,
};

test('the development manifest is good', () => {
  expect(checkManifest(source, surroundings)).toEqual([]);
});

test('a production manifest below a path is good and names neither localhost nor port 3000', () => {
  const xml = renderManifest(source, { baseUrl: 'https://tools.example.com/llm-cost/' });
  expect(checkManifest(xml, { ...surroundings, production: true })).toEqual([]);
  expect(xml).not.toMatch(/localhost|:3000/);
  expect(xml).toContain('"https://tools.example.com/llm-cost/functions.js"');
  expect(xml).toContain('<AppDomain>https://tools.example.com</AppDomain>');
});

test('a namespace is added on request and only then', () => {
  expect(source).not.toContain('<Namespace');
  const xml = renderManifest(source, { namespace: 'LLM' });
  expect(checkManifest(xml, surroundings)).toEqual([]);
  expect(xml).toContain('<bt:String id="Functions.Namespace" DefaultValue="LLM"/>');
});

const edit = (from: string | RegExp, to: string) => {
  const xml = source.replace(from, to);
  expect(xml).not.toBe(source);
  return xml;
};
test.each<[fault: string, xml: () => string, complaint: RegExp]>([
  ['a version that is not package.json’s', () => edit('<Version>0.1.0.0', '<Version>9.9.9.0'), /Version must be/],
  ['an Id that is no UUID', () => edit(/<Id>[^<]+/, '<Id>llm-cost'), /Id must be a UUID/],
  [
    'elements out of order',
    () => edit(/(<Version>.*<\/Version>)\s*(<ProviderName>.*<\/ProviderName>)/, '$2$1'),
    /order Id, Version/,
  ],
  [
    'Runtimes behind the form factors',
    () => edit(/(<Runtimes>[\s\S]*<\/Runtimes>)([\s\S]*<\/DesktopFormFactor>)/, '$2$1'),
    /order Runtimes/,
  ],
  ['a dangling resid', () => edit('resid="Group.Label"', 'resid="Group.Gone"'), /Group\.Gone, which does not exist/],
  [
    'a resource nobody uses',
    () => edit('resid="Group.Label"', 'resid="ShowPane.Label"'),
    /Group\.Label is used nowhere/,
  ],
  [
    'a resid of the wrong kind',
    () => edit('resid="Group.Label"', 'resid="Help.Url"'),
    /needs a resource of bt:ShortStrings/,
  ],
  ['a resource id of 33 characters', () => edit(/Group\.Label/g, 'G'.repeat(33)), /1 to 32 characters/],
  [
    'a short string of 126 characters',
    () => edit('DefaultValue="LLM Cost is ready"', `DefaultValue="${'x'.repeat(126)}"`),
    /1 to 125 characters/,
  ],
  ['a missing 80 pixel icon', () => edit(/<bt:Image size="80"[^>]+>/, ''), /required size 80/],
  ['an icon of the wrong size', () => edit(/icon-48\.png/, 'icon-40.png'), /PNG of 48 pixels; it is 40/],
  [
    'an http address',
    () => edit('https://localhost:3000/functions.js', 'http://localhost:3000/functions.js'),
    /not an https address/,
  ],
  [
    'two domains',
    () => edit('https://localhost:3000/functions.js', 'https://localhost:3001/functions.js'),
    /one domain/,
  ],
  [
    'a TaskpaneId',
    () => edit('<Action xsi:type="ShowTaskpane">', '<Action xsi:type="ShowTaskpane"><TaskpaneId>a</TaskpaneId>'),
    /TaskpaneId must not be used/,
  ],
  ['a short-lived runtime', () => edit('lifetime="long"', 'lifetime="short"'), /lifetime long/],
  [
    'a button with another page',
    () => edit(/(<Action[^>]*>\s*<SourceLocation resid=")Taskpane/, '$1Help'),
    /must use the runtime's page/,
  ],
  [
    'a button without code',
    () => edit('<FunctionName>showCheck', '<FunctionName>showChecks'),
    /showChecks, which no code associates/,
  ],
  [
    'code without a button',
    () => edit('<FunctionName>showCheck', '<FunctionName>showPrices'),
    /No button runs showCheck/,
  ],
  ['two buttons of one id', () => edit('id="LlmCost.Check"', 'id="LlmCost.Prices"'), /LlmCost\.Prices is used twice/],
  [
    'no button that names the pane’s page',
    () =>
      edit(
        /<Action xsi:type="ShowTaskpane">[\s\S]*?<\/Action>/,
        '<Action xsi:type="ExecuteFunction"><FunctionName>showCheck</FunctionName></Action>',
      ),
    /action ShowTaskpane/,
  ],
  ['an unknown tab', () => edit('TabFormulas', 'TabMine'), /not a built-in tab/],
  [
    'an API set newer than the tests cover',
    () => edit('MinVersion="1.9"', 'MinVersion="1.16"'),
    /ExcelApi 1\.15 or lower/,
  ],
])('%s is reported', (_fault, xml, complaint) => {
  expect(checkManifest(xml(), surroundings).join('\n')).toMatch(complaint);
});

test('localhost in a production manifest is reported', () => {
  expect(checkManifest(source, { ...surroundings, production: true }).join('\n')).toMatch(/must not name localhost/);
});

test('a file that the build does not make is reported', () => {
  const complaints = checkManifest(source, { ...surroundings, emitted: (file) => file !== 'functions.json' });
  expect(complaints).toEqual(['functions.json is named in the manifest but the build does not make it.']);
});
