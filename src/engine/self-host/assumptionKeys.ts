/**
 * Every assumption of the self-hosting functions: its unit, bounds, what it means, and the default with its reason.
 * Keys are those of the plan. A key without default is looked up (a price, a wattage) or simply not set.
 */
interface NumberEntry {
  readonly unit: string;
  readonly means: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
  readonly default?: number;
  /** Where the default is from. */
  readonly why?: string;
}
interface ChoiceEntry {
  readonly means: string;
  readonly choices: readonly string[];
  readonly default?: string;
}
interface TextEntry {
  readonly means: string;
  readonly text: true;
}
export type AssumptionEntry = NumberEntry | ChoiceEntry | TextEntry;

const SHARE = { unit: 'share', min: 0, max: 1 } as const;
const USD = { unit: 'USD', min: 0, max: 1e9 } as const;
const WATT = { unit: 'W', min: 0, max: 1e5 } as const;

/** @source self-hosting reference §8 and strategy reference §12, 2026-11-23, where nothing else is said */
export const ASSUMPTIONS = {
  // traffic and latency
  peak_to_mean: {
    unit: 'ratio',
    min: 1,
    max: 100,
    default: 2,
    means: 'peak rate ÷ mean rate',
    why: 'no source gives one ratio',
  },
  hourly_profile: { text: true, means: '24 weights of the hours of a day, from which the peak follows' },
  growth_per_month: { unit: 'share per month', min: -0.5, max: 1, default: 0, means: 'growth of the traffic' },
  ttft_s: { unit: 's', min: 1e-6, max: 1e5, means: 'time to first token for 95 % of the requests' },
  tpot_ms: { unit: 'ms', min: 1e-3, max: 1e5, means: 'time per output token for 95 % of the requests' },
  planning_share: { ...SHARE, min: 0.01, default: 0.9, means: 'part of the best rate that is planned with' },
  tokens_per_s: {
    unit: 'output tokens/s',
    min: 1e-3,
    max: 1e8,
    means: 'measured speed of one replica, instead of the model',
  },
  gpus_per_replica: { unit: 'GPUs', min: 1, max: 64, whole: true, means: 'GPUs of one replica, with tokens_per_s' },

  // API side
  cached_share: { ...SHARE, default: 0, means: 'part of the input read from the cache' },
  cache_write_share: { ...SHARE, default: 0, means: 'part of the input written to the cache' },
  tier: { text: true, means: 'price tier of the API (batch, flex, priority)' },
  region: { text: true, means: 'price region of the API' },
  discount: { ...SHARE, default: 0, means: 'negotiated off the API bill' },
  api_price_decline_per_year: { ...SHARE, max: 0.99, default: 0, means: 'by how much the API gets cheaper in a year' },
  api_staff_fte: { unit: 'FTE', min: 0, max: 1e3, default: 0, means: 'people who run the API integration' },
  api_setup_usd: { ...USD, default: 0, means: 'set-up of the API integration, once' },
  api_share: { ...SHARE, max: 0.99, default: 0, means: 'requests that still go to the API (escalation, overflow)' },

  // what runs
  gpu: { text: true, means: 'the GPU' },
  gpus: { unit: 'GPUs', min: 1, max: 1e6, whole: true, means: 'GPUs that are needed, spare ones included' },
  precision: {
    choices: ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'mxfp4', 'int4', 'q8_0', 'q6_k', 'q5_k', 'q4_k', 'q4_0'],
    means: 'format of the weights',
  },
  engine: { choices: ['vllm', 'trtllm', 'sglang'], default: 'vllm', means: 'serving engine' },
  spare_replicas: {
    unit: 'replicas',
    min: 0,
    max: 100,
    whole: true,
    default: 1,
    means: 'replicas that stand by (N+1)',
  },
  utilization: {
    ...SHARE,
    default: 0.5,
    means: 'part of the hours under load',
    why: '15–30 % seen, 60–70 % hoped for',
  },
  ownership: { choices: ['buy', 'rent'], default: 'buy', means: 'own machines or rented GPUs' },

  // rented
  plan: { choices: ['on_demand', 'reserved', 'spot'], default: 'on_demand', means: 'how the GPUs are rented' },
  gpu_hour_usd: { unit: 'USD per GPU-hour', min: 1e-4, max: 100, means: 'rent of one GPU' },
  billing: {
    choices: ['always_on', 'schedule', 'scale_to_zero'],
    default: 'always_on',
    means: 'hours that are paid: all, those of a schedule, or those under load',
  },
  active_hours_per_month: {
    unit: 'hours',
    min: 1,
    max: 730,
    default: 220,
    means: 'hours of the schedule',
    why: '22 days × 10 h',
  },
  starts_per_month: {
    unit: 'starts',
    min: 0,
    max: 1e5,
    default: 60,
    means: 'cold starts of the fleet',
    why: 'two a day',
  },
  start_minutes: {
    unit: 'minutes',
    min: 0,
    max: 600,
    default: 3,
    means: 'paid while the model loads',
    why: '60–180 s seen',
  },
  idle_minutes: { unit: 'minutes', min: 0, max: 600, default: 10, means: 'paid after the last request of a start' },
  spot_loss_share: { ...SHARE, default: 0.05, means: 'spot hours lost to interruptions', why: 'a guess: put your own' },

  // bought
  server_price_usd: { ...USD, min: 1, means: 'one server with its GPUs' },
  gpus_per_server: { unit: 'GPUs', min: 1, max: 72, whole: true, default: 8, means: 'GPUs in one server' },
  network_share: {
    ...SHARE,
    default: 0.125,
    means: 'network, transceivers and installation, of the server price',
    why: '10–15 %',
  },
  life_years: {
    unit: 'years',
    min: 0.5,
    max: 15,
    default: 4,
    means: 'until the servers are replaced',
    why: '4–5 years',
  },
  residual_share: {
    ...SHARE,
    default: 0.15,
    means: 'resale at the end of life, of the server price',
    why: '20–35 % seen after 3 years; lower after 4',
  },
  gpu_load_w: { ...WATT, means: 'one GPU under load' },
  gpu_idle_w: { ...WATT, means: 'one GPU without load' },
  server_base_w: { ...WATT, means: 'one server without its GPUs' },
  pue: { unit: 'ratio', min: 1, max: 3, default: 1.3, means: 'facility power ÷ machine power', why: '1.2–1.6' },
  power_usd_per_kwh: { unit: 'USD per kWh', min: 0, max: 2, default: 0.12, means: 'electricity', why: '0.04–0.30' },
  colo_usd_per_month: { ...USD, unit: 'USD per server and month', means: 'space, without the energy' },
  maintenance_rate: {
    ...SHARE,
    unit: 'share per year',
    default: 0.1,
    means: 'maintenance, spares and failures, of the purchase',
    why: '5–15 %',
  },

  // people, software, one-off
  licence_usd_per_gpu_year: { ...USD, unit: 'USD per GPU and year', default: 0, means: 'software licences' },
  staff_fte: {
    unit: 'FTE',
    min: 0,
    max: 1e4,
    default: 0.25,
    means: 'operations staff whatever the size',
    why: '0.05–0.25',
  },
  gpus_per_fte: { unit: 'GPUs', min: 1, max: 1e6, means: 'one more FTE per so many GPUs' },
  staff_usd_per_year: { ...USD, default: 216_000, means: 'one FTE with all costs', why: '200–300k; 18,000 a month' },
  setup_usd: { ...USD, default: 30_000, means: 'implementation and migration, once', why: '15–50k' },
  other_usd_per_month: { ...USD, default: 0, means: 'anything else (monitoring, storage)' },

  // finance
  discount_rate: {
    ...SHARE,
    unit: 'share per year',
    default: 0.1,
    means: 'cost of capital',
    why: '8–12 % when financed',
  },
  horizon_months: { unit: 'months', min: 1, max: 240, whole: true, means: 'over which one-off costs are spread' },
} as const satisfies Record<string, AssumptionEntry>;

export type AssumptionKey = keyof typeof ASSUMPTIONS;
type KeysOf<E> = { [K in AssumptionKey]: (typeof ASSUMPTIONS)[K] extends E ? K : never }[AssumptionKey];
export type NumberKey = KeysOf<{ readonly unit: string }>;
export type ChoiceKey = KeysOf<{ readonly choices: readonly string[] }>;
export type TextKey = KeysOf<{ readonly text: true }>;
export type ChoiceOf<K extends ChoiceKey> = (typeof ASSUMPTIONS)[K]['choices'][number];
