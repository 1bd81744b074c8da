import { EngineError } from '../../engine/errors';
import type { NumberArgument } from '../definition';
import { gpuPayback } from '../gpuPayback';
import { ArgumentChecks } from './argumentChecks';
import { NotExpressible, nativeForm, type NativeArgument } from './nativeForm';

const NO_LIMIT = 1e99;

/** Upfront ÷ monthly saving, as long as neither cost of capital nor a falling API price asks for a search by month. */
export const nativeGpuPayback = nativeForm(gpuPayback, (args) => {
  const checks = new ArgumentChecks();
  const api = checks.required(args.api_monthly);
  const upfront = checks.required(args.upfront);
  const running = checks.required(args.running_monthly);
  const life = checks.number(args.life_months, NO_LIMIT);
  checks.holdsWhile(...[args.discount_rate, args.api_decline].flatMap((rate) => onlyZero(rate, checks)));
  const saving = `(${api.text}-${running.text})`;
  const months = `${upfront.text}/${saving}`;
  if (api.constant !== undefined && running.constant !== undefined && api.constant <= running.constant) {
    throw new EngineError('payback-never');
  }
  checks.onlyIf(`${api.text}>${running.text}`);
  if (life && life.constant !== NO_LIMIT) checks.onlyIf(`${upfront.text}<=${life.text}*${saving}`);
  return checks.guarded(months);
});

/** A rate in a cell that is 0 now has to stay so. */
function onlyZero(rate: NativeArgument<NumberArgument>, checks: ArgumentChecks): string[] {
  const number = checks.required(rate);
  const now = rate.kind === 'cell' ? (rate.now ?? 0) : number.constant;
  if (now !== 0 && now !== '') throw new NotExpressible(`with ${rate.definition.name} it is solved month by month`);
  return number.constant === undefined ? [`${number.text}=0`] : [];
}
