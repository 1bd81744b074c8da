import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const dist = path.join(__dirname, '../../dist');

/** What Excel and the browser load of the add-in itself: not the workbench, which is not shipped, and no notices. */
function shippedTexts(): { file: string; text: string }[] {
  if (!existsSync(dist)) throw new Error('dist/ is missing: run "npm run build" before this test.');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|html|json|css)$/.test(file) && !file.startsWith('workbench'))
    .map((file) => ({ file, text: readFileSync(path.join(dist, file), 'utf8') }));
}

/** Every match with what stands around it, as "file: …". */
function found(pattern: RegExp, texts = shippedTexts()): string[] {
  return texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(
      ({ index, 0: match }) => `${file}: ${text.slice(Math.max(0, index - 40), index + match.length + 40)}`,
    ),
  );
}
const scripts = () => shippedTexts().filter(({ file }) => file.endsWith('.js'));

/**
 * zod asks once whether it may compile its schemas, unless it is told not to (`src/feeds/jitlessZod.ts`); that the page
 * never gets there is shown by X02 in the browser tests, where the policy would report it.
 */
const ZOD_PROBE = /try\{return Function\(""\),!0\}catch/;

test('X04 nothing that ships compiles text into code', () => {
  const compilers = found(/\beval\(|new Function\b|[^\w.$]Function\(|setTimeout\(["'`]|setInterval\(["'`]/g, scripts());
  expect(compilers.filter((place) => !ZOD_PROBE.test(place))).toEqual([]);
  expect(compilers.length).toBeLessThanOrEqual(1);
});

test('X04 no address is http: only names of XML namespaces and JSON schemas are, which nobody fetches', () => {
  const addresses = new Set(shippedTexts().flatMap(({ text }) => text.match(/http:\/\/[\w.-]+/g) ?? []));
  expect(
    [...addresses].filter(
      (address) =>
        !/^http:\/\/(www\.w3\.org|json-schema\.org|purl\.oclc\.org|schemas\.(openxmlformats\.org|microsoft\.com))$/.test(
          address,
        ),
    ),
  ).toEqual([]);
});

test('X04 every origin is that of a feed, of Office, of a source cited in the data, or in a message of a library', () => {
  const sources = readdirSync(path.join(__dirname, '../../src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|json|html)$/.test(file) && !/^(tooling|workbench)/.test(file))
    .map((file) => readFileSync(path.join(__dirname, '../../src', file), 'utf8'))
    .join('\n');
  const known = new Set(sources.match(/https:\/\/[\w.-]+/g));
  // React and Fluent name a page that explains an error or a warning; zod writes the name of a schema dialect
  for (const page of ['react.dev', 'aka.ms', 'json-schema.org', 'github.com', 'localhost'])
    known.add(`https://${page}`);
  const origins = new Set(shippedTexts().flatMap(({ text }) => text.match(/https:\/\/[\w.-]+/g) ?? []));
  expect([...origins].filter((origin) => !known.has(origin))).toEqual([]);
});

test('X04 nothing that ships holds a secret or asks for one', () => {
  const keys = /-----BEGIN|AKIA[0-9A-Z]{16}|\bsk-[A-Za-z0-9]{20}|gh[pousr]_[A-Za-z0-9]{30}|eyJhbGciOi/g;
  expect(found(keys)).toEqual([]);
  expect(found(/document\.cookie|getAccessToken|Office\.auth|sourceMappingURL=/g, scripts())).toEqual([]);
});
