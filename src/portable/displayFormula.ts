import { stringifyTokens, tokenize } from '@borgar/fx/xlsx';

/**
 * A stored formula as one types it: with the equals sign, and without the prefixes that files put before the names of
 * newer functions and of an add-in's.
 */
export function displayFormula(storedFormula: string): string {
  if (!/_xl/i.test(storedFormula)) return storedFormula.startsWith('=') ? storedFormula : `=${storedFormula}`;
  const tokens = tokenize(storedFormula.replace(/^=/, '')).map((token) => {
    if (token.type === 'func') return { ...token, value: displayName(token.value) };
    return token.type === 'range_named' ? { ...token, value: token.value.replace(/^_xl(?:pm|op|eta)\./, '') } : token;
  });
  return `=${stringifyTokens(tokens)}`;
}

function displayName(stored: string): string {
  const ours = /^_xldudf_(?:([A-Z][A-Z0-9]*)_)?([A-Z0-9.]+)$/i.exec(stored);
  if (ours) return ours[1] ? `${ours[1]}.${ours[2]}` : ours[2];
  return stored.replace(/^_xlfn\.(?:_xlws\.)?/, '').replace(/^_xlpm\./, '');
}
