import type { Scalar } from '../sheetStore';

/** The sentence of an error, by its place in the result. */
interface AnswerSentence {
  readonly row: number;
  readonly col: number;
  readonly text: string;
}

export interface FunctionAnswer {
  readonly value: Scalar | Scalar[][];
  readonly sentences: readonly AnswerSentence[];
}

/** The runtime's own error numbers; anything else, such as an exception, shows as #VALUE!. */
const ERRORS: Record<number, string> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
  9: '#NAME?',
  10: '#NAME?',
};

/** A function that ran: `value` is a scalar, rows, or an object such as an error or a formatted number. */
export function answerOf(value: unknown): FunctionAnswer {
  const sentences: AnswerSentence[] = [];
  const cell = (content: unknown, row: number, col: number): Scalar => {
    const { value: plain, sentence } = plainCell(content);
    if (sentence) sentences.push({ row, col, text: sentence });
    return plain;
  };
  if (!Array.isArray(value)) return { value: cell(value, 0, 0), sentences };
  const isMatrix = value.every((line): line is unknown[] => Array.isArray(line));
  if (!isMatrix) return { value: '#VALUE!', sentences };
  return { value: value.map((line, row) => line.map((content, col) => cell(content, row, col))), sentences };
}

/** A function that threw or rejected. */
export function failureOf(sentence: unknown, code: number): FunctionAnswer {
  const text = typeof sentence === 'string' ? sentence : '';
  return { value: ERRORS[code] ?? '#VALUE!', sentences: text === '' ? [] : [{ row: 0, col: 0, text }] };
}

function plainCell(content: unknown): { value: Scalar; sentence?: string } {
  if (content === null || content === undefined) return { value: 0 };
  if (typeof content === 'object') {
    const { basicValue, message } = content as { basicValue?: unknown; message?: unknown };
    return {
      value: isScalar(basicValue) ? basicValue : '#VALUE!',
      sentence: typeof message === 'string' ? message : '',
    };
  }
  return { value: isScalar(content) ? content : '#VALUE!' };
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}
