import { acceleratorIdOf } from '../../catalog/acceleratorNames';

/** What a line of a SkyPilot catalogue says about its GPU. */
export interface SkypilotGpu {
  readonly name: string;
  readonly count: number;
  readonly instanceType: string;
  readonly gpuInfo: string;
}

/** The GPU is sold in several forms and the line does not say which; its price says nothing about either. */
export const FORM_UNKNOWN = Symbol('form unknown');

/** Our id of the GPU; undefined when there are no facts of it. */
export function skypilotGpuId(gpu: SkypilotGpu): string | typeof FORM_UNKNOWN | undefined {
  const { name } = gpu;
  if (/^H100/i.test(name)) return byForm(gpu, { sxm: 'h100-sxm', pcie: 'h100-pcie', nvl: 'h100-nvl' });
  if (/^H200/i.test(name)) return formOf(gpu) === 'nvl' ? 'h200-nvl' : 'h200-sxm';
  if (/^A100/i.test(name)) return a100(gpu);
  return RENAMED.get(name) ?? acceleratorIdOf(name);
}

/** Names that are no alias of ours, or that would be read as another part. */
const RENAMED: ReadonlyMap<string, string | undefined> = new Map([['RTXPRO6000S', 'rtx-pro-6000']]);

type Form = 'sxm' | 'pcie' | 'nvl';

/** SkyPilot's "A100" is the 40 GB part except at marketplaces, where the memory decides; "A100-80GB" is the other. */
function a100(gpu: SkypilotGpu): string | typeof FORM_UNKNOWN | undefined {
  const is80 = /80G/i.test(gpu.name) || (memoryGib(gpu)?.every((gib) => gib > 70) ?? false);
  if (is80) return byForm(gpu, { sxm: 'a100-sxm-80', pcie: 'a100-pcie-80' });
  const is40 = memoryGib(gpu)?.some((gib) => Math.abs(gib - 40) < 1) ?? false;
  return is40 && formOf(gpu) !== 'pcie' ? 'a100-sxm-40' : undefined;
}

function byForm(gpu: SkypilotGpu, ids: Partial<Record<Form, string>>): string | typeof FORM_UNKNOWN | undefined {
  const form = formOf(gpu);
  return form ? ids[form] : FORM_UNKNOWN;
}

/** "gpu_1x_h100_pcie", "1x-H100_NVL-32-65536", "1H100.80S.32V"; NVLink is a link, not the NVL part. */
function formOf({ name, instanceType, gpuInfo }: SkypilotGpu): Form | undefined {
  const text = `${name} ${instanceType} ${gpuInfo}`;
  if (/pcie/i.test(text)) return 'pcie';
  if (/nvl(?!ink)/i.test(text)) return 'nvl';
  return /sxm|\.\d+S\./i.test(text) ? 'sxm' : undefined;
}

/** Memory of one GPU [GiB], in both readings of the list: some clouds give that of the instance, some of a GPU. */
function memoryGib({ gpuInfo, count }: SkypilotGpu): readonly number[] | undefined {
  const mib = Number(/SizeInMiB\W+(\d+)/.exec(gpuInfo)?.[1]);
  return Number.isFinite(mib) ? [mib / 1024, mib / 1024 / count] : undefined;
}
