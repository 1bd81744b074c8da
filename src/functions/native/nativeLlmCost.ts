import { CACHED_INPUT, CACHE_WRITE, INPUT, OUTPUT, REQUESTS, UNITS } from '../../engine/units/units';
import { llmCost } from '../llmCost';
import { ArgumentChecks, withoutOwnPrices } from './argumentChecks';
import { nativeForm, type NumberText, type PriceText } from './nativeForm';
import { sumOfTerms, term } from './terms';

/** (input − cached − written) × rate + …, in the order of `textRequestUsd`, so that even the last bit agrees. */
export const nativeLlmCost = nativeForm(llmCost, (args, tables) => {
  withoutOwnPrices(args.prices);
  const checks = new ArgumentChecks();
  const input = checks.required(args.input_tokens);
  const output = checks.required(args.output_tokens);
  const cached = checks.required(args.cached_tokens);
  const written = checks.required(args.cache_write_tokens);
  const price = tables.price({ model: args.model, tier: args.tier, asOf: args.as_of });
  checks.accepts(...price.namesAre);
  checks.onlyIf(...price.conditions);
  const perMTok = sumOfTerms([
    term(uncached(input, cached, written, checks), price.rate(INPUT, input)),
    term(cached, price.rate(CACHED_INPUT, input)),
    term(written, price.rate(CACHE_WRITE, input)),
    term(output, price.rate(OUTPUT, input)),
  ]);
  return checks.guarded(`${perMTok}/1000000${requestFee(price, input)}`);
});

/** What is left of the input; averages whose parts add up to a hair more than the whole leave nothing. */
function uncached(input: NumberText, cached: NumberText, written: NumberText, checks: ArgumentChecks): NumberText {
  const parts = [cached, written].filter(({ constant }) => constant !== 0);
  if (parts.length === 0) return input;
  const left = [input, ...parts].map(({ text }) => text).join('-');
  const used = parts.map(({ text }) => text).join('+');
  checks.onlyWithin(
    parts,
    input,
    parts.length === 1 ? `${used}<=${input.text}` : `${used}-${input.text}<=1E-12*${input.text}`,
  );
  return { text: parts.length === 1 ? `(${left})` : `MAX(0,${left})` };
}

function requestFee(price: PriceText, input: NumberText): string {
  const fee = price.rate(REQUESTS, input);
  return fee ? `+${fee.text}/${UNITS[REQUESTS].per}` : '';
}
