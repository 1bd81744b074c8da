import { EngineError } from '../engine/errors';
import { paybackOfConstantTraffic } from '../engine/self-host/payback';
import { defineFunction } from './definition';

export const gpuPayback = defineFunction({
  id: 'GPUPAYBACK',
  description: 'Months until own GPUs have paid for themselves out of what they save against the API.',
  category: 'Self-hosting',
  arguments: [
    {
      name: 'api_monthly',
      kind: 'number',
      unit: 'USD per month',
      min: 0,
      broadcast: true,
      description: 'What the API costs a month today.',
      example: '24000',
    },
    {
      name: 'upfront',
      kind: 'number',
      unit: 'USD',
      min: 0,
      broadcast: true,
      description: 'Servers, network, installation and set-up, paid at the start.',
      example: '285000',
    },
    {
      name: 'running_monthly',
      kind: 'number',
      unit: 'USD per month',
      min: 0,
      broadcast: true,
      description: 'Power, space, maintenance, staff and licences a month, without the purchase.',
      example: '9000',
    },
    {
      name: 'discount_rate',
      kind: 'number',
      unit: 'share per year, 0 to 1',
      min: 0,
      max: 1,
      default: 0,
      optional: true,
      broadcast: true,
      description: 'Yearly cost of capital; blank is 0.',
      example: '0.1',
    },
    {
      name: 'api_decline',
      kind: 'number',
      unit: 'share per year, 0 to 1',
      min: 0,
      max: 0.99,
      default: 0,
      optional: true,
      broadcast: true,
      description: 'By how much the API gets cheaper in a year; blank is 0.',
      example: '0.3',
    },
    {
      name: 'life_months',
      kind: 'number',
      unit: 'months',
      min: 0,
      aboveMin: true,
      optional: true,
      broadcast: true,
      description: 'How long the hardware lasts; blank sets no limit.',
      example: '48',
    },
  ],
  returns: { shape: 'cell', unit: 'months' },
  examples: [
    { formula: '=GPUPAYBACK(24000,285000,9000)', shows: '19 months: 285,000 ÷ 15,000' },
    { formula: '=GPUPAYBACK(24000,285000,9000,0.1,0.1,60)', shows: 'with cost of capital and a falling API price' },
  ],
  formula: 'first t with Σ (api·(1−decline)^(m/12) − running)/(1+rate)^(m/12) ≥ upfront, interpolated in the month',
  errors: ['payback-never', 'payback-beyond-life'],
  evaluate(values) {
    const result = paybackOfConstantTraffic({
      apiMonthlyUsd: values.api_monthly,
      upfrontUsd: values.upfront,
      runningMonthlyUsd: values.running_monthly,
      discountRate: values.discount_rate,
      apiDecline: values.api_decline,
      ...(values.life_months === undefined ? {} : { lifeMonths: values.life_months }),
    });
    if (result.kind === 'never') throw new EngineError('payback-never');
    if (result.kind === 'beyond-life') {
      const details = { months: result.months.toPrecision(3), life: values.life_months ?? '' };
      throw new EngineError('payback-beyond-life', details);
    }
    return result.months;
  },
});
