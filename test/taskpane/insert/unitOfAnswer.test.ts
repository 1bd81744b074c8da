import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';
import { functionHelp } from '../../../src/functions/functionHelp';
import { readEntry } from '../../../src/taskpane/insert/argumentEntry';
import { unitOfAnswer } from '../../../src/taskpane/insert/unitOfAnswer';

const HELP = functionHelp(FUNCTION_DEFINITIONS);
const unitOf = (id: string, typed: Readonly<Record<string, string>>) => {
  const help = HELP.find((each) => each.id === id)!;
  const context = { isKnownName: () => false };
  const fields = help.arguments.map((argument) => ({
    argument,
    entry: readEntry(argument, typed[argument.name] ?? '', context),
  }));
  return unitOfAnswer(help, fields);
};

test.each([
  ['GPUBREAKEVEN', {}, 'months'],
  ['GPUBREAKEVEN', { answer: 'Price' }, 'USD per 1M tokens'],
  ['GPUBREAKEVEN', { answer: 'utilization' }, 'share, 0 to 1'],
  ['GPUTHROUGHPUT', {}, 'output tokens per second, all requests together'],
  ['GPUTHROUGHPUT', { measure: 'ttft_ms' }, 'ms to the first token'],
  ['LLMPRICE', {}, 'USD per 1M tokens'],
  ['LLMPRICE', { item: 'cached input' }, 'USD per 1M tokens'],
  ['LLMPRICE', { item: 'web_search' }, 'USD per 1,000 (web searches)'],
  ['LLMPRICE', { item: 'images:1024x1024' }, 'USD per 1 (images)'],
  ['LLMPRICE', { item: 'characters' }, 'USD per 1M characters'],
  ['LLMROUTINGGATE', { answer: 'payback' }, 'months'],
  ['LLMFALLBACKCOST', { answer: 'unserved' }, 'requests'],
  ['LLMWORKLOAD', { stat: 'peak_to_mean' }, 'peak hour ÷ mean hour'],
  ['LLMCOST', {}, 'USD per request'],
])('one cell of %s, asked for %j, is in %s', (id, typed, unit) => {
  expect(unitOf(id, typed)).toBe(unit);
});
