import { EngineError } from '../engine/errors';
import { WORKLOAD_PROFILES, workloadProfile } from '../engine/tokens/workloadProfiles';
import type { WorkloadProfile } from '../engine/tokens/workloadProfiles';
import { defineFunction } from './definition';
import type { CellValue } from './definition';

const STATS = {
  input_mean: 'inputMean',
  input_p50: 'inputP50',
  input_p90: 'inputP90',
  output_mean: 'outputMean',
  output_p50: 'outputP50',
  output_p90: 'outputP90',
  cached_share: 'cachedShare',
  peak_to_mean: 'peakToMean',
  requests: 'requests',
  note: 'note',
  source: 'source',
  licence: 'licence',
  checked: 'checked',
} as const satisfies Record<string, keyof WorkloadProfile>;
type Stat = keyof typeof STATS;

export const llmWorkload = defineFunction({
  id: 'LLMWORKLOAD',
  description: 'Measured token counts of a typical workload, with their source.',
  category: 'API cost',
  arguments: [
    {
      name: 'name',
      kind: 'name',
      names: 'workload',
      optional: true,
      broadcast: true,
      description: `${WORKLOAD_PROFILES.map(({ name }) => name).join(', ')}; omitted lists them all.`,
      example: '"support chat"',
    },
    {
      name: 'stat',
      kind: 'choice',
      choices: ['all', ...Object.keys(STATS)],
      default: 'all',
      optional: true,
      description: 'One figure, or all of them with their source.',
      example: '"input_mean"',
    },
  ],
  returns: { shape: 'cell', unit: 'tokens per request; shares and ratios as such' },
  unitBy: {
    argument: 'stat',
    units: {
      input_mean: 'tokens per request',
      input_p50: 'tokens per request',
      input_p90: 'tokens per request',
      output_mean: 'tokens per request',
      output_p50: 'tokens per request',
      output_p90: 'tokens per request',
      cached_share: 'share, 0 to 1',
      peak_to_mean: 'peak hour ÷ mean hour',
      requests: 'requests measured',
    },
  },
  examples: [
    { formula: '=LLMWORKLOAD("support chat","input_mean")', shows: '1,154.7 tokens' },
    { formula: '=LLMWORKLOAD("coding agent")', shows: 'every figure with its source and date' },
    { formula: '=LLMWORKLOAD()', shows: 'all workloads as a table' },
  ],
  formula: 'figures as published; what a source does not give is left out, never guessed',
  errors: ['workload-unknown', 'workload-without-stat'],
  sources: WORKLOAD_PROFILES.map(
    ({ name, source, licence, checked }) => `${name}: ${source} (${licence}), read ${checked}`,
  ),
  evaluate({ name, stat }) {
    if (name === undefined) return stat === 'all' ? tableOfAll() : listOf(stat as Stat);
    const profile = workloadProfile(name);
    if (!profile) throw unknownWorkload(name);
    if (stat === 'all') return statNames().map((each) => [each, profile[STATS[each]] ?? '']);
    const figure = profile[STATS[stat as Stat]];
    if (figure === undefined) throw new EngineError('workload-without-stat', { name: profile.name, stat });
    return figure;
  },
});

function statNames(): Stat[] {
  return Object.keys(STATS) as Stat[];
}

function tableOfAll(): CellValue[][] {
  return [
    ['name', ...statNames()],
    ...WORKLOAD_PROFILES.map((profile) => [profile.name, ...statNames().map((stat) => profile[STATS[stat]] ?? '')]),
  ];
}

function listOf(stat: Stat): CellValue[][] {
  return WORKLOAD_PROFILES.map((profile) => [profile.name, profile[STATS[stat]] ?? '']);
}

function unknownWorkload(name: string): EngineError {
  const known = WORKLOAD_PROFILES.map((profile) => profile.name).join(', ');
  return new EngineError('workload-unknown', { name: name.length > 20 ? `${name.slice(0, 19)}…` : name, known });
}
