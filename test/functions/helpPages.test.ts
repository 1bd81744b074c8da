import { defineFunction } from '../../src/functions/definition';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { helpPages, signatureOf } from '../../src/functions/helpPages';

const hostile = defineFunction({
  id: 'PROBE',
  description: 'Shows <b>"bold"</b> & \'quoted\' text.',
  category: 'API cost',
  arguments: [
    {
      name: 'model',
      kind: 'name',
      names: 'model',
      broadcast: true,
      description: 'A <script>alert(1)</script>.',
      example: '"gpt-5.1"',
    },
    {
      name: 'share',
      kind: 'number',
      unit: '0..1',
      min: 0,
      max: 1,
      default: 0.5,
      optional: true,
      description: 'A share.',
    },
  ],
  returns: { shape: 'spill', unit: 'USD per request' },
  examples: [{ formula: '=PROBE("gpt-5.1",0.5)', shows: 'a <i>thing</i>' }],
  formula: 'a < b && c > d',
  errors: ['prices-loading'],
  sources: ['A paper, 2026-11-23'],
  evaluate: () => [[1]],
});
const pages = helpPages([hostile]);
const page = pages.get('help/probe.html') ?? '';

describe('a help page', () => {
  test('shows signature, units, defaults, examples, refusals, formula and sources', () => {
    const texts = [
      '=PROBE(model, [share])',
      'USD per request, in rows and columns that spill.',
      'optional; at least 0, at most 1; default 0.5',
      'required; cell or range',
      '=PROBE(&quot;gpt-5.1&quot;,0.5)',
      '#N/A Prices are still loading: recalculate in a moment.',
      '#VALUE! Put the name in quotes: &quot;gpt-5.1&quot;. Without quotes Excel reads a cell.',
      'a &lt; b &amp;&amp; c &gt; d',
      'A paper, 2026-11-23',
    ];
    expect(texts.filter((text) => !page.includes(text))).toEqual([]);
  });

  test('escapes every text and holds no script', () => {
    expect(page).toContain('A &lt;script&gt;alert(1)&lt;/script&gt;.');
    expect(page).not.toMatch(/<script|<b>|<i>|javascript:|\son\w+=/);
  });

  test('has a language, a title and one main heading', () => {
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(page).toContain('<title>PROBE · LLM cost functions</title>');
    expect(page.match(/<h1>/g)).toHaveLength(1);
  });
});

describe('the index', () => {
  test('links to every function by a page that exists', () => {
    const all = helpPages(FUNCTION_DEFINITIONS);
    const links = [...(all.get('help/index.html') ?? '').matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(links).toHaveLength(FUNCTION_DEFINITIONS.length);
    expect(links.filter((link) => !all.has(`help/${link}`))).toEqual([]);
  });

  test('explains #NAME? and #BUSY!', () => {
    expect(pages.get('help/index.html')).toMatch(/#NAME\?[\s\S]*#BUSY!/);
  });
});

test('optional arguments stand in brackets', () => {
  expect(signatureOf(hostile)).toBe('PROBE(model, [share])');
});
