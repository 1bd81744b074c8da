const PERCENT = /^(\d{1,3}(?:[.,]\d+)?)\s*%?$/;

/** "12.5" or "12,5 %" → 0.125; undefined for anything that is not a percentage above 0 and up to 100. */
export function percentAsShare(typed: string): number | undefined {
  const digits = PERCENT.exec(typed.trim())?.[1].replace(',', '.');
  if (digits === undefined) return undefined;
  const share = Number((Number(digits) / 100).toPrecision(12));
  return share > 0 && share <= 1 ? share : undefined;
}

/** 0.125 → "12.5 %" */
export function shareAsPercent(share: number): string {
  return `${Number((share * 100).toPrecision(12))} %`;
}
