// `npm run bench [section …]`: every speed promise of the design, measured on this machine. Compare ratios, not times.
import { measureApiCost } from './apiCost';
import type { BenchSection } from './benchRow';
import { measureBrowser } from './browser';
import { measureCheck } from './check';
import { measureIndependentCopy } from './independentCopy';
import { measureRefresh } from './refresh';
import { measureSelfHost } from './selfHost';
import { measureThroughput } from './throughput';
import { measureXlsx } from './xlsx';

const SECTIONS: Record<string, () => Promise<BenchSection> | BenchSection> = {
  'api-cost': measureApiCost,
  throughput: measureThroughput,
  'self-host': measureSelfHost,
  refresh: measureRefresh,
  check: measureCheck,
  'independent-copy': measureIndependentCopy,
  xlsx: measureXlsx,
  browser: measureBrowser,
};

async function main(wanted: readonly string[]): Promise<void> {
  for (const [name, measure] of Object.entries(SECTIONS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { title, rows } = await measure();
    console.log(`\n${title}`);
    const width = Math.max(...rows.map((row) => row.name.length));
    for (const row of rows) {
      const ratio = 'ratio' in row && row.ratio !== undefined ? `${row.ratio.toFixed(2)}×` : '';
      const measured = measuredIn(row).padStart(10);
      console.log(`  ${row.name.padEnd(width)}  ${measured}  ${ratio.padStart(10)}  ${row.target ?? ''}`.trimEnd());
    }
  }
}

function measuredIn(row: BenchSection['rows'][number]): string {
  if ('bytes' in row) return `${(row.bytes / 1000).toFixed(1)} kB`;
  return 'count' in row ? String(row.count) : inWords(row.nanoseconds);
}

function inWords(nanoseconds: number): string {
  if (nanoseconds < 1e4) return `${nanoseconds.toPrecision(3)} ns`;
  if (nanoseconds < 1e7) return `${(nanoseconds / 1e3).toPrecision(3)} µs`;
  return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
}

void main(process.argv.slice(2));
