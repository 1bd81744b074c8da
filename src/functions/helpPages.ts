/** The help page behind each function's helpUrl, and their index: plain HTML without script, made from the definitions. */
import { ERRORS, sentenceOf } from '../engine/errors';
import type { CellErrorKind, ErrorCode, ErrorDetails } from '../engine/errors';
import { CELL_LIKE_NAMES } from './arguments/readArgument';
import { boundsOf, defaultText, unitOf } from './argumentTexts';
import type { ArgumentDefinition, FunctionDefinition } from './definition';
import { html, page } from './helpPageLayout';
import type { Html } from './helpPageLayout';

/** Where the page of a function stands under the add-in's address; part of functions.json. */
export function helpPagePath(definition: Pick<FunctionDefinition, 'id'>): string {
  return `help/${definition.id.toLowerCase()}.html`;
}

/** Paths under the add-in's address and the pages that stand there. */
export function helpPages(definitions: readonly FunctionDefinition[]): ReadonlyMap<string, string> {
  return new Map([
    ['help/index.html', indexPage(definitions)],
    ...definitions.map((definition) => [helpPagePath(definition), functionPage(definition)] as const),
  ]);
}

/** "LLMCOST(model, input_tokens, [tier])" */
export function signatureOf(definition: FunctionDefinition): string {
  const names = definition.arguments.map(({ name, optional }) => (optional ? `[${name}]` : name));
  return `${definition.id}(${names.join(', ')})`;
}

function functionPage(definition: FunctionDefinition): string {
  return page(
    definition.id,
    html` <p><a href="index.html">All functions</a> · ${definition.category}</p>
      <h1>${definition.id}</h1>
      <p>${definition.description}</p>
      <pre><code>=${signatureOf(definition)}</code></pre>
      <h2>Examples</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Formula</th>
            <th scope="col">Shows</th>
          </tr>
        </thead>
        <tbody>
          ${definition.examples.map(
            ({ formula, shows }) =>
              html`<tr>
                <td><code>${formula}</code></td>
                <td>${shows}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>Arguments</h2>
      <table>
        <thead>
          <tr>
            ${['Argument', 'Meaning', 'Unit or kind', 'Bounds and default', 'Example'].map(
              (title) => html`<th scope="col">${title}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${definition.arguments.map(argumentRow)}
        </tbody>
      </table>
      ${definition.arguments.some(({ broadcast }) => broadcast) ? SPILLS : ''}
      <h2>Result</h2>
      <p>
        ${definition.returns.unit}${definition.returns.shape === 'spill' ? ', in rows and columns that spill' : ''}.
      </p>
      <h2>How it is calculated</h2>
      <p>${definition.formula}</p>
      <h2>When it cannot answer</h2>
      <ul>
        ${refusals(definition).map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      ${sourcesOf(definition)}`,
  );
}

/** What the arithmetic rests on; the prices and facts behind a name have a source and a date each. */
function sourcesOf({ sources = [], arguments: args }: FunctionDefinition): Html | '' {
  const usesNames = args.some((argument) => argument.kind === 'name' || (argument.kind === 'block' && argument.names));
  const items = [...sources.map((source) => html`<li>${source}</li>`), ...(usesNames ? [OF_NAMES] : [])];
  return items.length === 0
    ? ''
    : html`<h2>Sources</h2>
        <ul>
          ${items}
        </ul>`;
}

const OF_NAMES = html`<li>
  Every price, and every fact of a model or GPU, has a source and a date of its own:
  <code>=LLMSOURCE(&quot;gpt-5.1&quot;,&quot;all&quot;)</code> names those of one, and the price tables of the workbook
  list them all.
</li>`;

const SPILLS = html`<p>
  Arguments marked “cell or range” may be ranges of one shape, or one value against a range: the answer spills in that
  shape, and an error in one cell stays in that cell.
</p>`;

function argumentRow(argument: ArgumentDefinition): Html {
  const limits = [
    argument.optional ? 'optional' : 'required',
    argument.broadcast ? 'cell or range' : '',
    boundsOf(argument),
    defaultText(argument),
  ];
  return html`<tr>
    <th scope="row"><code>${argument.name}</code></th>
    <td>${argument.description}</td>
    <td>${unitOf(argument)}</td>
    <td>${limits.filter((limit) => limit !== '').join('; ')}</td>
    <td>${argument.example === undefined ? '' : html`<code>${argument.example}</code>`}</td>
  </tr>`;
}

const CELL_TEXTS: Record<CellErrorKind, string> = { value: '#VALUE!', notAvailable: '#N/A', divisionByZero: '#DIV/0!' };

/** What the adapter refuses because of the arguments' kinds, then what the body refuses. */
function refusals(definition: FunctionDefinition): string[] {
  const byArgument = definition.arguments.flatMap((argument) => {
    if (argument.kind === 'name' && !(argument.names in CELL_LIKE_NAMES)) return [];
    return (REFUSALS_OF_KIND[argument.kind] ?? []).map((code) => refusal(code, detailsOf(argument)));
  });
  const byBody = (definition.errors ?? []).map((code) => refusal(code, {}));
  return [...new Set([...byArgument, ...byBody])];
}

const REFUSALS_OF_KIND: Partial<Record<ArgumentDefinition['kind'], readonly ErrorCode[]>> = {
  name: ['name-not-quoted'],
  number: ['argument-not-a-number'],
  choice: ['argument-not-a-choice'],
  date: ['argument-not-a-date', 'date-before-prices'],
  pairs: ['options-not-pairs'],
};

function detailsOf(argument: ArgumentDefinition): ErrorDetails {
  return {
    argument: argument.name,
    ...(argument.kind === 'choice' ? { choices: argument.choices.join(', ') } : {}),
    ...(argument.kind === 'pairs' ? { example: argument.example } : {}),
    ...(argument.kind === 'name' ? { example: CELL_LIKE_NAMES[argument.names] ?? '' } : {}),
  };
}

/** A detail that only the call knows is shown as …. */
function refusal(code: ErrorCode, details: ErrorDetails): string {
  return `${CELL_TEXTS[ERRORS[code].cell]} ${sentenceOf(code, details).replace(/\{\w+\}/g, '…')}`;
}

function indexPage(definitions: readonly FunctionDefinition[]): string {
  const categories = [...new Set(definitions.map(({ category }) => category))];
  return page(
    'Functions',
    html` <h1>Functions</h1>
      <p>Model and GPU names are text in quotes: <code>"gpt-5.1"</code>, <code>"H100"</code>.</p>
      ${categories.map(
        (category) =>
          html`<h2>${category}</h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">Function</th>
                  <th scope="col">Returns</th>
                </tr>
              </thead>
              <tbody>
                ${definitions
                  .filter((definition) => definition.category === category)
                  .map(
                    (definition) =>
                      html`<tr>
                        <td>
                          <a href="${definition.id.toLowerCase()}.html"><code>${signatureOf(definition)}</code></a>
                        </td>
                        <td>${definition.description}</td>
                      </tr>`,
                  )}
              </tbody>
            </table>`,
      )}
      ${TROUBLES}`,
  );
}

const TROUBLES = html`<h2 id="errors">When a cell shows an error</h2>
  <dl>
    <dt><code>#VALUE!</code></dt>
    <dd>
      An argument cannot be used. Select the cell and point at the warning sign: the sentence says which one and why.
    </dd>
    <dt><code>#N/A</code></dt>
    <dd>There is no such number: an unknown model, a missing price, or no solution. The sentence says which.</dd>
    <dt><code>#NAME?</code></dt>
    <dd>
      Excel does not know the function: the add-in is not loaded in this workbook. Load it, then select the cells and
      enter the formulas again.
    </dd>
    <dt><code>#BUSY!</code></dt>
    <dd>Excel waits for the add-in to start. If it stays, open the task pane once, or reload the add-in.</dd>
    <dt><code>#SPILL!</code></dt>
    <dd>The answer needs several cells and one of them is not empty. Clear the cells below and to the right.</dd>
  </dl>`;
