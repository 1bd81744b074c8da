import { readFileSync } from 'node:fs';
import { compileCatalog } from '../../src/catalog/compileCatalog';
import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import { compareWithGenaiPrices } from '../../src/tooling/prices/compareWithGenaiPrices';
import { differencesReport } from '../../src/tooling/prices/differencesReport';

const TABLE = embeddedPrices();
const COMPARISON = compareWithGenaiPrices(compileCatalog(TABLE));

describe('the comparison with genai-prices', () => {
  it('asks every model that both know the whole grid of questions', () => {
    expect(COMPARISON.models).toBeGreaterThan(400);
    expect(COMPARISON.questions).toBe(54 * COMPARISON.models);
    expect(COMPARISON.equal + COMPARISON.differences.length).toBe(COMPARISON.questions);
  });

  it('explains every difference by a rule', () => {
    const unexplained = COMPARISON.differences.filter(({ rule }) => rule === undefined);
    expect(unexplained.map(({ model, question, ours, theirs }) => ({ model, ...question, ours, theirs }))).toEqual([]);
  });

  it('agrees on at least seven answers in eight', () => {
    expect(COMPARISON.equal / COMPARISON.questions).toBeGreaterThan(7 / 8);
  });

  it('would find a wrong price: one that no rule explains', () => {
    const rows = TABLE.rows.filter((row) => row.provider === 'openai' && row.model === 'gpt-4o');
    const wrong = rows.map((row) => (row.input === 2.5 ? { ...row, input: 2.6 } : row));
    const { differences } = compareWithGenaiPrices(compileCatalog({ ...TABLE, rows: wrong }));
    expect(differences.map(({ rule }) => rule)).toEqual(new Array(54).fill(undefined));
  });

  it('is in the committed report as it is today: `npm run prices:snapshot` writes it', () => {
    expect(readFileSync('src/catalog/embedded/differences.md', 'utf8')).toBe(differencesReport(COMPARISON));
  });
});
