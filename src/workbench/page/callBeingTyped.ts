export interface OpenCall {
  readonly functionName: string;
  /** Of the argument at the end of the text, from 0. */
  readonly position: number;
}

/** The innermost call that is still open at the end of an unfinished formula: `=1+LLMCOST("a",SUM(1,2),` → LLMCOST, 2. */
export function callBeingTyped(text: string): OpenCall | null {
  if (!text.startsWith('=')) return null;
  const open: { functionName: string; position: number }[] = [];
  for (const [token] of text.matchAll(/"(?:[^"]|"")*"?|'(?:[^']|'')*'?|[A-Za-z][\w.]*\s*\(|[\s\S]/g)) {
    if (token.endsWith('(')) open.push({ functionName: token.slice(0, -1).trim().toUpperCase(), position: 0 });
    else if (token === '{') open.push({ functionName: '', position: 0 });
    else if (token === ')' || token === '}') open.pop();
    else if (token === ',' && open.length > 0) open[open.length - 1].position++;
  }
  const calls = open.filter(({ functionName }) => functionName !== '');
  return calls[calls.length - 1] ?? null;
}
