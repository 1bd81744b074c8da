import { llmCascadeCost, refuseStageCounts } from '../llmCascadeCost';
import { numberList, SHARE, USD_PER_REQUEST } from '../hybridArguments';
import type { BlockArgument, CellValue, NumberArgument } from '../definition';
import { ArgumentChecks, constantOf, numberText } from './argumentChecks';
import { NotExpressible, nativeForm, type NativeArgument, type NumberText } from './nativeForm';

/** Each model with what its judge passes on: c1 + j1 + (1 − a1) × (c2 + j2 + (1 − a2) × c3). */
export const nativeLlmCascadeCost = nativeForm(llmCascadeCost, (args) => {
  if (constantOf(args.output) === 'stages') throw new NotExpressible('it answers a table of its own');
  const checks = new ArgumentChecks();
  const volume = checks.required(args.volume);
  const costs = numbersOf(args.unit_costs, USD_PER_REQUEST, checks);
  const accepted = numbersOf(args.accept, SHARE, checks);
  const judges = isOmitted(args.judge) ? undefined : numbersOf(args.judge, USD_PER_REQUEST, checks);
  refuseStageCounts(costs.length, accepted.length, judges?.length);
  const perRequest = accepted.reduceRight(
    (next, accept, index) => {
      const judged = judges === undefined || judges[index].constant === 0 ? '' : `+${judges[index].text}`;
      return `(${costs[index].text}${judged}+(1-${accept.text})*${next})`;
    },
    costs[costs.length - 1].text,
  );
  return checks.guarded(`${volume.text}*${perRequest}`);
});

type ListArgument = NativeArgument<BlockArgument>;

function isOmitted(argument: ListArgument): boolean {
  return argument.kind === 'constant' && argument.value === undefined;
}

/** The numbers of a list one by one. Blank cells at its end do not count, and have to stay blank. */
function numbersOf(
  argument: ListArgument,
  each: Pick<NumberArgument, 'kind' | 'unit' | 'min' | 'max'>,
  checks: ArgumentChecks,
): NumberText[] {
  const { definition } = argument;
  if (argument.kind === 'constant') {
    const block = argument.value as readonly (readonly CellValue[])[];
    return numberList(block, definition, each).map((constant) => ({ text: numberText(constant), constant }));
  }
  const one: NumberArgument = { ...each, name: definition.name, description: definition.description };
  if (argument.kind !== 'block') return [checks.required({ ...argument, definition: one })];
  const cells = argument.cells.flat();
  let count = cells.length;
  while (count > 0 && (cells[count - 1].now ?? '') === '') count -= 1;
  // a value more in this list alone is one too many
  checks.refusedUnless(...cells.slice(count).map(({ text }) => `${text}=""`));
  return cells.slice(0, count).map((cell) => checks.required({ definition: one, kind: 'cell', ...cell }));
}
