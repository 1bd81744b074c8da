/** One measured line: a time and how it compares with the loop that its section names. */
export interface BenchRow {
  readonly name: string;
  /** Time of one evaluation; for a one-off (a load, a start) the time of that one. */
  readonly nanoseconds: number;
  /** Times the section's reference loop, measured in the same run; missing where there is none. */
  readonly ratio?: number;
  /** What the design asks for, in words. */
  readonly target?: string;
}
/** Measured lines that are no times. */
export interface SizeRow {
  readonly name: string;
  readonly bytes: number;
  readonly target?: string;
}
export interface CountRow {
  readonly name: string;
  readonly count: number;
  readonly target?: string;
}
export interface BenchSection {
  readonly title: string;
  readonly rows: readonly (BenchRow | SizeRow | CountRow)[];
}
