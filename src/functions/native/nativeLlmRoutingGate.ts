import type { NumberArgument } from '../definition';
import { llmRoutingGate, ROUTING_VERDICTS } from '../llmRoutingGate';
import { ArgumentChecks, constantOf, textLiteral } from './argumentChecks';
import { NotExpressible, nativeForm, type NativeArgument, type NumberText } from './nativeForm';

/** One of the figures or the verdict; PV is the present value of the same saving at the end of each month. */
export const nativeLlmRoutingGate = nativeForm(llmRoutingGate, (args) => {
  const answer = constantOf(args.answer);
  if (answer === 'all')
    throw new NotExpressible('it answers a table of its own: ask for "net" or "npv" to get a formula');
  if (answer === 'reason') throw new NotExpressible('it answers a sentence');
  const checks = new ArgumentChecks();
  const base = checks.required(args.base_mo);
  const routed = checks.required(args.routed_mo);
  const build = checks.required(args.build);
  const run = checks.required(args.run_mo);
  const hurdle = checks.required(args.hurdle);
  const rate = checks.required(args.rate);
  const horizon = checks.required(args.horizon);
  const worst = worstOf(args.routed_worst, routed, checks);
  const net = `(${base.text}-${routed.text}-${run.text})`;
  switch (answer) {
    case 'net':
      return checks.guarded(net.slice(1, -1));
    case 'payback':
      return checks.guarded(`IF(${net}>0,${build.text}/${net},NA())`);
    case 'npv':
      return checks.guarded(`-PV((1+${rate.text})^(1/12)-1,${horizon.text},${net})-${build.text}`);
    default: {
      const worstNet = worst === undefined ? '' : `,${base.text}-${worst}-${run.text}>0`;
      const payback = `IF(${net}>0,${build.text}/${net}<=${hurdle.text},FALSE)`;
      const test = worstNet === '' ? payback : `AND(${payback}${worstNet})`;
      return checks.guarded(`IF(${test},${textLiteral(ROUTING_VERDICTS.add)},${textLiteral(ROUTING_VERDICTS.wait)})`);
    }
  }
});

/** The pessimistic cost, which may not be below the expected one; a blank cell is the expected one. */
function worstOf(
  argument: NativeArgument<NumberArgument>,
  routed: NumberText,
  checks: ArgumentChecks,
): string | undefined {
  const given = checks.number(argument);
  if (!given) return undefined;
  const worst = argument.kind === 'cell' ? `IF(${given.text}="",${routed.text},${given.text})` : given.text;
  checks.refusedUnless(`${worst}>=${routed.text}`);
  return worst;
}
