/** Escaped HTML for the help pages. Only `html` makes markup; every other text is escaped where it is put in. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | Html | readonly (string | number | Html)[];

/** A template whose values are escaped, unless they are `Html` themselves. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.reduce((markup, text, index) => markup + markupOf(parts[index - 1]) + text));
}

/** A complete page. */
export function page(title: string, body: Html): string {
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title} · LLM cost functions</title>
      <style>
        ${new Html(STYLE)}
      </style>
    </head>
    <body>
      <main>${body}</main>
    </body>
  </html>`;
  return `<!DOCTYPE html>\n${document.markup}\n`;
}

const STYLE = `
/* a page that says its own ground can be judged, and is drawn, the same everywhere */
:root { color-scheme: light dark; color: CanvasText; background: Canvas; }
body { margin: 0; font: 16px/1.55 "Segoe UI", system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { margin: 0.5rem 0; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.2rem; }
pre { padding: 0.75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8888; border-radius: 6px; }
code { font-family: Consolas, "Cascadia Mono", monospace; font-size: 0.95em; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8888; overflow-wrap: anywhere; }
dt { margin-top: 0.75rem; }
dd { margin-left: 1.5rem; }
@media (max-width: 40rem) {
  table, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  th, td { padding: 0.1rem 0; border-bottom: 0; }
  td:empty { display: none; }
  tr { padding: 0.6rem 0; border-bottom: 1px solid #8888; }
}
`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(markupOf).join('');
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
