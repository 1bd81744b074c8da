import { asOfSnapshot } from '../../../workbook/stamp';
import type { LogEntry } from '../../../workbook/readHistory';
import { cellInWords, changeInWords, columnInWords, isPrice } from '../inWords';

/** A line of the log as three lines for the pane: of what, what became of it, when and from where. */
export interface EntryInWords {
  readonly title: string;
  readonly change: string;
  readonly about: string;
}

/** @param currencyOf of a model's prices; blank when it cannot be known, see `loggedCurrency` */
export function entryInWords(entry: LogEntry, currencyOf: (entry: LogEntry) => string): EntryInWords {
  const { date, provider, model, conditions, field, source } = entry;
  const when = `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`;
  if (field === 'snapshot')
    return { ...writeInWords(entry), about: source === 'restored' ? when : `${when} · from ${source}` };
  const name = [provider, model].filter((part) => part !== '').join('/');
  return {
    title: [name, conditions].filter((part) => part !== '').join(', '),
    change: valuesInWords(entry, currencyOf(entry)),
    about: [when, source, ...(field === 'row' ? [] : [columnInWords(field)])].join(' · '),
  };
}

/** A write of the tables as a whole: the log names the states before and after by their date and a checksum. */
function writeInWords({ old, new: now, source }: LogEntry): Pick<EntryInWords, 'title' | 'change'> {
  const [before, after] = [dateOf(old), dateOf(now)];
  if (source === 'restored') {
    return {
      title: 'Previous prices restored',
      change: after === undefined ? 'The state before the tables' : `The prices in force are again those of ${after}`,
    };
  }
  return before === undefined
    ? { title: 'Price tables inserted', change: `Prices of ${after ?? 'an unknown day'}` }
    : {
        title: 'Prices refreshed',
        change:
          before === after
            ? `Prices of ${before}, once more`
            : `Prices of ${before} became those of ${after ?? 'an unknown day'}`,
      };
}

function dateOf(snapshot: LogEntry['old']): string | undefined {
  return asOfSnapshot(String(snapshot));
}

function valuesInWords({ old, new: now, field }: LogEntry, currency: string): string {
  if (field === 'row') return now === 'added' ? 'Added to the table' : 'Taken out of the table';
  const isMoved = isPrice(field) && typeof old === 'number' && typeof now === 'number';
  const change = isMoved ? ` (${changeInWords(old, now)})` : '';
  const [before, after] = [old, now].map((value) => cellInWords(field, value, currency));
  if (old === '') return `${after}, new`;
  if (now === '') return `${before}, no longer there`;
  return `${before} → ${after}${change}`;
}
