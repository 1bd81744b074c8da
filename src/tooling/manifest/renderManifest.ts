/** The address in manifest.xml, which is the development manifest. */
export const DEVELOPMENT_BASE_URL = 'https://localhost:3000';

export interface ManifestVariant {
  /** Where the add-in is hosted, e.g. "https://llm-cost.example.com/v1"; no trailing slash needed. */
  readonly baseUrl?: string;
  /** Prefix of the worksheet functions (`=LLM.LLMCOST`); none by default. */
  readonly namespace?: string;
}

/** The manifest of one deployment, made from the development manifest. */
export function renderManifest(
  source: string,
  { baseUrl = DEVELOPMENT_BASE_URL, namespace }: ManifestVariant = {},
): string {
  const base = baseUrl.replace(/\/+$/, '');
  const origin = new URL(base).origin; // an AppDomain is an origin without a path
  let manifest = source
    .replace(`<AppDomain>${DEVELOPMENT_BASE_URL}</AppDomain>`, `<AppDomain>${origin}</AppDomain>`)
    .replace(/<!--[\s\S]*?-->\s*/, '')
    .replaceAll(`"${DEVELOPMENT_BASE_URL}/`, `"${base}/`);
  if (namespace) {
    manifest = manifest
      .replace('</Metadata>', `</Metadata>\n            <Namespace resid="Functions.Namespace"/>`)
      .replace(
        '<bt:ShortStrings>',
        `<bt:ShortStrings>\n        <bt:String id="Functions.Namespace" DefaultValue="${namespace}"/>`,
      );
  }
  return manifest;
}
