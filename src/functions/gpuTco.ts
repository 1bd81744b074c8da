import { accelerator } from '../catalog/facts';
import type { GpuPriceCatalog } from '../catalog/gpuPriceCatalog';
import { Assumptions } from '../engine/self-host/assumptions';
import { cashFlow, type CashFlowYear } from '../engine/self-host/cashFlow';
import { HOURS_PER_MONTH, readCostRates } from '../engine/self-host/costRates';
import { monthlyCostItems, usdPerBusyGpuHour, type CostItem } from '../engine/self-host/fleetCost';
import { assumptionRows, sameWidth } from './assumptionRows';
import { defineFunction, type CellValue } from './definition';
import { gpuHourDefault } from './gpuHourDefault';

export const gpuTco = defineFunction({
  id: 'GPUTCO',
  description: 'Total cost of a fleet of own or rented GPUs: monthly items, cash flow by year, and every assumption.',
  category: 'Self-hosting',
  arguments: [
    {
      name: 'assumptions',
      kind: 'pairs',
      description: 'Rows of key and value; gpus is needed, gpu (the name) fills in prices and wattage.',
      example: '"gpus=16; gpu=H100; ownership=buy"',
    },
    {
      name: 'output',
      kind: 'choice',
      choices: ['all', 'monthly', 'total', 'npv', 'items', 'cashflow', 'assumptions'],
      default: 'all',
      optional: true,
      description: 'monthly, total or npv for one number; items, cashflow, assumptions or all for a table.',
      example: '"monthly"',
    },
  ],
  returns: { shape: 'spill', unit: 'USD' },
  examples: [
    { formula: '=GPUTCO("gpus=16; gpu=H100; server_price_usd=300000")', shows: 'everything about two servers' },
    { formula: '=GPUTCO("gpus=16; gpu=H100; ownership=rent; plan=reserved","monthly")', shows: 'USD per month' },
  ],
  formula:
    'depreciation + capital + (idle + load power) × PUE × tariff + space + maintenance + staff + licences + set-up',
  errors: [
    'assumption-missing',
    'options-unknown-key',
    'gpu-unknown',
    'gpu-price-unknown',
    'gpu-price-no-offer',
    'gpu-offer-rejected',
  ],
  evaluate(values, { gpuPrices }) {
    const assumptions = new Assumptions(values.assumptions);
    const { gpus, rates } = tcoCase(assumptions, gpuPrices);
    // Where an hour under load costs no more than an idle one, utilisation is of no account.
    const utilization = usdPerBusyGpuHour(rates) === 0 ? 0 : assumptions.number('utilization');
    const busyGpuHours = gpus * HOURS_PER_MONTH * utilization;
    const items = (): CostItem[] => monthlyCostItems(rates, gpus, busyGpuHours);
    const years = (): CashFlowYear[] => cashFlow(rates, gpus, busyGpuHours);
    switch (values.output) {
      case 'monthly':
        return sum(items().map(({ usdPerMonth }) => usdPerMonth));
      case 'total':
        return sum(years().map(({ totalUsd }) => totalUsd));
      case 'npv':
        return sum(years().map(({ discountedUsd }) => discountedUsd));
      case 'items':
        return itemRows(items(), rates.horizonMonths);
      case 'cashflow':
        return cashFlowRows(years());
      case 'assumptions':
        return assumptionRows(assumptions);
      default:
        return sameWidth([
          ...itemRows(items(), rates.horizonMonths),
          [''],
          ...cashFlowRows(years()),
          [''],
          ...assumptionRows(assumptions),
        ]);
    }
  },
});

/** The fleet and what it costs, read from the assumptions. */
export function tcoCase(assumptions: Assumptions, gpuPrices: GpuPriceCatalog) {
  const gpuName = assumptions.text('gpu');
  const gpus = assumptions.number('gpus');
  const gpu = gpuName === undefined ? undefined : accelerator(gpuName);
  const facts = gpuName && gpu ? { accelerator: gpu, gpuHour: gpuHourDefault(gpuPrices, gpuName) } : {};
  return { gpus, gpu, rates: readCostRates(assumptions, assumptions.choice('ownership'), facts) };
}

function itemRows(items: readonly CostItem[], horizonMonths: number): CellValue[][] {
  const monthlyUsd = sum(items.map(({ usdPerMonth }) => usdPerMonth));
  return [
    ['item', 'USD per month', `USD in ${horizonMonths} months`, 'share', 'note'],
    ...items.map(({ item, usdPerMonth, note }) => [
      item,
      usdPerMonth,
      usdPerMonth * horizonMonths,
      monthlyUsd === 0 ? 0 : usdPerMonth / monthlyUsd,
      note,
    ]),
    ['total', monthlyUsd, monthlyUsd * horizonMonths, monthlyUsd === 0 ? 0 : 1, 'equivalent monthly cost'],
  ];
}

function cashFlowRows(years: readonly CashFlowYear[]): CellValue[][] {
  return [
    ['year', 'hardware', 'set-up', 'running', 'resale', 'total', 'discounted', 'cumulated'],
    ...years.map((flow) => [
      flow.year,
      flow.hardwareUsd,
      flow.setupUsd,
      flow.runningUsd,
      flow.resaleUsd,
      flow.totalUsd,
      flow.discountedUsd,
      flow.cumulatedUsd,
    ]),
    [
      'total',
      sum(years.map(({ hardwareUsd }) => hardwareUsd)),
      sum(years.map(({ setupUsd }) => setupUsd)),
      sum(years.map(({ runningUsd }) => runningUsd)),
      sum(years.map(({ resaleUsd }) => resaleUsd)),
      sum(years.map(({ totalUsd }) => totalUsd)),
      sum(years.map(({ discountedUsd }) => discountedUsd)),
      '',
    ],
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
