/**
 * Every sentence a cell can show instead of a number, in one place.
 *
 * The engine, the catalogue and the functions throw `EngineError(code, details)`; `functions/toCell.ts` alone turns it
 * into a cell error. A sentence says what is wrong and what to do, and is at most 120 characters after filling in.
 * `value` is #VALUE! (the argument is bad), `notAvailable` is #N/A (there is no such number), `divisionByZero` is #DIV/0!.
 */
export type CellErrorKind = 'value' | 'notAvailable' | 'divisionByZero';

export type ErrorDetails = Readonly<Record<string, string | number>>;

interface ErrorEntry {
  readonly cell: CellErrorKind;
  /** `{name}` is replaced by the detail of that name. */
  readonly sentence: string;
}

export const ERRORS = {
  // arguments
  'argument-missing': { cell: 'value', sentence: '{argument} is missing: give {expected}.' },
  'argument-not-a-number': {
    cell: 'value',
    sentence: '{argument} must be a number, not text: type it without quotes, with a dot.',
  },
  'argument-is-boolean': { cell: 'value', sentence: '{argument} must be a number, not TRUE or FALSE.' },
  'argument-not-finite': { cell: 'value', sentence: '{argument} must be a finite number.' },
  'argument-not-text': { cell: 'value', sentence: '{argument} must be text in quotes.' },
  'argument-too-small': { cell: 'value', sentence: '{argument} must be at least {min}; it is {value}.' },
  'argument-not-above': { cell: 'value', sentence: '{argument} must be more than {min}; it is {value}.' },
  'argument-too-large': { cell: 'value', sentence: '{argument} must be at most {max}; it is {value}.' },
  'share-too-large': {
    cell: 'value',
    sentence: '{argument} must be at most 1; it is {value}. Write 10 % as 0.1.',
  },
  'argument-not-whole': { cell: 'value', sentence: '{argument} must be a whole number; it is {value}.' },
  'argument-is-share': {
    cell: 'value',
    sentence: '{argument}: {value} is a share. Type the tokens, for example {value}*1200.',
  },
  'argument-not-a-choice': { cell: 'value', sentence: '{argument} must be one of {choices}.' },
  'argument-not-a-date': { cell: 'value', sentence: '{argument} must be a date: an Excel date or "2026-11-23".' },
  'date-before-prices': {
    cell: 'value',
    sentence: '{argument} is before 2020, when no model had a price: type a date such as "2026-11-23".',
  },
  'argument-error-value': { cell: 'value', sentence: '{argument} holds the error {error}.' },
  'argument-not-a-value': {
    cell: 'value',
    sentence: '{argument} must be a plain number or text, not a card or picture.',
  },
  'arguments-too-many': { cell: 'value', sentence: '{function} takes at most {count} arguments.' },
  'argument-single-cell': { cell: 'value', sentence: '{argument} takes one cell, not a range.' },
  'argument-shapes-differ': {
    cell: 'value',
    sentence: 'The ranges differ in size: give equal shapes, or one value against a range.',
  },
  'name-not-quoted': {
    cell: 'value',
    sentence: 'Put the name in quotes: "{example}". Without quotes Excel reads a cell.',
  },
  'options-unknown-key': { cell: 'value', sentence: 'Unknown key "{key}" in {argument}. Known: {known}.' },
  'options-repeated-key': { cell: 'value', sentence: '"{key}" stands twice in {argument}: keep one of them.' },
  'options-not-pairs': {
    cell: 'value',
    sentence: '{argument} must be rows of key and value, or text such as {example}.',
  },
  'options-not-a-key': { cell: 'value', sentence: '{argument} has the value {value} without a key beside it.' },
  'result-does-not-spill': {
    cell: 'value',
    sentence: 'This answer fills several cells by itself: give single values, not ranges.',
  },

  // self-hosting economics: GPU prices, capacity, total cost, break-even
  'gpu-price-unknown': {
    cell: 'notAvailable',
    sentence: 'No rental price for "{gpu}". {hint} add a row to GPU Prices.',
  },
  'gpu-price-no-offer': {
    cell: 'notAvailable',
    sentence: 'No such {plan} offer of {gpu}{from}. There are: {offered}.',
  },
  'gpu-offer-rejected': {
    cell: 'notAvailable',
    sentence: 'Row {row} of GPU Prices was not admitted: {reason}. Mend or delete it.',
  },
  'gpu-price-table-header': { cell: 'value', sentence: 'The GPU price table cannot be read: column {problem}.' },
  'crossing-never': {
    cell: 'notAvailable',
    sentence: 'never: even fully used, the GPUs cost more per token than the API.',
  },
  'utilization-never': {
    cell: 'notAvailable',
    sentence: 'never: at this size the fleet costs more than the API even when it is fully used.',
  },
  'hourly-profile': {
    cell: 'value',
    sentence: 'hourly_profile must be 24 numbers, one for each hour of the day, such as "1 1 1 2 4 8 …".',
  },
  'assumption-missing': {
    cell: 'value',
    sentence: '{key} is not known here: put it into assumptions, or the gpu it is of.',
  },
  'latency-missed': {
    cell: 'notAvailable',
    sentence: 'violates the latency target: {target} {asked}, but even an idle replica needs about {fastest} {unit}.',
  },
  'payback-never': { cell: 'notAvailable', sentence: 'never: the savings do not add up to the upfront cost.' },
  'payback-beyond-life': {
    cell: 'notAvailable',
    sentence: "not within the hardware's life: {months} months, and it lasts {life}.",
  },

  // prices and API cost
  'model-unknown': { cell: 'notAvailable', sentence: 'Unknown model "{model}".{hint}' },
  'model-ambiguous': { cell: 'notAvailable', sentence: '"{model}" has several prices. Write {candidates}.' },
  'model-rejected': { cell: 'notAvailable', sentence: 'The price of "{model}" was not admitted: {reason}.' },
  'tier-unknown': { cell: 'notAvailable', sentence: '{model} has no {tier} price{when}. It has: {known}.' },
  'region-unknown': {
    cell: 'notAvailable',
    sentence: '{model} has no price for region {region}{when}. It has: {known}.',
  },
  'price-not-valid': { cell: 'notAvailable', sentence: 'No price of {model} on {date}: {reason}.' },
  'price-missing': { cell: 'notAvailable', sentence: '{model} has no price for {bucket}. Add it to the price table.' },
  'currency-unknown': {
    cell: 'notAvailable',
    sentence:
      'No exchange rate for {currency}: fill Currency and USD per unit in a table named Rates, on a sheet named Rates.',
  },
  'cached-exceeds-input': {
    cell: 'value',
    sentence: 'cached_tokens ({cached}) is a part of input_tokens ({input}) and cannot exceed it.',
  },
  'written-exceeds-input': {
    cell: 'value',
    sentence: 'cache_write_tokens ({written}) is a part of input_tokens ({input}) and cannot exceed it.',
  },
  'cached-and-written-exceed-input': {
    cell: 'value',
    sentence: 'cached_tokens ({cached}) and cache_write_tokens ({written}) exceed input_tokens ({input}).',
  },
  'usage-unknown-unit': {
    cell: 'value',
    sentence: 'Unknown unit "{unit}": write input, output, cached_input, web_search, …',
  },
  'usage-not-a-number': { cell: 'value', sentence: 'The quantity of {unit} must be a number.' },
  'usage-negative': { cell: 'value', sentence: 'The quantity of {unit} must be at least 0; it is {value}.' },
  'usage-part-exceeds-whole': {
    cell: 'value',
    sentence: '{part} ({partCount}) is a part of {whole} ({wholeCount}) and cannot exceed it.',
  },
  'usage-parts-exceed-whole': {
    cell: 'value',
    sentence: 'The parts of {whole} add up to more than {whole} ({wholeCount}).',
  },
  'models-in-one-text': {
    cell: 'value',
    sentence: 'models is one text: give a range of names, or {"gpt-4o";"gpt-5.1"} with each name in quotes.',
  },
  'models-none-found': { cell: 'notAvailable', sentence: 'No model matches "{search}". LLMMODELS() lists all.' },
  'price-table-header': { cell: 'value', sentence: 'The price table cannot be read: {problem}.' },

  // counting tokens
  'tokens-not-exact': {
    cell: 'notAvailable',
    sentence: 'No exact token count for {model}: give the method "{method}" to accept a rougher one.',
  },
  'tokenizer-not-loaded': {
    cell: 'notAvailable',
    sentence: 'The token counter could not be loaded: check the connection and recalculate.',
  },
  'chat-context-too-small': {
    cell: 'notAvailable',
    sentence: 'One turn needs {needed} tokens and max_context is {max}.',
  },
  'workload-unknown': { cell: 'notAvailable', sentence: 'No workload "{name}". There are: {known}.' },
  'workload-without-stat': { cell: 'notAvailable', sentence: 'The source of "{name}" does not give {stat}.' },

  // routing, cascades and fallbacks
  'stages-too-few': {
    cell: 'value',
    sentence:
      '{argument} must hold 2 to {max} costs, one for each model in the order they are tried; it holds {count}.',
  },
  'stage-values-count': {
    cell: 'value',
    sentence: '{argument} must hold {expected}, one for each model but the last; it holds {count}.',
  },
  'escalation-never': {
    cell: 'notAvailable',
    sentence: 'never: the weak model with its judge costs as much as the strong one, or more.',
  },
  'routing-never-pays': { cell: 'notAvailable', sentence: 'never: routing costs as much to run as it saves, or more.' },
  'routed-worst-below': {
    cell: 'value',
    sentence: 'routed_worst ({worst}) is the pessimistic cost and cannot be below routed_mo ({routed}).',
  },

  // formula texts in examples
  'call-not-readable': { cell: 'value', sentence: 'Not a single call with literals: "{rest}" at position {position}.' },

  // self-hosting physics: accelerators, open models, memory, throughput
  'gpu-unknown': { cell: 'notAvailable', sentence: 'Unknown GPU "{gpu}". {hint}.' },
  'open-model-unknown': { cell: 'notAvailable', sentence: 'No open model "{model}". {hint}.' },
  'gpu-lacks-precision': { cell: 'notAvailable', sentence: '{gpu} has no {precision} unit: use {use}.' },
  'gpus-not-valid': {
    cell: 'value',
    sentence: '{gpus} GPUs in this layout cannot hold {model} evenly. Counts that can: {valid}.',
  },
  'gpus-too-few': { cell: 'notAvailable', sentence: '{model} in {precision} does not fit in {gpus} x {gpu}: {needs}.' },
  'context-too-long': {
    cell: 'value',
    sentence: '{model} takes at most {max} tokens, prompt and output together; it is {value}.',
  },
  'option-not-valid': { cell: 'value', sentence: 'Option {key} must be {expected}; it is {value}.' },

  // runtime
  'prices-loading': { cell: 'notAvailable', sentence: 'Prices are still loading: recalculate in a moment.' },
  'functions-not-loaded': {
    cell: 'notAvailable',
    sentence: 'Part of the add-in could not be loaded: check the connection and recalculate.',
  },
  'result-timeout': { cell: 'notAvailable', sentence: 'The answer took too long to load: recalculate to try again.' },
  'price-tables-invalid': {
    cell: 'notAvailable',
    sentence: 'The price tables were not written completely: open the pane and press Restore.',
  },
  'price-tables-deleted': {
    cell: 'notAvailable',
    sentence: "This workbook's price table is gone: insert the price tables again from the pane.",
  },
  'price-tables-unreadable': {
    cell: 'notAvailable',
    sentence: 'The price tables could not be read ({code}): press Read again in the pane.',
  },

  // of the workbook's price tables; what only the pane says is in workbook/paneError.ts
  'tables-header': {
    cell: 'notAvailable',
    sentence: 'The header of "{sheet}" was changed: {problem}. Rename it back, or delete the sheet.',
  },
  'tables-stranger': {
    cell: 'notAvailable',
    sentence: 'Another table is named {table}: rename it, then try again. It was not touched.',
  },
  'tables-superseded': {
    cell: 'notAvailable',
    sentence: 'A colleague refreshed the prices at the same time; theirs ({snapshot}) are in the tables now.',
  },
  'tables-not-recalculated': {
    cell: 'notAvailable',
    sentence: 'The prices are written, but Excel did not recalculate ({code}): press Ctrl+Alt+F9.',
  },
  'tables-writer-missing': {
    cell: 'notAvailable',
    sentence: 'A part of the add-in could not be loaded: check the connection and try again.',
  },
  'excel-refused': { cell: 'notAvailable', sentence: 'Excel refused ({code}): {message}' },
  internal: { cell: 'value', sentence: 'Internal error {reference}. Please report it.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** A result that is not a number, with the reason in words. */
export class EngineError extends Error {
  constructor(code: ErrorCode, details?: ErrorDetails);
  /** For a sentence that stands elsewhere. */
  constructor(code: string, details: ErrorDetails, entry: ErrorEntry);
  constructor(
    readonly code: string,
    readonly details: ErrorDetails = {},
    private readonly entry: ErrorEntry = ERRORS[code as ErrorCode],
  ) {
    super(filledIn(entry.sentence, details));
    this.name = 'EngineError';
  }

  get cell(): CellErrorKind {
    return this.entry.cell;
  }
}

/** A limit of 1 is that of a share, which people write in percent. */
export function tooLarge(argument: string, max: number, value: number): EngineError {
  return new EngineError(max === 1 ? 'share-too-large' : 'argument-too-large', { argument, max, value });
}

/** The sentence for a code with its details filled in. */
export function sentenceOf(code: ErrorCode, details: ErrorDetails = {}): string {
  return filledIn(ERRORS[code].sentence, details);
}

function filledIn(sentence: string, details: ErrorDetails): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(details[name] ?? hole));
}
