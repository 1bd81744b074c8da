/** A name from a feed as far as it can be shown safely: signs that could be markup or a formula are replaced. */
export function shownName(name: unknown): string {
  const text = typeof name === 'string' ? name.normalize('NFC') : '';
  return text.replace(/[^\w.:/@+-]/g, '·').slice(0, 60) || 'a record without a name';
}
