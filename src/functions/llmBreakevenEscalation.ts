import { EngineError } from '../engine/errors';
import { breakEvenEscalation } from '../engine/hybrid/cascade';
import { defineFunction } from './definition';
import { USD_PER_REQUEST } from './hybridArguments';

export const llmBreakevenEscalation = defineFunction({
  id: 'LLMBREAKEVENESCALATION',
  description:
    'The escalation rate at which a cascade of a weak and a strong model costs as much as the strong one alone.',
  category: 'Hybrid',
  arguments: [
    { ...USD_PER_REQUEST, name: 'weak', description: 'What the weak model costs.', example: '0.003' },
    {
      ...USD_PER_REQUEST,
      name: 'strong',
      aboveMin: true,
      description: 'What the strong model costs.',
      example: '0.009',
    },
    {
      ...USD_PER_REQUEST,
      name: 'judge',
      default: 0,
      optional: true,
      description: "What judging one of the weak model's answers costs; blank is 0.",
      example: '0.0004',
    },
  ],
  returns: { shape: 'cell', unit: 'share of the requests, 0 to 1' },
  examples: [
    {
      formula: '=LLMBREAKEVENESCALATION(0.003,0.009,0.0004)',
      shows: '0.622: a cascade saves money while less than 62 % is escalated',
    },
    { formula: '=LLMBREAKEVENESCALATION(0.003,0.009,{0;0.0004;0.002})', shows: 'how a dearer judge narrows it' },
  ],
  formula: '1 − (weak + judge) ÷ strong',
  errors: ['escalation-never'],
  evaluate({ weak, strong, judge }) {
    const share = breakEvenEscalation(weak, strong, judge);
    if (share === undefined) throw new EngineError('escalation-never');
    return share;
  },
});
