import { z } from 'zod';
import {
  accelerator,
  ACCELERATORS,
  findAccelerator,
  findOpenModel,
  openModel,
  OPEN_MODEL_FACTS,
  sourceOfFact,
} from '../../src/catalog/facts';
import acceleratorFile from '../../src/catalog/facts/accelerators.json';
import openModelFile from '../../src/catalog/facts/openModels.json';
import { PRECISION_NAMES } from '../../src/engine/self-host/precision';

const positive = z.number().positive();
const whole = positive.int();
const sourceKeys = (sources: object) =>
  z
    .string()
    .refine((keys) => keys.split(' ').every((key) => Object.hasOwn(sources, key)), 'names its sources by their keys');

const ACCELERATOR = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  aliases: z.array(z.string()),
  vendor: z.enum(['nvidia', 'amd', 'intel', 'google', 'aws']),
  memoryGb: positive,
  capacityBytes: whole.optional(),
  usableBytes: whole.optional(),
  bandwidthGbs: positive,
  tflops: z.strictObject({
    bf16: positive,
    fp8: positive.optional(),
    fp4: positive.optional(),
    int8: positive.optional(),
  }),
  linkGbs: positive.optional(),
  tdpW: positive.optional(),
  allInKw: positive.optional(),
  purchaseUsd: z
    .strictObject({
      list: positive.optional(),
      low: positive.optional(),
      high: positive.optional(),
      source: z.string(),
    })
    .optional(),
  source: sourceKeys(acceleratorFile.sources),
  note: z.string().optional(),
  verify: z.string().optional(),
});

const OPEN_MODEL = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+$/),
  like: z.string().optional(),
  family: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  hf: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  layers: whole,
  hidden: whole,
  heads: whole,
  kvHeads: whole.optional(),
  headDim: whole.optional(),
  ffn: whole.optional(),
  vocab: whole,
  maxContext: whole,
  tied: z.literal(true).optional(),
  nativePrecision: z.enum(PRECISION_NAMES),
  publishedTotalB: positive,
  publishedActiveB: positive,
  moe: z
    .strictObject({ experts: whole, topK: whole, ffn: whole, sharedExperts: whole.optional(), layers: whole })
    .optional(),
  mla: z.strictObject({ kvLora: whole, qLora: whole, nope: whole, rope: whole, v: whole }).optional(),
  sliding: z.strictObject({ layers: whole, window: whole }).optional(),
  linear: z
    .strictObject({ layers: whole, kHeads: whole, vHeads: whole, kDim: whole, vDim: whole, conv: whole })
    .optional(),
  sparseTopK: whole.optional(),
  gatedAttention: z.literal(true).optional(),
  qkvBias: z.literal(true).optional(),
  source: sourceKeys(openModelFile.sources),
  note: z.string().optional(),
});

describe('facts about accelerators', () => {
  test.each(ACCELERATORS.map((row) => [row.id, row] as const))(
    '%s has the fields and sources it should',
    (_id, row) => {
      ACCELERATOR.parse(row);
    },
  );

  test('short names mean the usual part', () => {
    expect(accelerator('H100').id).toBe('h100-sxm');
    expect(accelerator('h100 sxm 80 gb').id).toBe('h100-sxm');
    expect(accelerator('A100').id).toBe('a100-sxm-80');
    expect(accelerator('RTX 4090').id).toBe('rtx-4090');
  });

  test('an unknown name is refused with at most three near ones', () => {
    expect(() => accelerator('H100 SMX')).toThrow(/^Unknown GPU "H100 SMX"\. Nearest: H100 SXM5 80GB, [^,]+, [^,]+\.$/);
    expect(findAccelerator('toString')).toBeUndefined();
  });
});

describe('facts about open models', () => {
  test.each(OPEN_MODEL_FACTS.map((row) => [row.id, row] as const))(
    '%s has the fields and sources it should',
    (_id, row) => {
      OPEN_MODEL.parse(row);
      expect(row.mla === undefined).toBe(row.kvHeads !== undefined && row.headDim !== undefined);
    },
  );

  test.each(OPEN_MODEL_FACTS.map(({ id }) => id))(
    '%s: the total that follows from its architecture is the published one',
    (id) => {
      const { params, publishedTotalB } = openModel(id);
      expect(Math.abs(params.total / 1e9 / publishedTotalB - 1)).toBeLessThan(0.015);
    },
  );

  // Publishers count active parameters with both embeddings unless the model is listed here, by what they leave out.
  const LEAVES_OUT: Record<string, 'input embedding' | 'both embeddings'> = {
    'gpt-oss-120b': 'input embedding',
    'gpt-oss-20b': 'input embedding',
    'glm-5': 'input embedding',
    'minimax-m2.5': 'input embedding',
    'glm-4.5': 'both embeddings',
    'glm-4.6': 'both embeddings',
    'glm-4.5-air': 'both embeddings',
  };
  // Their names round to whole billions (derived 17.35, 12.18 and 10.42), which alone is more than 1.5 %.
  const ROUNDED = ['qwen3.5-397b-a17b', 'glm-4.5-air', 'minimax-m2.5'];

  test.each(OPEN_MODEL_FACTS.map(({ id }) => id))('%s: so are the active parameters, as its publisher counts', (id) => {
    const { params, publishedActiveB, vocab, hidden, tied } = openModel(id);
    const matrix = (vocab * hidden) / 1e9;
    const withoutInput = params.active / 1e9;
    const withBoth = withoutInput + (tied ? 0 : matrix);
    const leftOut = LEAVES_OUT[id];
    const counted =
      leftOut === undefined ? withBoth : leftOut === 'input embedding' ? withoutInput : withoutInput - matrix;
    if (ROUNDED.includes(id)) expect(Math.round(counted)).toBe(publishedActiveB);
    else expect(Math.abs(counted / publishedActiveB - 1)).toBeLessThan(0.015);
  });

  test('names in use mean the model they name', () => {
    expect(openModel('Llama 3.3 70B').id).toBe('llama-3.3-70b');
    expect(openModel('meta-llama/Llama-3.3-70B-Instruct').id).toBe('llama-3.3-70b');
    expect(openModel('DeepSeek R1').id).toBe('deepseek-v3');
    expect(openModel('kimi-k2.5')).toMatchObject({ layers: 61, maxContext: 262144, nativePrecision: 'int4' });
  });

  test('an unknown name is refused with near ones, and nothing is guessed', () => {
    expect(() => openModel('llama 70b')).toThrow(/^No open model "llama 70b"\. Nearest: Llama/);
    expect(findOpenModel('constructor')).toBeUndefined();
  });
});

describe('names', () => {
  test.each([
    ['accelerators', ACCELERATORS],
    ['open models', OPEN_MODEL_FACTS],
  ])('no two %s share one', (_kind, rows) => {
    const owners = new Map<string, string>();
    for (const { id, name, aliases = [] } of rows) {
      for (const each of [id, name, ...aliases]) {
        const key = each.toLowerCase().replace(/[^a-z0-9]+/g, '');
        expect(owners.get(key) ?? id).toBe(id);
        owners.set(key, id);
      }
    }
  });
});

describe('sources of facts', () => {
  test('say where a GPU is from and what is still to be checked', () => {
    expect(sourceOfFact('H100 NVL')).toMatchObject({
      id: 'h100-nvl',
      kind: 'accelerator',
      source: 'NVIDIA data sheet or whitepaper, dense figures',
      checked: '2026-11-23',
      verify: 'vendor datasheet figure, not yet re-checked',
    });
  });

  test('say where a model is from, and know nothing of other names', () => {
    expect(sourceOfFact('GLM-5')).toMatchObject({
      kind: 'open model',
      note: expect.stringMatching(/sparse attention/),
    });
    expect(sourceOfFact('gpt-4o')).toBeUndefined();
  });
});
