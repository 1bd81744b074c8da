/** A name from a feed as far as it can be shown safely: signs that could be markup or a formula are replaced. */
export function shownName(name: unknown): string {
  const text = typeof name === 'string' ? name.normalize('NFC') : '';
  return text.replace(/[^\w.:/@+-]/g, '·').slice(0, 60) || 'a record without a name';
}

/** The same for a name with its conditions in words: "openai/gpt-5.1, batch, from 272,000 tokens". At most 120 signs. */
export function shownWords(words: string): string {
  return words
    .normalize('NFC')
    .replace(/[^\w.:/@+, -]/g, '·')
    .slice(0, 120);
}
