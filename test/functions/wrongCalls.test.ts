import { adapt } from '../../src/functions/adapter';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { isCellError } from '../../src/functions/toCell';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

/** What the first cell of a formula shows, as Excel asks for it. */
async function shown(id: string, ...args: unknown[]): Promise<string> {
  const definition = FUNCTION_DEFINITIONS.find((each) => each.id === id);
  if (!definition) throw new Error(`there is no ${id}`);
  try {
    const [[first]] = await adapt(definition, () => EMBEDDED_CONTEXT)(...args);
    return isCellError(first) ? `${first.code} ${first.message}` : String(first);
  } catch (thrown) {
    if (isCellError(thrown)) return `${thrown.code} ${thrown.message}`;
    throw thrown;
  }
}

const OWN = [
  ['provider', 'model', 'input', 'output', 'currency'],
  ['acme', 'm', 1, 2, 'EUR'],
];

test.each([
  [
    ['LLMCOST', 'gpt-4o', '1,000', 100],
    '#VALUE! input_tokens must be a number, not text: type it without quotes, with a dot.',
  ],
  [['LLMCOST', 'gpt-4o', 1000], '#VALUE! output_tokens is missing: give a number (tokens per request).'],
  [['LLMCOST', 1000, 100, 'gpt-4o'], '#VALUE! Put the name in quotes: "gpt-5.1". Without quotes Excel reads a cell.'],
  [['LLMCOST', 'chatgpt', 1, 1], '#N/A Unknown model "chatgpt". LLMMODELS() lists the names.'],
  [
    ['LLMCOST', 'gpt-4o', 1, 1, 0, 0, 'bath'],
    '#N/A gpt-4o has no bath price. It has: standard, batch, priority, fast.',
  ],
  [['LLMCOST', 'gpt-4o', 1, 1, 0, 0, '', '23.11.2026'], '#VALUE! as_of must be a date: an Excel date or "2026-11-23".'],
  [
    ['LLMCOST', 'gpt-4o', 1, 1, 0, 0, '', '', 'EUR'],
    '#VALUE! The price table cannot be read: prices must be a range with the headers model, input, output above the rows.',
  ],
  [
    ['LLMCOST', 'm', 1, 1, 0, 0, '', '', OWN],
    '#N/A No exchange rate for EUR: fill Currency and USD per unit in a table named Rates, on a sheet named Rates.',
  ],
  [['LLMPRICE', 'gpt-4o', 'inputs'], '#VALUE! Unknown unit "inputs": write input, output, cached_input, web_search, …'],
  [['LLMBILL', 'gpt-4o'], '#VALUE! usage is missing: give rows of key and value, or "input=1000; output=100".'],
  [
    ['LLMBILL', 'gpt-4o', 'input 1000'],
    '#VALUE! usage must be rows of key and value, or text such as "input=1000; output=100".',
  ],
  [
    ['LLMBILL', 'gpt-4o', 'input=1', 'batch'],
    '#VALUE! context must be rows of key and value, or text such as "tier=batch; region=us".',
  ],
  [
    ['LLMCOMPARE', 'gpt-4o, gpt-5.1', 1000, 100],
    '#VALUE! models is one text: give a range of names, or {"gpt-4o";"gpt-5.1"} with each name in quotes.',
  ],
  [
    ['GPUPRICE', 'H100', 'aws'],
    '#N/A No such on_demand offer of H100 from aws. There are: runpod on_demand, nebius on_demand, lambda on_demand and more.',
  ],
  [['GPUPRICE', 'H100', '', 'monthly'], '#VALUE! plan must be one of on_demand, reserved, spot, any.'],
  [
    ['GPUFIT', 'llama-3.3-70b', 'T4'],
    '#N/A Unknown GPU "T4". Choose one in the pane under Insert, such as H100 SXM5 80GB.',
  ],
  [['GPUMEMORY', 'llama'], '#N/A No open model "llama". Nearest: Llama 2 7B, Llama 2 70B, Llama 3.1 8B.'],
  [
    ['GPUTOKENCOST', 'llama-3.3-70b', 'H100', 1000, 100, 80],
    '#VALUE! utilization must be at most 1; it is 80. Write 10 % as 0.1.',
  ],
  [
    ['GPUTCO', 'gpus=8; gpu=H100; discount_rate=8'],
    '#VALUE! discount_rate must be at most 1; it is 8. Write 10 % as 0.1.',
  ],
  [['GPUTCO', 'gpus=8'], '#VALUE! gpu_load_w is not known here: put it into assumptions, or the gpu it is of.'],
  [['GPUTCO'], '#VALUE! assumptions is missing: give rows of key and value, or "gpus=16; gpu=H100; ownership=buy".'],
  [['GPUPAYBACK', 1000, 20_000, 2000], '#N/A never: the savings do not add up to the upfront cost.'],
  [['LLMROUTE', 100, 0.01], '#VALUE! strong is missing: give a number (USD per request).'],
  [['LLMMODELS', 'zzz'], '#N/A No model matches "zzz". LLMMODELS() lists all.'],
])('%j says what to type instead', async ([id, ...args], sentence) => {
  expect(await shown(String(id), ...args)).toBe(sentence);
});
