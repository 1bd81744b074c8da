import { accelerator, openModel } from '../../../src/catalog/facts';
import { defaultLayout } from '../../../src/engine/self-host/layout';
import type { Precision } from '../../../src/engine/self-host/precision';
import { servingSystem } from '../../../src/engine/self-host/throughput';
import { FITTED, type Engine } from '../../../src/engine/self-host/throughputConstants';
import { quantile } from '../../../src/tooling/throughput/accuracyReport';
import { FREE_CONSTANTS, fromVector, START, toVector } from '../../../src/tooling/throughput/constantVector';
import { fifthOf, predictRun } from '../../../src/tooling/throughput/fitConstants';
import { readMeasuredRuns } from '../../../src/tooling/throughput/measuredRuns';
import { publishedSpeed } from '../../../src/tooling/throughput/publishedForm';
import { robustFit } from '../../../src/tooling/throughput/robustFit';

describe('the published closed form', () => {
  const run = (
    model: string,
    gpu: string,
    engine: Engine,
    precision: Precision,
    inputTokens: number,
    outputTokens: number,
  ) => ({
    system: servingSystem(openModel(model), accelerator(gpu), defaultLayout(4), precision, engine),
    inputTokens,
    outputTokens,
    isOldEngine: false,
  });

  // self-hosting reference §6, check values, 2026-11-23: batch, step ms, prefill ms, TPOT ms, TTFT ms, tokens/s
  test.each<[string, string, Engine, Precision, number, number, number, number, number, number]>([
    ['llama-3.3-70b', 'H200', 'trtllm', 'fp8', 64, 14.418, 95.352, 17.272, 282.76, 3647],
    ['minimax-m2.5', 'B200', 'vllm', 'fp8', 64, 15.162, 9.5152, 15.487, 203.18, 4080.3],
    ['deepseek-v3', 'B200', 'sglang', 'fp4', 16, 14.955, 22.871, 15.286, 214.02, 1032.6],
  ])(
    'gives the check values of %s on four %s',
    (model, gpu, engine, precision, concurrency, step, prefill, tpot, ttft, rate) => {
      const speed = publishedSpeed({ ...run(model, gpu, engine, precision, 1024, 1024), concurrency });
      const got = [speed.stepS * 1e3, speed.prefillS * 1e3, speed.tpotS * 1e3, speed.ttftS * 1e3, speed.tokensPerS];
      [step, prefill, tpot, ttft, rate].forEach((expected, index) =>
        expect(Math.abs(got[index] / expected - 1)).toBeLessThan(5e-4),
      );
    },
  );

  test('gives the check values of an offline run of TensorRT-LLM 0.12', () => {
    const offline = {
      ...run('llama-3.3-70b', 'H100', 'trtllm', 'fp16', 128, 2048),
      queuedAtOnce: 1800,
      isOldEngine: true,
    };
    const speed = publishedSpeed(offline);
    const got = [speed.batch, speed.stepS * 1e3, speed.prefillS * 1e3, speed.tpotS * 1e3, speed.tokensPerS];
    [225.1, 49.29, 18.831, 50.282, 4879.6].forEach((expected, index) =>
      expect(Math.abs(got[index] / expected - 1)).toBeLessThan(5e-4),
    );
  });
});

describe('measured runs', () => {
  const header =
    'group,source,engine,engine_version,measured,model,gpu,n_gpus,precision,tp,pp,dp_attn,ep,mode,isl,osl,concurrency,output_tps_total,ttft_ms,tpot_ms,flag';
  const line = (flag: string, gpus = 4) =>
    `g,"InferenceX DB dump, part",vllm,0.19.0,2026-04-03,gpt-oss-120b,h100-sxm,${gpus},fp4,${gpus},1,1,1,agg,1000,500,32,2500.5,120,11.5,${flag}`;

  test('leave out rows that do not say what was measured, and read the rest', () => {
    const csv = [
      header,
      line(''),
      line('spec_decode_unknown;parallelism_suspect'),
      line('precision_not_stated'),
      line('', 64),
    ].join('\n');
    const runs = readMeasuredRuns(csv);
    expect(runs).toHaveLength(1);
    // lengths drawn between 0.8 and 1.0; fp4 of gpt-oss is MXFP4
    expect(runs[0]).toMatchObject({
      inputTokens: 900,
      outputTokens: 450,
      concurrency: 32,
      precision: 'mxfp4',
      ttftS: 0.12,
      tpotS: 0.0115,
    });
  });

  test('are predicted by the committed constants within the bounds of sense', () => {
    const [measured] = readMeasuredRuns([header, line('')].join('\n'));
    expect(predictRun(measured, FITTED).tpot).toBeGreaterThan(0.002);
    expect(predictRun(measured, FITTED).tpot).toBeLessThan(0.05);
    expect(predictRun(measured, FITTED)).not.toHaveProperty('fullBatch');
  });

  test('of one curve stay in one part', () => {
    const runs = readMeasuredRuns([header, line(''), line('').replace(',32,', ',64,')].join('\n'));
    expect(fifthOf(runs[0])).toBe(fifthOf(runs[1]));
  });
});

describe('the fit', () => {
  test('has at most 40 constants, all inside their bounds, and loses none on the way to a list and back', () => {
    expect(FREE_CONSTANTS.length).toBeLessThanOrEqual(40);
    toVector(FITTED).forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(FREE_CONSTANTS[index].lowest);
      expect(value).toBeLessThanOrEqual(FREE_CONSTANTS[index].highest);
    });
    expect(fromVector(toVector(FITTED), START)).toEqual(FITTED);
  });

  test('finds the parameters of y = a·x^b in spite of an outlier', () => {
    const points = [1, 2, 3, 5, 8, 13, 21].map((x) => ({ x, y: 3 * x ** 0.5 }));
    points[3].y *= 20;
    const [factor, exponent] = robustFit(
      {
        start: [1, 1],
        lowest: [0.01, 0.01],
        highest: [100, 10],
        weights: new Float64Array(points.length).fill(10),
        residuals: ([a, b], out) =>
          points.forEach(({ x, y }, index) => (out[index] = Math.log(a * x ** b) - Math.log(y))),
      },
      100,
    );
    expect(factor).toBeCloseTo(3, 1);
    expect(exponent).toBeCloseTo(0.5, 1);
  });

  test('quantiles lie between the values', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30], 0.9)).toBe(28);
  });
});
