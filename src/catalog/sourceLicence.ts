/** Licences of the sources whose prices may be passed on, by the beginning of a row's `source`. */
const LICENCES: readonly (readonly [source: string, licence: string])[] = [
  ['@earendil-works/pi-ai', 'MIT'],
  ['@pydantic/genai-prices', 'MIT'],
  ['genai-prices', 'MIT'],
  ['models.dev', 'MIT'],
  ['litellm', 'MIT'],
];
const VENDOR_PAGE = "facts from the vendor's public page";

/** Under which licence a price came to us; undefined when the row does not say where it is from. */
export function sourceLicence(source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const known = LICENCES.find(([name]) => source.toLowerCase().startsWith(name));
  if (known) return known[1];
  return /^https:\/\//.test(source) ? VENDOR_PAGE : 'not stated';
}
