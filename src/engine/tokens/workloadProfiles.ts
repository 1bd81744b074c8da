/**
 * Measured token counts of real workloads, for a plan that has no measurements of its own yet. Every profile names its
 * source and date; what a source does not give is missing here, never guessed.
 */
export interface WorkloadProfile {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Tokens per request. */
  readonly inputMean: number;
  readonly inputP50?: number;
  readonly inputP90?: number;
  readonly outputMean?: number;
  readonly outputP50?: number;
  readonly outputP90?: number;
  /** Share of input that a prompt cache served, or could have served at best (see `note`). */
  readonly cachedShare?: number;
  /** Busiest minute against the mean. */
  readonly peakToMean?: number;
  readonly requests?: number;
  readonly note: string;
  readonly source: string;
  readonly licence: string;
  /** ISO date on which the figures were read. */
  readonly checked: string;
}

export const WORKLOAD_PROFILES: readonly WorkloadProfile[] = [
  {
    name: 'support chat',
    aliases: ['support', 'chat'],
    inputMean: 1154.7,
    inputP50: 1020,
    inputP90: 2734,
    outputMean: 211.1,
    outputP50: 129,
    outputP90: 424,
    peakToMean: 1.56,
    requests: 19_366,
    note: 'Conversation requests of one cloud service; 99 % of inputs are below 4,142 tokens.',
    source: 'Azure LLM inference trace 2023, conversation',
    licence: 'CC-BY-4.0',
    checked: '2026-11-23',
  },
  {
    name: 'code completion',
    aliases: ['completion', 'code'],
    inputMean: 2047.8,
    inputP50: 1469,
    inputP90: 5188,
    outputMean: 27.9,
    outputP50: 13,
    outputP90: 55,
    peakToMean: 2.99,
    requests: 8_819,
    note: 'Coding requests of one cloud service; 99 % of inputs are below 7,436 tokens.',
    source: 'Azure LLM inference trace 2023, code',
    licence: 'CC-BY-4.0',
    checked: '2026-11-23',
  },
  {
    name: 'coding agent',
    aliases: ['agent'],
    inputMean: 77_812,
    outputMean: 478,
    cachedShare: 0.84,
    requests: 1_289,
    note: "One person's log, so an example, not an average; another log shows 0.98 to 0.99 cached.",
    source: 'openclawradar, a published usage log',
    licence: 'figures only',
    checked: '2026-11-23',
  },
  {
    name: 'document summary',
    aliases: ['summary', 'long document'],
    inputMean: 12_035,
    inputP50: 6909,
    inputP90: 27_367,
    outputMean: 343,
    outputP50: 350,
    outputP90: 597,
    cachedShare: 0.366,
    requests: 12_031,
    note: 'Long-context conversations; the cached share is the ideal reuse of common beginnings.',
    source: 'Mooncake trace, conversation',
    licence: 'Apache-2.0',
    checked: '2026-11-23',
  },
  {
    name: 'tool agent',
    aliases: ['tools', 'agent mix'],
    inputMean: 15_325,
    inputP50: 11_587,
    inputP90: 38_611,
    outputMean: 149,
    outputP50: 69,
    outputP90: 389,
    cachedShare: 0.64,
    requests: 3_993,
    note: 'Synthetic mix of tool and agent requests; the cached share is the ideal reuse of common beginnings.',
    source: 'Mooncake trace, synthetic',
    licence: 'Apache-2.0',
    checked: '2026-11-23',
  },
];

/** The profile of a name or alias, ignoring case and the kind of separator. */
export function workloadProfile(name: string): WorkloadProfile | undefined {
  const wanted = plainWords(name);
  return WORKLOAD_PROFILES.find((profile) =>
    [profile.name, ...profile.aliases].some((known) => plainWords(known) === wanted),
  );
}

function plainWords(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
