import { normaliseHeader } from '../catalog/priceRow';
import { LLM_TABLE } from '../workbook/priceTableLayout';
import { LAMBDA_PREFIX } from '../workbook/nameClashes';

/** A calculation that the workbook carries under a name, for people without the add-in. */
export interface LambdaName {
  readonly name: string;
  /** As one types it in an English Excel, with the equals sign; it looks at the workbook's table LlmPrices. */
  readonly formula: string;
  /** At most 255 characters: with more, Excel refuses the file. */
  readonly comment: string;
}

/**
 * Named LAMBDAs for Excel for Microsoft 365 and Excel 2024: standard list prices alone, your own prices first. What they
 * do not compute is #N/A: a model with several standard rows (dates, regions, prompt lengths), a discount, a multiplier,
 * a fee for each request, and a model without its provider: who is meant by a bare name or an alias is more than a formula
 * can settle.
 *
 * An independent copy has no columns in which nothing stands. A name does not look at an optional column that is missing:
 * nothing can stand in it.
 * @param headers of the workbook's table LlmPrices
 * @throws TypeError when one of `NEEDED` is missing
 */
export function lambdaNames(headers: readonly string[]): readonly LambdaName[] {
  const pricedRow = (then: string) => rowOf(headers, then);
  return [
    {
      name: `${LAMBDA_PREFIX}LLMCOST`,
      formula: `=LAMBDA(model,input,output,${guarded('COUNT(input,output)=2,ISNUMBER(input),ISNUMBER(output)', 'AND(input>=0,output>=0)', pricedRow('(input*input_rate+output*output_rate)/1000000'))})`,
      comment: `USD for one request: "provider/model", input and output tokens. ${LIMITS}`,
    },
    {
      name: `${LAMBDA_PREFIX}LLMPRICE`,
      formula: `=LAMBDA(model,item,${guarded('COUNTA(item)=1,ISTEXT(item)', 'OR(item="input",item="output")', pricedRow('IF(item="input",input_rate,output_rate)'))})`,
      comment: `USD per 1M tokens: "provider/model", item "input" or "output". ${LIMITS}`,
    },
    {
      name: `${LAMBDA_PREFIX}LLMROUTE`,
      formula: `=LAMBDA(volume,weak,strong,strong_share,${guarded('COUNT(volume,weak,strong,strong_share)=4,ISNUMBER(volume),ISNUMBER(weak),ISNUMBER(strong),ISNUMBER(strong_share)', 'AND(volume>=0,weak>=0,strong>=0,strong_share>=0,strong_share<=1)', 'volume*((1-strong_share)*weak+strong_share*strong)')})`,
      comment:
        'USD for the volume behind a router: requests, USD per request of the weak and of the strong model, share sent to the strong one (0.2, not 20). The router itself costs nothing here.',
    },
    {
      name: `${LAMBDA_PREFIX}GPUPAYBACK`,
      formula: `=LAMBDA(api_monthly,upfront,running_monthly,${guarded('COUNT(api_monthly,upfront,running_monthly)=3,ISNUMBER(api_monthly),ISNUMBER(upfront),ISNUMBER(running_monthly)', 'AND(api_monthly>running_monthly,upfront>=0,running_monthly>=0)', 'upfront/(api_monthly-running_monthly)')})`,
      comment:
        'Months until own GPUs have paid for themselves: USD per month for the API, USD up front, USD per month to run them. #N/A when they never do. No cost of capital, no falling API price.',
    },
  ];
}

const LIMITS = 'Standard prices, your own first; #N/A for a model with dated, banded, regional or discounted rows.';

/** #N/A unless each argument is one value of its kind; Excel compares texts and numbers without an error. */
function guarded(kinds: string, range: string, then: string): string {
  return `IF(AND(${kinds}),IF(${range},${then},NA()),NA())`;
}

/**
 * `then` with `input_rate` and `output_rate` of the one row that prices the model. Whole texts are compared, so that *
 * and ? are no patterns; spaces around them do not hide a row (MAP, because TRIM alone takes a column for one cell in
 * some engines). Every standard row of the model is counted, and the one must have no condition.
 */
function rowOf(headers: readonly string[], then: string): string {
  const headerOf = new Map(headers.map((header) => [normaliseHeader(header), header]));
  const isThere = (key: string) => headerOf.has(key);
  const column = (key: string) => {
    const header = headerOf.get(key);
    if (header === undefined) throw new TypeError(`${LLM_TABLE.table} has no column ${key}`);
    return `${LLM_TABLE.table}[${header.replace(/['[\]#@]/g, "'$&")}]`;
  };
  const hasTier = isThere('tier');
  const conditions = NOT_COMPUTED.filter(isThere);
  const cell = (key: string) => `INDEX(${column(key)},position)`;
  const rate = (key: 'input' | 'output') =>
    rateOf(key, cell(key), isThere(`my_${key}`) ? cell(`my_${key}`) : undefined);
  return [
    'LET(',
    `own_rows,MAP(${['provider', 'model', ...(hasTier ? ['tier'] : [])].map(column).join()},`,
    `LAMBDA(maker,listed_as,${hasTier ? 'tier,' : ''}`,
    `IF(${hasTier ? `AND(${IS_MODEL},OR(TRIM(tier)="",TRIM(tier)="standard"))` : IS_MODEL},1,0))),`,
    `plain_rows,own_rows*${conditions.length > 0 ? `(${conditions.map(column).join('&')}="")` : '1'},`,
    'IF(AND(COUNTA(model)=1,ISTEXT(model),SUMPRODUCT(own_rows)=1,SUMPRODUCT(plain_rows)=1),',
    'LET(position,MATCH(1,plain_rows,0),',
    `${rate('input')},${rate('output')},${then}),NA()))`,
  ].join('');
}

const IS_MODEL = 'TRIM(maker)&"/"&TRIM(listed_as)=model';

/** Columns without which no model has a price. */
export const NEEDED = ['provider', 'model', 'input', 'output'] as const;

/** What a table may lack, and what the names then do not look at. */
export function optionalColumnsMissing(headers: readonly string[]): readonly string[] {
  const there = new Set(headers.map(normaliseHeader));
  const optional: readonly string[] = ['tier', ...NOT_COMPUTED, 'my_input', 'my_output'];
  return LLM_TABLE.columns.filter(({ key }) => optional.includes(key) && !there.has(key)).map(({ header }) => header);
}

/** Whatever stands in one of these changes the price, or adds to it, in a way that only the add-in works out. */
const NOT_COMPUTED = [
  ...['ctx_from', 'ctx_mode', 'region', 'days', 'hours', 'tz', 'calendar', 'valid_from', 'valid_to'],
  ...['multiplier', 'discount', 'my_discount', 'currency', 'request_per_1k'],
];

/** Your own price where you gave one, otherwise the listed one; a blank or a text gives #N/A. */
function rateOf(key: 'input' | 'output', listed: string, mine: string | undefined): string {
  return `${key}_price,${mine ? `IF(${mine}="",${listed},${mine})` : listed},${key}_rate,IF(ISNUMBER(${key}_price),IF(${key}_price>=0,${key}_price,NA()),NA())`;
}
