import { admitRows } from '../../src/catalog/admitRows';
import { GPU_PRICE_FEEDS, PRICE_FEEDS } from '../../src/feeds/feeds';
import { ownGpuPriceFeed } from '../../src/feeds/ownPrices/ownGpuPriceFeed';
import { ownPriceFeed } from '../../src/feeds/ownPrices/ownPriceFeed';
import { readFromLoopback } from '../support/readFromLoopback';

/** What a hostile list would have a page follow, draw or compile. */
const LINK = 'javascript:alert(1)';
const MARKUP = '<a href="javascript:alert(1)">x</a><script>alert(1)</script>';
/** Needs 2^60 steps on the model id below. */
const SLOW_PATTERN = '^(a+)+$';
const MODEL = `${'a'.repeat(60)}-1`;

const csv = (header: string, line: string, text: string) =>
  `${header}\n${line.replaceAll('%', `"${text.replaceAll('"', '""')}"`)}`;

/** A list in each source's format whose one record is in order and holds the text in every field that is free text. */
const LISTS: Readonly<Record<string, (text: string) => string>> = {
  'genai-prices': (text) =>
    JSON.stringify([
      {
        ...{ id: 'openai', name: text, api_pattern: text, pricing_urls: [text], description: text, model_match: text },
        models: [
          {
            ...{ id: MODEL, name: text, description: text, price_comments: text },
            match: { or: [{ equals: text }, { regex: text }, { contains: text }, { starts_with: text }] },
            prices: { input_mtok: 1, output_mtok: 2 },
          },
        ],
      },
    ]),
  'models.dev': (text) => {
    const described = { name: text, family: text, status: text, knowledge: text, release_date: text };
    const model = { id: MODEL, ...described, last_updated: text, cost: { input: 1, output: 2 } };
    return JSON.stringify({
      openai: { id: 'openai', name: text, doc: text, api: text, npm: text, env: [text], models: { [MODEL]: model } },
    });
  },
  openrouter: (text) => {
    const described = { name: text, description: text, canonical_slug: text, hugging_face_id: text };
    const pricing = { prompt: '0.000001', completion: '0.000002' };
    return JSON.stringify({
      data: [{ id: `a/${MODEL}`, ...described, architecture: { tokenizer: text, instruct_type: text }, pricing }],
    });
  },
  litellm: (text) =>
    JSON.stringify({
      [MODEL]: {
        ...{ litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 },
        ...{ source: text, deprecation_date: text, metadata: { notes: text }, supported_endpoints: [text] },
      },
    }),
  silybench: (text) =>
    csv(
      'gpu_type,provider,product,provisioning,usd_per_gpu_hour,min_gpus,source,checked_at,notes',
      'H100-80GB,runpod,x,on-demand,2,1,%,2026-11-01,%',
      text,
    ),
  skypilot: (text) =>
    csv(
      'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice',
      'x_sxm,H100,1.0,26,225,4.29,%,%,',
      text,
    ),
  'own-prices': (text) =>
    JSON.stringify([
      {
        ...{ provider: 'acme', model: MODEL, input: 1, output: 2, name: text, aliases: text, family: text },
        ...{ tokenizer: text, status: text, region: text, source: text, source_id: text, agree: text, note: text },
      },
    ]),
  'own-gpu-prices': (text) =>
    csv('gpu,provider,plan,usd_per_gpu_hour,region,source,note', 'h100-sxm,acme,spot,2,%,%,%', text),
};
/** The columns in which the text arrives, as it is written or behind the name of its source. */
const KEPT_IN: Readonly<Record<string, readonly string[]>> = {
  'genai-prices': ['name', 'aliases'],
  'models.dev': ['name'],
  openrouter: ['name'],
  litellm: [],
  silybench: ['source', 'note'],
  skypilot: ['region'],
  'own-prices': [
    ...['name', 'aliases', 'family', 'tokenizer', 'status', 'region', 'source', 'source_id', 'agree', 'note'],
  ],
  'own-gpu-prices': ['region', 'source', 'note'],
};
const FEEDS = [
  ...PRICE_FEEDS,
  ...GPU_PRICE_FEEDS,
  ownPriceFeed('https://prices.example.com/models.json'),
  ownGpuPriceFeed('https://prices.example.com/gpus.csv'),
];
const formatOf = (id: string) => Object.keys(LISTS).find((format) => id.startsWith(format)) ?? '';

/** The patterns that were compiled while the work was done. */
async function compiledDuring(work: () => Promise<void>): Promise<string[]> {
  const compiled: string[] = [];
  const native = RegExp;
  const note = ([pattern]: unknown[]) => compiled.push(String(pattern));
  globalThis.RegExp = new Proxy(native, {
    construct: (target, args: [string]) => (note(args), new target(...args)),
    apply: (target, _self, args: [string]) => (note(args), target(...args)),
  });
  try {
    await work();
  } finally {
    globalThis.RegExp = native;
  }
  return compiled;
}

describe.each(FEEDS.map((feed) => [feed.id, feed] as const))('P16 %s', (id, feed) => {
  test.each([LINK, MARKUP, SLOW_PATTERN])(
    '%s in every free-text field stays text and is compiled by nothing',
    async (text) => {
      let records: readonly object[] = [];
      const compiled = await compiledDuring(async () => {
        const reading = await readFromLoopback<ReturnType<typeof feed.read>>(feed, LISTS[formatOf(id)](text));
        expect(reading.unreadable).toEqual([]);
        expect(reading.newestRecord).toBeUndefined();
        if ('offers' in reading) records = reading.offers;
        else {
          const admission = admitRows(reading.rows, [], { today: '2026-11-23' });
          if (admission.kind === 'admitted') records = admission.rows;
        }
      });
      expect(records).toHaveLength(1);
      const holding = Object.entries(records[0]).filter(([, cell]) => String(cell).includes(text));
      expect(holding.map(([column]) => column).sort()).toEqual([...KEPT_IN[formatOf(id)]].sort());
      expect(holding.filter(([column, cell]) => column !== 'source' && cell !== text)).toEqual([]);
      expect(compiled.filter((pattern) => pattern.includes(text))).toEqual([]);
    },
  );
});
