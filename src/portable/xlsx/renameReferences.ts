import { parseA1Ref, parseStructRef, stringifyA1Ref, stringifyStructRef, tokenize } from '@borgar/fx/xlsx';

/** Old name in lower case → new name. */
export interface Renamed {
  readonly sheets: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<string, string>;
}

/** A formula in which sheets and tables have new names; everything else stands as it was written. */
export function renameReferences(formula: string, { sheets, tables }: Renamed): string {
  if (sheets.size === 0 && tables.size === 0) return formula;
  return tokenize(formula)
    .map(({ type, value }) => {
      if (type === 'structured') {
        const reference = parseStructRef(value);
        const table = reference?.table && tables.get(reference.table.toLowerCase());
        return table ? stringifyStructRef({ ...reference, table }) : value;
      }
      if (!value.includes('!'))
        return tables.get(value.toLowerCase()) && type === 'range_named' ? tables.get(value.toLowerCase()) : value;
      const reference = type.startsWith('range') ? parseA1Ref(value) : undefined;
      const sheet = reference?.sheetName && sheets.get(reference.sheetName.toLowerCase());
      return reference && sheet ? stringifyA1Ref({ ...reference, sheetName: sheet }) : value;
    })
    .join('');
}
