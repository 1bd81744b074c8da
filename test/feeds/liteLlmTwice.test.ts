import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import { readFromLoopback } from '../support/readFromLoopback';
import { rateOf } from './rateOf';

describe('P08 one model under two keys', () => {
  /** The rows in force once everything that is not held back was taken, and what is. */
  const taken = async (records: object) => {
    const reading = await readFromLoopback(LITE_LLM_FEED, JSON.stringify(records));
    const proposal = proposePrices([], reading, { source: 'litellm', today: '2026-11-23' });
    if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
    const reasons = new Set(proposal.heldBack.map(({ reason }) => reason));
    return { rows: [...proposal.cards.values()].flatMap(({ rows }) => rows), reasons: [...reasons] };
  };
  const priced = (seller: string, usdPerToken: number, more: object = {}) => ({
    ...{ litellm_provider: seller, mode: 'chat' },
    ...{ input_cost_per_token: usdPerToken, output_cost_per_token: 4 * usdPerToken, ...more },
  });
  const uplift = (us: number) => priced('openai', 2e-6, { regional_processing_uplift_multiplier_us: us });

  test.each([
    [
      'an uplift of 1.1 is paid once',
      { 'gpt-z': uplift(1.1), 'openai/gpt-z': uplift(1.1) },
      { region: 'us', input: 2.2 },
    ],
    [
      'a region of Azure under both its names',
      {
        ...{ 'azure/m': priced('azure', 2e-6), 'azure_ai/m': priced('azure_ai', 2e-6) },
        ...{ 'azure/eu/m': priced('azure', 2.2e-6), 'azure_ai/eu/m': priced('azure_ai', 2.2e-6) },
      },
      { region: 'eu', input: 2.2 },
    ],
    [
      'a region of Bedrock with and without its prefix',
      {
        'acme.m': priced('bedrock', 2e-6),
        'bedrock/eu-west-1/acme.m': priced('bedrock', 2.4e-6),
        'eu-west-1/acme.m': priced('bedrock_converse', 2.4e-6),
      },
      { region: 'eu-west-1', input: 2.4 },
    ],
  ])('%s: the same prices are one row', async (_what, records, { region, input }) => {
    const { rows, reasons } = await taken(records);
    expect(reasons).toEqual([]);
    expect(rows).toHaveLength(2);
    expect(rateOf(rows, 'input', { region })).toBeCloseTo(input, 12);
  });

  test.each([
    ['uplifts', { 'gpt-z': uplift(1.1), 'openai/gpt-z': uplift(1.5) }],
    [
      'fees',
      {
        'gpt-z': priced('openai', 2e-6, { code_interpreter_cost_per_session: 0.03 }),
        'openai/gpt-z': priced('openai', 2e-6, { code_interpreter_cost_per_session: 0.3 }),
      },
    ],
    [
      'one cached price',
      { 'gpt-z': priced('openai', 2e-6, { cache_read_input_token_cost: 2e-7 }), 'openai/gpt-z': uplift(1.1) },
    ],
  ])('different %s: neither is taken', async (_what, records) => {
    const { rows, reasons } = await taken(records);
    expect(rows).toEqual([]);
    expect(reasons).toEqual(['the row is there twice with different prices']);
  });
});
