import { normaliseHeader } from '../catalog/priceRow';
import type { TableRole } from './priceTableLayout';

/** What a column means, for a note on its header; undefined where the header says it all. */
export function columnNote(role: TableRole, header: string): string | undefined {
  const key = normaliseHeader(header);
  return NOTES[role][key] ?? (role === 'llm' ? llmNote(key) : undefined);
}

function llmNote(key: string): string | undefined {
  if (key.startsWith('my_')) return MINE;
  const unit = /^code_session$|_per_(1k|1m|1g)$|_(each|hour_in|hour_out|second|hour|day)$/.test(key);
  return unit
    ? 'USD for the unit in the column name. Blank: there is no such price, and using it is #N/A, never 0.'
    : undefined;
}

const MINE =
  'Yours: wins over the list price of its row and survives every refresh. Tiers that scale the list price scale it, too.';
const INHERITS = 'USD per 1M tokens. Blank: as the rate it is a part of. 0: free.';
const CHECKED = 'Day on which the price was last confirmed at its source.';

const NOTES: Readonly<Record<TableRole, Readonly<Record<string, string>>>> = {
  llm: {
    provider: 'Who sells the model. With the model it names the row: what you write beside it follows the name.',
    model: 'Id as formulas use it, in quotes. Other names that also work stand in Aliases.',
    aliases: 'Other names of the model, separated by semicolons. Matched exactly, ignoring case.',
    status: '"free": a price of 0 is meant. "retired": the source no longer lists the model; it stays priced.',
    tier: 'Blank: the ordinary price. batch, flex, priority, fast: this row holds only for that tier.',
    region: 'Blank: anywhere. Otherwise this row holds only for that region.',
    ctx_from: 'This row holds from so many input tokens on, inclusive: "above 200,000" is 200001.',
    ctx_mode: 'request: the whole request moves to the higher price. marginal: only the tokens above.',
    days: 'Days on which this row holds, such as Mon-Fri, in the time zone of the row.',
    hours: 'Hours in which this row holds, such as 01:00-04:00;06:00-10:00, in the time zone of the row.',
    calendar: 'Name of a list of holidays on which this row does not hold.',
    valid_from: 'First day (UTC) on which this row holds. Blank: always.',
    valid_to: 'First day (UTC) on which this row no longer holds. Blank: no end is known.',
    input: 'USD per 1M input tokens that are neither read from nor written to a cache.',
    cached_input: INHERITS,
    cache_write: 'USD per 1M tokens written to a cache for 5 minutes. Blank: as Input. 0: free.',
    cache_write_1h: 'USD per 1M tokens written to a cache for an hour. Blank: as Cache write. 0: free.',
    output: 'USD per 1M output tokens, reasoning included unless it has a rate of its own.',
    ...Object.fromEntries(
      ['reasoning', 'citation', 'input_audio', 'cached_audio', 'output_audio', 'input_image', 'cached_image'].map(
        (key) => [key, INHERITS],
      ),
    ),
    output_image: INHERITS,
    input_video: INHERITS,
    output_video: INHERITS,
    multiplier:
      'Scales the rates that this row does not state itself: 0.5 is half price. Rows that differ in dates alone scale once.',
    discount:
      'Share off the rates that this row does not state itself (in a row without conditions off its own): 0.1 is 10 % off.',
    my_discount:
      'Yours: share off the list price, 0.1 is 10 % off. That of the most specific row that holds counts, and survives a refresh.',
    currency:
      'Three letters; blank is USD. Others need a table named Rates, on a sheet named Rates, with Currency and USD per unit.',
    source: 'Where the price is from; an https address was checked by hand there.',
    checked: CHECKED,
    agree: 'Sources that give this price, of those that list the model.',
  },
  gpu: {
    gpu: 'Id or another name of the GPU, as formulas use it, in quotes.',
    plan: 'on_demand, reserved or spot.',
    usd_per_gpu_hour: 'USD for one GPU and hour, never for a whole server.',
    my_usd_per_gpu_hour: MINE,
    min_gpus: 'The fewest GPUs one can rent of this offer.',
    checked: CHECKED,
    n_offers: 'Of how many listings the price is the median; blank is one.',
  },
  sources: {
    as_of: 'Day for which the prices are meant: the default date of every formula.',
    retrieved: 'When the list was received. A source that failed keeps its old date.',
    published: 'Date of the list itself, where its records or its server give one.',
    rows: 'Rows in the price tables that are from this source.',
    sha256: 'Checksum of the bytes received.',
    status: 'ok, or why the older prices of this source were kept.',
    quarantined: 'Rows of the list that were not believed; the reasons stand beside.',
    stamp: 'Says that the tables are whole. Edit it, and no formula uses them until you press Restore.',
  },
  changes: {
    date: 'When the change was written, UTC. The log only grows.',
    conditions: 'Tier, region and other conditions of the row; blank for the ordinary price.',
    field: 'The column. "row": the whole row came or went. "snapshot": a refresh or restore as a whole.',
  },
};
