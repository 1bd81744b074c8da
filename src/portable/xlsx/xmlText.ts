const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML content, or inside a quoted attribute when it has no line breaks. */
function xmlEscaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}

/** Also keeps line breaks, which a reader of an attribute would turn into spaces. */
export function xmlAttribute(text: string): string {
  return xmlEscaped(text).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// What XML 1.0 cannot hold, lone surrogates included, and CR, which a reader would turn into LF.
const UNWRITABLE =
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Cell text in a file: characters that XML cannot hold as _xHHHH_ (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
export function cellTextToXml(text: string): string {
  const safe = text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(UNWRITABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
  return xmlEscaped(safe);
}

export function cellTextFromXml(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
