/**
 * One cell of the Price Sources table says whether the price tables are whole. It is written first and last, lives in a
 * cell so that undo takes it back together with the prices, and only `ok` lets functions read the tables.
 */
export type Stamp =
  | { readonly state: 'ok'; readonly snapshotId: string; readonly rows: number; readonly sha256: string }
  | { readonly state: 'writing' | 'undoing' | 'invalid'; readonly snapshotId: string };

/** Starts with the date for which the prices are meant, and sorts by it: "2026-11-23-1a2b3c4d". */
export function snapshotIdOf(asOf: string, sha256: string): string {
  return `${asOf.slice(0, 10)}-${sha256.slice(0, 8)}`;
}

export function asOfSnapshot(snapshotId: string): string | undefined {
  return /^(\d{4}-\d\d-\d\d)-/.exec(snapshotId)?.[1];
}

export function stampText(stamp: Stamp): string {
  if (stamp.state !== 'ok') return `${stamp.state}:${stamp.snapshotId}`;
  return `ok:${stamp.snapshotId}:${stamp.rows}:${stamp.sha256}`;
}

/** Undefined when the text is not a stamp. */
export function parseStamp(text: string): Stamp | undefined {
  const ok = /^ok:([\w.-]+):(\d+):([0-9a-f]{64})$/.exec(text);
  if (ok) return { state: 'ok', snapshotId: ok[1], rows: Number(ok[2]), sha256: ok[3] };
  const other = /^(writing|undoing|invalid):([\w.-]+)$/.exec(text);
  return other ? { state: other[1] as 'writing' | 'undoing' | 'invalid', snapshotId: other[2] } : undefined;
}
