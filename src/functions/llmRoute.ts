import { routerUsd } from '../engine/hybrid/routerCost';
import { defineFunction } from './definition';
import { SHARE, USD_PER_REQUEST, VOLUME } from './hybridArguments';

export const llmRoute = defineFunction({
  id: 'LLMROUTE',
  description: 'What traffic costs behind a router that sends each request to a weak or to a strong model.',
  category: 'Hybrid',
  arguments: [
    VOLUME,
    { ...USD_PER_REQUEST, name: 'weak', description: 'What the weak model costs.', example: '0.003' },
    { ...USD_PER_REQUEST, name: 'strong', description: 'What the strong model costs.', example: '0.009' },
    {
      ...SHARE,
      name: 'strong_share',
      description: 'Part of the requests that the router sends to the strong model: 0.2, not 20.',
      example: '0.2',
    },
    {
      ...USD_PER_REQUEST,
      name: 'router',
      default: 0,
      optional: true,
      description: 'What the router costs for every request; blank is 0.',
      example: '0.0001',
    },
    {
      ...SHARE,
      name: 'misroute',
      default: 0,
      optional: true,
      description: "Part of the weak model's answers that fail and are asked again of the strong model; blank is 0.",
      example: '0.05',
    },
  ],
  returns: { shape: 'cell', unit: 'USD for the volume' },
  examples: [
    {
      formula: '=LLMROUTE(30000,0.003,0.009,0.2,0.0001)',
      shows: '129 USD: every request pays the router and one model',
    },
    {
      formula: '=LLMROUTE(1,0.24,24.7,{0.134;0.3131})',
      shows: '3.52 and 7.90 USD per 1M tokens at two shares of a published router',
    },
  ],
  formula: 'volume × (router + (1 − strong_share) × (weak + misroute × strong) + strong_share × strong)',
  sources: ['RouteLLM (arXiv 2406.18665 v4): prices and shares of the second example, read 2026-11-23'],
  evaluate: ({ volume, weak, strong, strong_share, router, misroute }) =>
    routerUsd({
      requests: volume,
      weakUsdPerRequest: weak,
      strongUsdPerRequest: strong,
      strongShare: strong_share,
      routerUsdPerRequest: router,
      misroutedShare: misroute,
    }),
});
