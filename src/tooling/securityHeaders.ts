export interface PageCircumstances {
  /** office.js comes from this server instead of its CDN. */
  readonly local: boolean;
  readonly feedOrigins: readonly string[];
}

const OFFICE_CDN = 'https://appsforoffice.microsoft.com';
/** Who may show the pane: Excel on the web lives at all of these, and the workbench on this server. */
const EXCEL_ON_THE_WEB = [
  'https://*.officeapps.live.com',
  'https://*.sharepoint.com',
  'https://*.cloud.microsoft',
  'https://*.office.com',
  'https://onedrive.live.com',
];

const EVERYWHERE: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
];

/** What a page may load and who may show it. Inline styles are allowed because Excel on the web and the grid set them. */
export function securityHeaders(pathname: string, circumstances: PageCircumstances): [name: string, value: string][] {
  const isPage = pathname.endsWith('.html') || pathname.endsWith('/');
  const policy = pathname.startsWith('/workbench/') ? workbenchPolicy() : addInPolicy(circumstances);
  return [...EVERYWHERE, ...(isPage ? [['content-security-policy', policy] as const] : [])].map(([n, v]) => [n, v]);
}

/** The workbench loads nothing from elsewhere. */
function workbenchPolicy(): string {
  return policyText({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'frame-src': ["'self'"],
    'worker-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
}

function addInPolicy({ local, feedOrigins }: PageCircumstances): string {
  return policyText({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(local ? [] : [OFFICE_CDN])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...feedOrigins],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'", ...(local ? [] : EXCEL_ON_THE_WEB)],
  });
}

function policyText(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
