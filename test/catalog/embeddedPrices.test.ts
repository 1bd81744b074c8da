import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import snapshot from '../../src/catalog/embedded/llmPrices.json';
import { embeddedPrices, embeddedSources } from '../../src/catalog/embeddedPrices';
import type { PriceRow } from '../../src/catalog/priceRow';
import { sha256OfPrices } from '../../src/tooling/prices/packPrices';

const { rows, snapshot: info } = embeddedPrices();

function rowsOf(provider: string, model: string): PriceRow[] {
  return rows.filter((row) => row.provider === provider && row.model === model);
}

describe('the embedded price snapshot', () => {
  it('P20 has the checksum it was built with, so that no price was edited by hand', () => {
    expect(sha256OfPrices(snapshot)).toBe(embeddedSources().sha256);
    expect(info.id).toBe(`2026-11-23-${embeddedSources().sha256.slice(0, 8)}`);
    const poisoned = { ...snapshot, rows: { ...snapshot.rows, openai: snapshot.rows.openai.slice(1) } };
    expect(sha256OfPrices(poisoned)).not.toBe(embeddedSources().sha256);
  });

  it('is meant for 2026-11-23 and names its sources with version, licence and integrity', () => {
    expect(info).toMatchObject({ asOf: '2026-11-23', origin: 'embedded' });
    expect(embeddedSources().sources.map(({ name, version, licence }) => `${name} ${version} ${licence}`)).toEqual([
      '@earendil-works/pi-ai 1.5.2 MIT',
      '@pydantic/genai-prices 0.1.8 MIT',
      'curated 2026-11-23 MIT',
    ]);
    const rowsBySource = embeddedSources().sources.map((source) => source.rows);
    expect(rowsBySource.reduce((sum, count) => sum + count)).toBe(rows.length);
  });

  it('has a notice for every package it is made of, with its version', () => {
    const notices = readFileSync('assets/third-party-notices.txt', 'utf8');
    const packages = embeddedSources().sources.filter(({ name }) => name !== 'curated');
    expect(packages.filter(({ name, version }) => !notices.includes(`${name} ${version}`))).toEqual([]);
  });

  it('takes at most 20 kB of the functions bundle, gzipped', () => {
    expect(gzipSync(JSON.stringify(snapshot)).length).toBeLessThanOrEqual(20_000);
  });

  it('S07 gives every row a source and a date on which it was checked', () => {
    expect(rows.filter((row) => !row.source || !/^2026-\d\d-\d\d$/.test(row.checked ?? ''))).toEqual([]);
  });

  it('has one price per provider, model and conditions', () => {
    const keys = rows.map(({ provider, model, tier, region, ctx_from, days, hours, valid_from, valid_to }) =>
      [provider, model, tier, region, ctx_from, days, hours, valid_from, valid_to].join('|').toLowerCase(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gives no alias of a provider to two of its models, nor the id of another model', () => {
    const spellings = rows.flatMap(({ provider, model, aliases }) =>
      (aliases?.split(';') ?? []).map((alias) => ({ key: `${provider}/${alias}`.toLowerCase(), model })),
    );
    const owners = new Map(rows.map(({ provider, model }) => [`${provider}/${model}`.toLowerCase(), model]));
    const clashes = spellings.filter(({ key, model }) => {
      const owner = owners.get(key);
      owners.set(key, model);
      return owner !== undefined && owner !== model;
    });
    expect(clashes).toEqual([]);
  });

  // USD per 1M tokens as the vendors list them on 2026-11-23; pricing reference §12
  it.each([
    ['openai', 'gpt-4o', { input: 2.5, output: 10, cached_input: 1.25 }],
    ['openai', 'gpt-5', { input: 1.25, output: 10, cached_input: 0.125 }],
    ['openai', 'gpt-5.1', { input: 1.25, output: 10, cached_input: 0.125 }],
    ['openai', 'gpt-6-sol', { input: 2, output: 10 }],
    ['openai', 'gpt-6.1-sol', { input: 2, output: 10, cached_input: 0.1 }],
    ['anthropic', 'claude-sonnet-4-5', { input: 3, output: 15, cached_input: 0.3, cache_write_1h: 6 }],
    ['anthropic', 'claude-opus-4-1', { input: 15, output: 75 }],
    ['anthropic', 'claude-opus-5', { input: 5, output: 25 }],
    ['anthropic', 'claude-opus-5-5', { input: 4, output: 20, cached_input: 0.2 }],
    ['anthropic', 'claude-sonnet-5-5', { input: 2, output: 10, cached_input: 0.1 }],
    ['google', 'gemini-2.5-pro', { input: 1.25, output: 10 }],
    ['google', 'gemini-2.5-flash', { input: 0.3, output: 2.5, input_audio: 1 }],
    ['mistral', 'mistral-large-latest', { input: 0.5, output: 1.5 }],
    ['mistral', 'mistral-small-latest', { input: 0.15, output: 0.6 }],
    ['groq', 'llama-3.3-70b-versatile', { input: 0.59, output: 0.79 }],
    ['together', 'meta-llama/Llama-3.3-70B-Instruct-Turbo', { input: 0.88, output: 0.88 }],
    ['cerebras', 'llama-3.3-70b', { input: 0.85, output: 1.2 }],
    ['amazon-bedrock', 'meta.llama3-3-70b-instruct-v1:0', { input: 0.72, output: 0.72 }],
  ])('prices %s %s as listed', (provider, model, rates) => {
    expect(rowsOf(provider, model)[0]).toMatchObject(rates);
  });

  it('ends the introductory price of Gemini 3.6 Flash with 2026', () => {
    expect(rowsOf('google', 'gemini-3.6-flash').filter((row) => !row.tier)).toMatchObject([
      { input: 0.75, output: 3.75, valid_to: '2027-01-01' },
      { input: 1.5, output: 7.5, valid_from: '2027-01-01' },
    ]);
  });

  it('gives the threshold of each vendor its side', () => {
    const thresholdOf = (provider: string, model: string) =>
      rowsOf(provider, model).find((row) => row.ctx_from !== undefined && !row.tier)?.ctx_from;
    expect(thresholdOf('openai', 'gpt-5.4')).toBe(272_000);
    expect(thresholdOf('xai', 'grok-4.5')).toBe(200_000);
    expect(thresholdOf('anthropic', 'claude-sonnet-4-5')).toBe(200_001);
    expect(thresholdOf('google', 'gemini-2.5-pro')).toBe(200_001);
    expect(thresholdOf('amazon-bedrock', 'openai.gpt-5.6-sol')).toBe(272_001);
  });

  it('keeps the disagreement of the sources beside the price', () => {
    expect(rowsOf('mistral', 'mistral-large-latest')[0]).toMatchObject({ agree: '4/5' });
    const [flash] = rowsOf('zai', 'glm-5.3-flash');
    expect(flash).toMatchObject({ agree: '1/2', note: 'genai-prices 0.1.8: 0.075/0.25/0.015' });
  });

  it('calls only what costs nothing free', () => {
    const zeros = rows.filter((row) => row.input === 0 || row.output === 0);
    expect(zeros.map(({ model, status }) => `${model} ${status}`)).toEqual([
      'omni-moderation-latest free',
      'gemma-4-26b-a4b-it free',
      'gemma-4-31b-it free',
    ]);
  });
});
