import { TABLE_ROLES, type TableRole } from './priceTableLayout';

/** What the workbook remembers about its price tables, in the document settings. */
export interface DocumentState {
  /** Ids of the tables we made, which renaming does not change. Also says that the workbook has its own prices. */
  readonly tables: Readonly<Partial<Record<TableRole, string>>>;
  /** The bundled prices may answer for models that the table does not have. */
  readonly fillFromBundle: boolean;
  /** The snapshot written last, also known when the stamp is gone. */
  readonly current: string | undefined;
  /** The snapshot that `Restore` would bring back; undefined when there is none. */
  readonly previous: string | undefined;
  /** sha256 of source copies that a refresh replaced: one that turns up again is older than what is here. */
  readonly replacedCopies: readonly string[];
}

export const DOCUMENT_STATE_KEY = 'llmCostPrices';

export function readDocumentState(settings: Readonly<Record<string, string>>): DocumentState {
  const stored = parseObject(settings[DOCUMENT_STATE_KEY]);
  const ids = parseObject(stored.tables);
  return {
    tables: Object.fromEntries(
      TABLE_ROLES.flatMap((role) => (typeof ids[role] === 'string' ? [[role, ids[role]]] : [])),
    ),
    fillFromBundle: stored.fillFromBundle === true,
    current: typeof stored.current === 'string' ? stored.current : undefined,
    previous: typeof stored.previous === 'string' ? stored.previous : undefined,
    replacedCopies: Array.isArray(stored.replacedCopies)
      ? stored.replacedCopies.filter((sha256) => typeof sha256 === 'string')
      : [],
  };
}

export function documentStateText(state: DocumentState): string {
  return JSON.stringify(state);
}

/** Settings can be edited by other tools: whatever is not an object counts as nothing. */
function parseObject(stored: unknown): Readonly<Record<string, unknown>> {
  if (typeof stored === 'object' && stored !== null) return stored as Record<string, unknown>;
  if (typeof stored !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(stored);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
