import { EngineError } from '../errors';

const HOURS = 24;

/**
 * Peak ÷ mean of a day's traffic, from 24 weights, hour by hour: "1 1 1 1 1 2 4 8 10 …", in any unit.
 * @throws hourly-profile → #VALUE! unless there are 24 numbers of at least 0, not all of them 0
 */
export function peakToMeanOfProfile(profile: string): number {
  const weights = profile
    .trim()
    .split(/[\s,|/]+/)
    .map(Number);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const isProfile =
    weights.length === HOURS && weights.every((weight) => weight >= 0) && sum > 0 && Number.isFinite(sum);
  if (!isProfile) throw new EngineError('hourly-profile');
  return Math.max(...weights) / (sum / HOURS);
}
