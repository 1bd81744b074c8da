import { collectPrices } from '../../src/feeds/collectPrices';
import { GPU_PRICE_FEEDS, PRICE_FEEDS } from '../../src/feeds/feeds';
import type { ChosenSource, PricesInForce } from '../../src/feeds/refreshProposal';

const NOTHING: PricesInForce = { asOf: '2026-11-01', llmRows: [], gpuOffers: [], sources: [] };
const MARKUP = '<img src=x onerror=alert(1)>';
const LONG = 'm'.repeat(5_000);

/** A list in each source's format in which `name` stands wherever a name may, once with a price and once with none. */
const LISTS: Readonly<Record<string, (name: string) => string>> = {
  'genai-prices': (name) =>
    JSON.stringify([
      {
        id: 'openai',
        models: [
          { id: name, match: { equals: name }, prices: { input_mtok: 1, output_mtok: 2 } },
          { id: name, prices: name },
        ],
      },
      { id: name, models: name },
    ]),
  'models.dev': (name) =>
    JSON.stringify({
      openai: {
        id: 'openai',
        models: { [name]: { id: name, name, cost: { input: 1, output: 2 } }, other: { id: name, cost: name } },
      },
      [name]: { id: name, models: name },
    }),
  openrouter: (name) =>
    JSON.stringify({
      data: [
        { id: name, name, pricing: { prompt: name, completion: name } },
        { id: `a/${name}`, name, pricing: {} },
      ],
    }),
  litellm: (name) =>
    JSON.stringify({
      [name]: { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: name },
      [`openai/${name}`]: {
        litellm_provider: name,
        mode: 'chat',
        input_cost_per_token: 1e-6,
        output_cost_per_token: 2e-6,
      },
    }),
  silybench: (name) =>
    [
      'gpu_type,provider,product,provisioning,usd_per_gpu_hour,min_gpus,source,checked_at,notes',
      ...['H100-80GB,%,%,%,2,,%,2026-11-01,%', 'H100-80GB,runpod,%,on-demand,%,,%,%,%'].map((line) =>
        line.replaceAll('%', quoted(name)),
      ),
    ].join('\n'),
  skypilot: (name) =>
    [
      'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice',
      ...[
        '%,H100,1.0,26,225,4.29,%,%,',
        '%,A10,0.5,26,225,4.29,us,,',
        '%,A10,1.0,26,225,%,us,,%',
        'x,%,1,1,1,1,%,,',
      ].map((line) => line.replaceAll('%', quoted(name))),
    ].join('\n'),
};
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const SOURCES = [...PRICE_FEEDS, ...GPU_PRICE_FEEDS];
const listOf = (id: string) => LISTS[id] ?? LISTS[Object.keys(LISTS).find((key) => id.startsWith(key)) ?? ''];

describe.each(SOURCES.map((feed) => [feed.id, feed] as const))(
  'X05 what is said about a hostile list of %s',
  (id, feed) => {
    test.each([MARKUP, '"><svg/onload=alert(1)>', '=WEBSERVICE("https://x/")', LONG])(
      'is without markup and at most 120 signs long (%#)',
      async (name) => {
        const chosen: ChosenSource = { feed, text: listOf(id)(name) };
        const { sources, cards } = await collectPrices([chosen], NOTHING);
        const [{ sentence, heldBack, warnings }] = sources;
        const said = [
          sentence,
          ...[...heldBack, ...warnings].flatMap(({ what, reason }) => [what, reason]),
          ...cards.map(({ what }) => what),
        ];
        expect(said.filter((text) => /[<>]|=WEB|m{121}/.test(text))).toEqual([]);
        expect(
          [...heldBack, ...warnings].filter(({ what, reason }) => what.length > 120 || reason.length > 120),
        ).toEqual([]);
      },
    );

    test('quotes nothing of a text that is no such list', async () => {
      const { sources } = await collectPrices([{ feed, text: `${MARKUP}${LONG}` }], NOTHING);
      expect(sources).toMatchObject([{ state: 'failed', heldBack: [] }]);
      expect(sources[0].sentence).not.toMatch(/img|m{10}/);
    });
  },
);
