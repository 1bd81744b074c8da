/** `=LLMCOST("a,b",1200,{1,2})` → `"a,b"`, `1200`, `{1,2}`: the arguments of a documented example as they are typed. */
export function exampleArguments(formula: string): string[] {
  const call = /^=\s*[\w.]+\(([\s\S]*)\)$/.exec(formula)?.[1] ?? '';
  if (call === '') return [];
  const found = [''];
  let depth = 0;
  for (const [token] of call.matchAll(/"[^"]*"|[\s\S]/g)) {
    if (token === ',' && depth === 0) {
      found.push('');
      continue;
    }
    if ('({'.includes(token)) depth++;
    if (')}'.includes(token)) depth--;
    found[found.length - 1] += token;
  }
  return found.map((argument) => argument.trim());
}
