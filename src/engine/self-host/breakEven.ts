import type { CostRates } from './costRates';
import {
  capitalRecovery,
  hardwareUsd,
  monthlyCostUsd,
  replicasPerPeriod,
  residualUsd,
  runningUsdPerMonth,
  servingHours,
  usdPerBusyGpuHour,
} from './fleetCost';
import { payback, type Payback } from './payback';
import type { ReplicaRate } from './replicaRate';
import { volumeCrossings, type VolumeCrossings } from './volumeCrossing';

/** The workload and the API's side of the comparison. */
export interface BreakEvenCase {
  readonly requestsPerMonth: number;
  /** Input and output of one request. */
  readonly tokensPerRequest: number;
  readonly apiUsdPerRequest: number;
  /** Part of the requests that the own machines pass on to the API. */
  readonly apiShare: number;
  readonly apiStaffFte: number;
  readonly apiSetupUsd: number;
  readonly apiDeclinePerYear: number;
  readonly growthPerMonth: number;
  readonly peakToMean: number;
  readonly spareReplicas: number;
}

export interface BreakEven {
  readonly workingReplicas: number;
  readonly gpus: number;
  /** GPU-hours under load in a month. */
  readonly busyGpuHours: number;
  /** Of the fleet's planned capacity. */
  readonly utilization: number;
  readonly upfrontUsd: number;
  readonly apiUsdPerMonth: number;
  /** Equivalent monthly cost, purchases spread over their life. */
  readonly ownUsdPerMonth: number;
  readonly ownUsdPerRequest: number;
  /** Upfront ÷ today's monthly saving; undefined when there is none. */
  readonly simplePaybackMonths?: number;
  readonly payback: Payback;
  readonly lifeMonths: number;
  readonly crossings: VolumeCrossings;
  /** Part of the fleet's planned capacity that has to be used; above 1 it never pays. */
  readonly breakEvenUtilization: number;
  /** API price, input and output together, at which both cost the same [USD per 1M tokens]. */
  readonly breakEvenUsdPerMTok: number;
  readonly apiUsdPerMTok: number;
  readonly cheaperAtZeroVolume: boolean;
}

/**
 * Own or rented GPUs against an API at a given traffic: reservation based, in whole replicas and whole servers.
 * @source self-hosting reference §8, 2026-11-23
 */
export function breakEven(rate: ReplicaRate, rates: CostRates, question: BreakEvenCase): BreakEven {
  const { requestsPerMonth, apiUsdPerRequest, apiShare, spareReplicas } = question;
  const ownShare = 1 - apiShare;
  const requestsPerReplica = monthlyCapacity(rate.requestsPerS, servingHours(rates), question.peakToMean) / ownShare;
  const busyGpuHoursPerRequest = (ownShare * rate.gpus) / rate.requestsPerS / 3600;
  const gpusOf = (workingReplicas: number): number => (workingReplicas + spareReplicas) * rate.gpus;
  const apiFixedUsd = apiFixedUsdPerMonth(rates, question);
  const fixedUsd = (workingReplicas: number): number => monthlyCostUsd(rates, gpusOf(workingReplicas), 0) - apiFixedUsd;

  const workingReplicas = replicasFor(requestsPerMonth, requestsPerReplica);
  const gpus = gpusOf(workingReplicas);
  const loadUsdPerRequest = busyGpuHoursPerRequest * usdPerBusyGpuHour(rates);
  const marginUsdPerRequest = ownShare * apiUsdPerRequest - loadUsdPerRequest;
  const busyGpuHours = requestsPerMonth * busyGpuHoursPerRequest;
  const fleetCapacity = workingReplicas * requestsPerReplica;
  const fixed = fixedUsd(workingReplicas);
  const viaApiUsd = requestsPerMonth * apiShare * apiUsdPerRequest;
  const ownUsdPerMonth = monthlyCostUsd(rates, gpus, busyGpuHours) + viaApiUsd;
  const usdPerMTok = (usdPerRequest: number): number => (usdPerRequest / question.tokensPerRequest) * 1e6;
  const sameCostPerRequest = (fixed / requestsPerMonth + loadUsdPerRequest) / ownShare;
  return {
    workingReplicas,
    gpus,
    busyGpuHours,
    utilization: requestsPerMonth / fleetCapacity,
    apiUsdPerMonth: requestsPerMonth * apiUsdPerRequest + apiFixedUsd,
    ownUsdPerMonth,
    ownUsdPerRequest: ownUsdPerMonth / requestsPerMonth,
    ...paybackOf(rate, rates, question, requestsPerReplica, busyGpuHoursPerRequest),
    crossings: volumeCrossings({
      marginUsdPerRequest,
      fixedUsd,
      requestsPerReplica,
      replicasPerPeriod: replicasPerPeriod(rates.machines, rate.gpus),
    }),
    breakEvenUtilization:
      marginUsdPerRequest > 0 ? Math.max(0, fixed / (marginUsdPerRequest * fleetCapacity)) : Infinity,
    breakEvenUsdPerMTok: usdPerMTok(Math.max(0, sameCostPerRequest)),
    apiUsdPerMTok: usdPerMTok(apiUsdPerRequest),
    cheaperAtZeroVolume: fixedUsd(1) <= 0,
  };
}

/** Requests a month that a rate at the peak stands for. */
export function monthlyCapacity(peakRequestsPerS: number, hoursPerMonth: number, peakToMean: number): number {
  return (peakRequestsPerS * hoursPerMonth * 3600) / peakToMean;
}

/** The rate at the peak that a month's requests stand for. */
export function peakRate(requestsPerMonth: number, hoursPerMonth: number, peakToMean: number): number {
  return (requestsPerMonth / (hoursPerMonth * 3600)) * peakToMean;
}

/** Replicas come whole, and there is at least one. */
export function replicasFor(requestsPerMonth: number, requestsPerReplica: number): number {
  return Math.max(1, Math.ceil(requestsPerMonth / requestsPerReplica - 1e-9));
}

/** What the API costs a month apart from its requests: people and the spread set-up [USD]. */
function apiFixedUsdPerMonth(
  rates: Pick<CostRates, 'staffUsdPerYear' | 'discountRate' | 'horizonMonths'>,
  question: Pick<BreakEvenCase, 'apiStaffFte' | 'apiSetupUsd'>,
): number {
  const setupUsd = (question.apiSetupUsd * capitalRecovery(rates.discountRate, rates.horizonMonths / 12)) / 12;
  return (question.apiStaffFte * rates.staffUsdPerYear) / 12 + setupUsd;
}

/** Cash against cash: the fleet grows with the traffic, the API's price falls, resale comes at the end of life. */
function paybackOf(
  rate: ReplicaRate,
  rates: CostRates,
  question: BreakEvenCase,
  requestsPerReplica: number,
  busyGpuHoursPerRequest: number,
): Pick<BreakEven, 'upfrontUsd' | 'simplePaybackMonths' | 'payback' | 'lifeMonths'> {
  const { requestsPerMonth, apiUsdPerRequest, apiShare, growthPerMonth } = question;
  const priceFactor = (1 - question.apiDeclinePerYear) ** (1 / 12);
  const lifeMonths = rates.machines.kind === 'buy' ? rates.machines.lifeYears * 12 : rates.horizonMonths;
  const apiStaffUsd = (question.apiStaffFte * rates.staffUsdPerYear) / 12;
  const gpusAt = (requests: number): number =>
    (replicasFor(requests, requestsPerReplica) + question.spareReplicas) * rate.gpus;
  const idleUsd = runningCostOfIdleFleet(rates);
  const loadUsdPerRequest = busyGpuHoursPerRequest * usdPerBusyGpuHour(rates);
  const savingUsd = (requests: number, gpus: number, apiFactor: number): number =>
    requests * ((1 - apiShare) * apiUsdPerRequest * apiFactor - loadUsdPerRequest) + apiStaffUsd - idleUsd(gpus);

  const gpusAtStart = gpusAt(requestsPerMonth);
  const upfrontUsd = hardwareUsd(rates, gpusAtStart) + rates.setupUsd - question.apiSetupUsd;
  const savingTodayUsd = savingUsd(requestsPerMonth, gpusAtStart, 1);
  let installed = gpusAtStart;
  const result = payback({
    upfrontUsd,
    savingUsdInMonth: (month) => {
      const requests = requestsPerMonth * (1 + growthPerMonth) ** month;
      const needed = Math.max(installed, gpusAt(requests));
      const addedUsd = hardwareUsd(rates, needed) - hardwareUsd(rates, installed);
      installed = needed;
      return (
        savingUsd(requests, rates.machines.kind === 'buy' ? installed : gpusAt(requests), priceFactor ** month) -
        addedUsd
      );
    },
    residualUsdAfterMonth: (month) => (month === Math.ceil(lifeMonths) ? residualUsd(rates, installed) : 0),
    discountRate: rates.discountRate,
    lifeMonths,
    lookAheadMonths: LIVES_TO_LOOK_AHEAD * lifeMonths,
  });
  return {
    upfrontUsd,
    ...(savingTodayUsd > 0 && { simplePaybackMonths: Math.max(0, upfrontUsd) / savingTodayUsd }),
    payback: result,
    lifeMonths,
  };
}

/** A payback later than this is "never": nobody waits for a third generation of servers. */
const LIVES_TO_LOOK_AHEAD = 2;

/** The fleet changes seldom from month to month, so its cost is calculated once for each size. */
function runningCostOfIdleFleet(rates: CostRates): (gpus: number) => number {
  let known = { gpus: NaN, usd: NaN };
  return (gpus) => {
    if (known.gpus !== gpus) known = { gpus, usd: runningUsdPerMonth(rates, gpus, 0) };
    return known.usd;
  };
}
