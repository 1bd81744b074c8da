import { RULES, type Comparison, type Difference, type Rule } from './compareWithGenaiPrices';
import { QUESTIONS } from './genaiQuestions';
import { GENAI_PRICES } from './pinnedSources';

/** The text of `src/catalog/embedded/differences.md`: every difference, under the rule that explains it. */
export function differencesReport({ models, questions, equal, differences }: Comparison): string {
  const rules: readonly (Rule | undefined)[] = [...(Object.keys(RULES) as Rule[]), undefined];
  const perModel = questions / models;
  const usages = new Set(QUESTIONS.map(({ usage }) => usage)).size;
  const moments = new Set(QUESTIONS.map(({ at }) => at)).size;
  return [
    '# Where the embedded prices and genai-prices differ',
    '',
    `Written by \`npm run prices:snapshot\`. ${models} models are in both; each was asked ${perModel} questions ` +
      `(${usages} usages at ${moments} moments) of ${GENAI_PRICES.name} ${GENAI_PRICES.version}. ` +
      `${equal} of ${questions} amounts are equal to 1e-9; the other ${differences.length} are below, each with the rule that explains it. A test fails on one without a rule.`,
    '',
    ...rules.flatMap((rule) =>
      sectionOf(
        rule,
        differences.filter((difference) => difference.rule === rule),
      ),
    ),
  ].join('\n');
}

function sectionOf(rule: Rule | undefined, differences: readonly Difference[]): string[] {
  if (differences.length === 0) return [];
  const byModel = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = `${difference.model}\n${difference.entry}`;
    byModel.set(key, [...(byModel.get(key) ?? []), difference]);
  }
  return [
    `## ${rule ?? 'UNEXPLAINED'} (${differences.length})`,
    '',
    ...(rule ? [RULES[rule], ''] : []),
    '| model | their entry | answers that differ | for example | ours, USD | theirs, USD |',
    '|---|---|---|---|---|---|',
    ...[...byModel.values()].map(lineOf),
    '',
  ];
}

function lineOf(differences: readonly Difference[]): string {
  const [{ model, entry, question, ours, theirs }] = differences;
  const usages = [...new Set(differences.map((difference) => difference.question.usage))].join(', ');
  const example = `${question.usage}, ${question.at.slice(0, 16)}Z`;
  return `| ${[model, entry, `${differences.length}: ${usages}`, example, usd(ours), usd(theirs)].join(' | ')} |`;
}

/** Nine significant digits are those in which the two have to agree. */
function usd(amount: number | undefined): string {
  return amount === undefined ? 'no price' : String(Number(amount.toPrecision(9)));
}
