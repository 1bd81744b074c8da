/** How a text stands in a custom XML part of the workbook. */
export function archiveNamespace(key: string): string {
  return `urn:llm-cost:archive:${key}`;
}

export function archiveXml(key: string, text: string): string {
  const escaped = text.replace(/[&<>]/g, (mark) => `&${NAMES[mark]};`);
  return `<archive xmlns="${archiveNamespace(key)}">${escaped}</archive>`;
}

/** The host may have written the XML anew: a declaration in front, other escapes. */
export function textOfArchive(xml: string): string {
  const body = /<archive\b[^>]*>([^]*)<\/archive>\s*$/.exec(xml)?.[1] ?? '';
  return body.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return MARKS[name ?? ''] ?? whole;
  });
}

const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt' };
const MARKS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
