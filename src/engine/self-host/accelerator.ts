/** What is known of one accelerator (GPU, TPU, …): catalogue facts in the units of the data sheets. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly vendor: string;
  /** Memory as printed [GB]; for data-centre parts the number is usually GiB. */
  readonly memoryGb: number;
  /** Device memory [bytes]. */
  readonly capacityBytes?: number;
  /** What an engine sees before its own reserve [bytes]; only where measured. */
  readonly usableBytes?: number;
  /** Memory bandwidth [1e9 bytes/s]. */
  readonly bandwidthGbs: number;
  /** Dense peak [1e12 FLOP/s]; absent means that the chip has no unit for it. */
  readonly tflops: { readonly bf16: number; readonly fp8?: number; readonly fp4?: number; readonly int8?: number };
  /** To its peers, one direction [1e9 bytes/s]: NVLink, Infinity Fabric, or PCIe where there is no fabric. */
  readonly linkGbs?: number;
  /** [W] */
  readonly tdpW?: number;
  /** Provisioned facility power per accelerator with network and cooling share [kW]. */
  readonly allInKw?: number;
  /** Market figures ±20–40 %. */
  readonly purchaseUsd?: {
    readonly list?: number;
    readonly low?: number;
    readonly high?: number;
    readonly source: string;
  };
  /** Keys of the file's `sources`, joined by spaces. */
  readonly source: string;
  readonly note?: string;
  /** What still has to be checked with the vendor. */
  readonly verify?: string;
}

/** Of the device's memory, what CUDA leaves to an engine: 85.0e9 of 85.9e9 bytes on the H100. */
const VISIBLE_SHARE = 0.99;

/**
 * The bytes an engine can use on one accelerator, before its own reserve.
 * `marketed` means that only the printed number is known, which may be 7 % short of or above the truth.
 */
export function usableMemory(accelerator: Accelerator): { bytes: number; basis: 'measured' | 'capacity' | 'marketed' } {
  const { usableBytes, capacityBytes, memoryGb } = accelerator;
  if (usableBytes !== undefined) return { bytes: usableBytes, basis: 'measured' };
  if (capacityBytes !== undefined) return { bytes: VISIBLE_SHARE * capacityBytes, basis: 'capacity' };
  return { bytes: memoryGb * 1e9, basis: 'marketed' };
}
