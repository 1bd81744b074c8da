import { gpuHourPrice, type GpuPlan, type GpuPriceCatalog } from '../catalog/gpuPriceCatalog';
import type { DerivedDefault } from '../engine/self-host/assumptions';

/** The median offer of the price table in force, with its count and dates as the reason. */
export function gpuHourDefault(catalog: GpuPriceCatalog, gpu: string): (plan: GpuPlan) => DerivedDefault<number> {
  return (plan) => {
    const { medianUsd, offers } = gpuHourPrice(catalog, gpu, undefined, plan);
    const dates = offers.map(({ checked }) => checked).sort();
    const count = `${offers.length} ${plan} offer${offers.length === 1 ? '' : 's'}`;
    return { value: medianUsd, why: `median of ${count}, checked ${dates[0]} to ${dates[dates.length - 1]}` };
  };
}
