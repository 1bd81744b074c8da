/**
 * The window in which the Excel part of office.js runs in Node: what a browser has, and what office.js itself puts
 * there before it loads that part (`Office.onReady`, `CustomFunctions.associate`, who the host is).
 */
export interface PageOptions {
  isSetSupported(name: string, version?: string): boolean;
}

const SHARED_RUNTIME = 1;
const CUSTOM_FUNCTIONS = 2;
const HOST_INFO = { host: 'Excel', platform: 'OfficeOnline', addin: {} };

export function pageGlobals({ isSetSupported }: PageOptions): Record<string, unknown> {
  const page: Record<string, unknown> = {
    ...browser(),
    // of the tests' own realm, so that `instanceof` works across
    Error,
    Promise,
    Date,
  };
  page.window = page.self = page;
  const context = { requirements: { isSetSupported }, host: HOST_INFO.host, platform: HOST_INFO.platform };
  const office = {
    HostType: { Excel: 'Excel' },
    PlatformType: { PC: 'PC', Mac: 'Mac', OfficeOnline: 'OfficeOnline' },
    Promise,
    onReady,
    onReadyInternal: onReady,
    actions: { _association: new Association() },
  };
  const association = new Association();
  page.Microsoft = { Office: { WebExtension: office } };
  page.Office = office;
  page.CustomFunctions = {
    _association: association,
    associate: (first: unknown, second?: unknown) => association.associate(first, second),
  };
  const hostInfo = { flags: SHARED_RUNTIME | CUSTOM_FUNCTIONS, hostType: 'excel', hostPlatform: 'web', isDialog: false };
  page.OSF = { _OfficeAppFactory: { getContext: () => context, getHostInfo: () => hostInfo } };
  return page;
}

function onReady(callback?: (info: typeof HOST_INFO) => unknown): Promise<typeof HOST_INFO> {
  return Promise.resolve(HOST_INFO).then(async (info) => {
    await callback?.(info);
    return info;
  });
}

/** Which function answers which id; case does not matter. */
class Association {
  readonly mappings: Record<string, unknown> = {};
  private readonly listeners: (() => void)[] = [];

  associate(first: unknown, second?: unknown): void {
    const entries = typeof first === 'string' ? [[first, second] as const] : Object.entries(first ?? {});
    for (const [id, body] of entries) this.mappings[id.toUpperCase()] = body;
    for (const listener of this.listeners) listener();
  }

  onchange(listener: () => void): void {
    this.listeners.push(listener);
  }
}

function browser(): Record<string, unknown> {
  const nothing = () => undefined;
  const storage = new Map<string, string>();
  return {
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    performance,
    URL,
    URLSearchParams,
    TextEncoder,
    TextDecoder,
    AbortController,
    AbortSignal,
    crypto,
    structuredClone,
    name: '',
    navigator: { userAgent: 'node', language: 'en-US', onLine: true },
    location: { hash: '', search: '', href: 'http://localhost/', origin: 'http://localhost', protocol: 'http:' },
    document: {
      addEventListener: nothing,
      createElement: () => ({}),
      getElementsByTagName: () => [],
      readyState: 'complete',
      URL: 'http://localhost/',
    },
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    },
    addEventListener: nothing,
    removeEventListener: nothing,
    dispatchEvent: nothing,
    open: () => null,
  };
}
