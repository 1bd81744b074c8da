import { normaliseHeader } from '../../catalog/priceRow';
import { EngineError } from '../../engine/errors';
import type { CellValue, PairsArgument } from '../definition';

export type Block = readonly (readonly CellValue[])[];

const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The settings in a block: rows of key and value, or cells of text such as "region=us; ttl=1h".
 * Keys are compared like headers ("Life years" is life_years) and returned in their known spelling; a key whose value is
 * blank counts as not given.
 * @throws options-not-pairs, options-not-a-key, options-repeated-key, options-unknown-key → #VALUE!
 */
export function readPairs(block: Block, argument: PairsArgument): ReadonlyMap<string, CellValue> {
  const known = argument.keys && new Map(argument.keys.map((key) => [normaliseHeader(key), key]));
  const pairs = new Map<string, CellValue>();
  for (const [written, value] of block.flatMap((row) => pairsOfRow(row, argument))) {
    const normalised = normaliseHeader(written);
    const key = known ? known.get(normalised) : normalised;
    if (!key) throw unknownKey(written, argument);
    if (pairs.has(key)) throw new EngineError('options-repeated-key', { key, argument: argument.name });
    if (value !== '') pairs.set(key, value);
  }
  return pairs;
}

function pairsOfRow(row: readonly CellValue[], argument: PairsArgument): [string, CellValue][] {
  const [key = '', value = '', ...rest] = row;
  if (rest.some((cell) => cell !== '')) throw notPairs(argument);
  if (key === '' && value !== '')
    throw new EngineError('options-not-a-key', { argument: argument.name, value: String(value) });
  if (key === '') return [];
  if (typeof key !== 'string') throw notPairs(argument);
  return row.length === 1 ? pairsOfText(key, argument) : [[key, value]];
}

function pairsOfText(text: string, argument: PairsArgument): [string, CellValue][] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      if (equals < 1) throw notPairs(argument);
      return [part.slice(0, equals).trim(), typedValue(part.slice(equals + 1).trim())];
    });
}

/** Inside a text there is no other way to write a number or TRUE. */
function typedValue(text: string): CellValue {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

function notPairs(argument: PairsArgument): EngineError {
  return new EngineError('options-not-pairs', { argument: argument.name, example: argument.example });
}

function unknownKey(key: string, argument: PairsArgument): EngineError {
  return new EngineError('options-unknown-key', {
    key: key.length > 30 ? `${key.slice(0, 29)}…` : key,
    argument: argument.name,
    known: argument.keys?.join(', ') ?? '',
  });
}
