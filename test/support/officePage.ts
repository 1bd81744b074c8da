import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

/** What an add-in finds in its page. */
export interface OfficeGlobals {
  Excel: typeof Excel;
  Office: typeof Office;
  OfficeExtension: typeof OfficeExtension;
  CustomFunctions: typeof CustomFunctions;
}

export interface OfficePage {
  readonly globals: OfficeGlobals;
  /** A message from the page around the frame. */
  receive(text: string): void;
  /** Runs a file as a script tag does; what it loads itself by script tags is looked for beside it. */
  runScript(file: string): void;
  /** Stops every timer of the page. */
  close(): void;
}

export interface OfficePageOptions {
  /** The frame's name carries the handshake. */
  readonly name: string;
  /** Of the page around the frame, and of the add-in. */
  readonly origin: string;
  postToHost(text: string): void;
}

const DIST = path.join(path.dirname(createRequire(__filename).resolve('@microsoft/office-js/package.json')), 'dist');
const OFFICE_FOLDER = '/office-js/';
const OFFICE_JS = `${OFFICE_FOLDER}office.debug.js`;

/**
 * The add-in's page in Node: a window with as much of a browser as the complete, unmodified office.js needs, in a
 * realm of its own. office.js loads its Excel part and its texts by script tags, as it does in a browser.
 */
export function openOfficePage({ name, origin, postToHost }: OfficePageOptions): OfficePage {
  const timers = trackedTimers();
  const listeners = new Set<(event: object) => void>();
  const parent = { postMessage: (text: string) => timers.setTimeout(() => postToHost(text), 0) };
  const page: Record<string, unknown> = {
    ...BROWSER,
    ...timers,
    localStorage: storage(),
    sessionStorage: storage(),
    name,
    location: new URL('/taskpane.html', origin),
    document: documentWith((script) => timers.setTimeout(() => load(script), 0), origin),
    parent,
    addEventListener: (type: string, listener: (event: object) => void) => {
      if (type === 'message') listeners.add(listener);
    },
    removeEventListener: (_type: string, listener: (event: object) => void) => listeners.delete(listener),
    // of the tests' own realm, so that `instanceof` works across
    Error,
    Promise,
    Date,
  };
  page.window = page.self = page.top = page;
  vm.createContext(page);

  let siteFolder = '';
  const load = (script: ScriptElement) => {
    const { pathname } = new URL(script.src, `${origin}/taskpane.html`);
    const isOffice = pathname.startsWith(OFFICE_FOLDER);
    const [folder, name] = isOffice
      ? [DIST, pathname.slice(OFFICE_FOLDER.length).toLowerCase()]
      : [siteFolder, pathname];
    const file = path.join(folder, name);
    if (!existsSync(file)) return script.onerror?.({ type: 'error', target: script });
    compiled(file).runInContext(page);
    script.onload?.({ type: 'load', target: script });
  };
  compiled(path.join(DIST, path.basename(OFFICE_JS))).runInContext(page);

  return {
    globals: page as unknown as OfficeGlobals,
    receive: (text) =>
      void timers.setTimeout(
        () => listeners.forEach((listener) => listener({ data: text, origin, source: parent })),
        0,
      ),
    runScript: (file) => {
      siteFolder = path.dirname(file);
      compiled(file).runInContext(page);
    },
    close: timers.clearAll,
  };
}

interface ScriptElement {
  readonly tagName: string;
  src: string;
  onload?: (event: object) => void;
  onerror?: (event: object) => void;
}

const scripts = new Map<string, vm.Script>();

/** Parsed once for all pages of a test file. */
function compiled(file: string): vm.Script {
  const script = scripts.get(file) ?? new vm.Script(readFileSync(file, 'utf8'), { filename: file });
  scripts.set(file, script);
  return script;
}

const nothing = () => undefined;

/** The parts of a browser that are the same in Node. */
const BROWSER = {
  console,
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
  navigator: { userAgent: 'node', language: 'en-US', onLine: true },
  history: {},
  opener: null,
  open: () => null,
  dispatchEvent: nothing,
};

/** A document whose script tags are loaded by `load`. */
function documentWith(load: (script: ScriptElement) => void, origin: string) {
  const own = { tagName: 'SCRIPT', src: `${origin}${OFFICE_JS}`, getAttribute: () => null };
  const createElement = (tag: string) => ({
    tagName: tag.toUpperCase(),
    src: '',
    style: {},
    getAttribute: () => null,
    setAttribute: nothing,
    addEventListener: nothing,
    appendChild: nothing,
    ...(tag === 'a' ? { protocol: 'https:', host: new URL(origin).host } : {}),
  });
  const head = {
    ...createElement('head'),
    appendChild: (child: ScriptElement) => {
      if (child.tagName === 'SCRIPT') load(child);
      return child;
    },
  };
  return {
    readyState: 'complete',
    URL: `${origin}/taskpane.html`,
    domain: new URL(origin).hostname,
    head,
    body: createElement('body'),
    documentElement: createElement('html'),
    currentScript: own,
    createElement,
    getElementsByTagName: (tag: string) => (tag === 'script' ? [own] : tag === 'head' ? [head] : []),
    getElementById: () => null,
    querySelector: () => null,
    querySelectorAll: () => [],
    addEventListener: nothing,
    removeEventListener: nothing,
  };
}

function storage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

/** Timers that end with the page, so that a test file ends as well. */
function trackedTimers() {
  const running = new Set<ReturnType<typeof setTimeout>>();
  const track = <T extends ReturnType<typeof setTimeout>>(timer: T): T => {
    running.add(timer);
    return timer;
  };
  const stop = (timer: ReturnType<typeof setTimeout> | undefined) => {
    if (timer === undefined) return;
    clearTimeout(timer);
    running.delete(timer);
  };
  return {
    setTimeout: (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => {
      const timer = setTimeout(() => {
        running.delete(timer);
        callback(...args);
      }, delay);
      return track(timer);
    },
    setInterval: (callback: () => void, delay?: number) => track(setInterval(callback, delay)),
    clearTimeout: stop,
    clearInterval: stop,
    clearAll: () => [...running].forEach(stop),
  };
}
