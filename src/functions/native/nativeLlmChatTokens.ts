import { llmChatTokens } from '../llmChatTokens';
import { ArgumentChecks, constantOf } from './argumentChecks';
import { NotExpressible, nativeForm } from './nativeForm';

const NO_LIMIT = 1e99;

/** The sum over the turns in closed form: a history of k turns is sent again for k = 0, 1, … up to what there is room for. */
export const nativeLlmChatTokens = nativeForm(llmChatTokens, (args) => {
  const answer = constantOf(args.answer);
  if (answer === 'all')
    throw new NotExpressible('it answers three rows; with "input", "cacheable" or "output" it has a plain formula');
  const checks = new ArgumentChecks();
  const turns = checks.required(args.turns).text;
  const system = checks.required(args.system).text;
  const user = checks.required(args.user).text;
  const output = checks.required(args.output).text;
  const limit = checks.number(args.max_context, NO_LIMIT);
  const isLimited = limit !== undefined && limit.constant !== NO_LIMIT;
  const turnTokens = `(${user}+${output})`;
  if (isLimited) checks.onlyIf(`${limit.text}-${system}-${turnTokens}>=0`);
  const mostKept = isLimited
    ? `IF(${turnTokens}=0,${turns}-1,MIN(${turns}-1,INT((${limit.text}-${system}-${turnTokens})/${turnTokens})))`
    : `(${turns}-1)`;
  const whileItGrows = `${turnTokens}*${mostKept}*(${mostKept}+1)/2`;
  const whenFull = isLimited ? `+${turnTokens}*${mostKept}*(${turns}-1-${mostKept})` : '';
  const sums = {
    input: `${turns}*(${system}+${user})+${whileItGrows}${whenFull}`,
    cacheable: `(${turns}-1)*${system}+${whileItGrows}`,
    output: `${turns}*${output}`,
  };
  return checks.guarded(sums[answer as keyof typeof sums]);
});
