import { utcMsOfIso } from '../catalog/rowDates';

/**
 * The latest of the days, no later than today: a record dated in the future must not make every later copy look old.
 * Undefined when none can be read.
 */
export function newestDate(days: readonly (string | undefined)[], today: string): string | undefined {
  return days
    .filter((day) => day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) && utcMsOfIso(day) !== undefined)
    .reduce((newest, day) => (day && day <= today && day > (newest ?? '') ? day : newest), undefined);
}
