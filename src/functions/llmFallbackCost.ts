import { fallbackOutcome } from '../engine/hybrid/fallback';
import { defineFunction } from './definition';
import { SHARE, USD_PER_REQUEST, VOLUME } from './hybridArguments';

export const llmFallbackCost = defineFunction({
  id: 'LLMFALLBACKCOST',
  description:
    'What traffic costs when a backup takes the requests that the primary fails, and how many stay unserved.',
  category: 'Hybrid',
  arguments: [
    VOLUME,
    { ...USD_PER_REQUEST, name: 'primary', description: 'What the primary costs.', example: '0.004' },
    { ...SHARE, name: 'avail', description: 'Part of the requests that the primary answers: 0.995.', example: '0.995' },
    { ...USD_PER_REQUEST, name: 'backup', description: 'What the backup costs.', example: '0.012' },
    {
      ...SHARE,
      name: 'backup_avail',
      default: 1,
      optional: true,
      description: 'Part of the requests that the backup answers; blank is 1: it never fails.',
      example: '0.999',
    },
    {
      ...SHARE,
      name: 'failed_billed',
      default: 0,
      optional: true,
      description: "Part of the primary's price that its failed calls cost all the same; blank is 0.",
      example: '0.1',
    },
    {
      name: 'answer',
      kind: 'choice',
      choices: ['all', 'cost', 'availability', 'unserved'],
      default: 'all',
      optional: true,
      description: 'all, or one of the three: cost in USD, availability (share), unserved (requests).',
      example: '"cost"',
    },
  ],
  returns: { shape: 'cell', unit: 'USD for the volume; share; requests' },
  unitBy: {
    argument: 'answer',
    units: { cost: 'USD for the volume', availability: 'share, 0 to 1', unserved: 'requests' },
  },
  examples: [
    {
      formula: '=LLMFALLBACKCOST(1000000,0.004,0.995,0.012,0.999)',
      shows: 'cost 4,039.94 USD, availability 0.999995, 5 requests unserved',
    },
    {
      formula: '=LLMFALLBACKCOST(1000000,0.004,{0.99;0.995;0.999},0.012,0.999,,"cost")',
      shows: 'the cost at three availabilities of the primary',
    },
  ],
  formula:
    'volume × (avail × primary + (1 − avail) × (failed_billed × primary + backup_avail × backup)); the two fail ' +
    'independently, and a gateway between them has an availability of its own',
  evaluate({ volume, primary, avail, backup, backup_avail, failed_billed, answer }) {
    const { usd, availability, unservedRequests } = fallbackOutcome({
      requests: volume,
      primaryUsdPerRequest: primary,
      primaryAvailability: avail,
      backupUsdPerRequest: backup,
      backupAvailability: backup_avail,
      failedBilledShare: failed_billed,
    });
    switch (answer) {
      case 'cost':
        return usd;
      case 'availability':
        return availability;
      case 'unserved':
        return unservedRequests;
      default:
        return [
          ['cost', usd],
          ['availability', availability],
          ['unserved', unservedRequests],
        ];
    }
  },
});
