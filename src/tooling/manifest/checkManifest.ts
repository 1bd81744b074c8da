import { child, descendants, parseManifest, type ManifestElement } from './manifestTree';

export interface ManifestSurroundings {
  /** package.json's version; the manifest's is that plus ".0". */
  readonly version: string;
  /** A deployment others install: no localhost anywhere. */
  readonly production: boolean;
  /** Width of a square PNG below the deployment's base URL, or null when there is no such PNG. */
  readonly iconPixels: (path: string) => number | null;
  /** The functions that the add-in's code associates with buttons of the ribbon. */
  readonly commands: readonly string[];
  /** Files that the build puts below the base URL; undefined when nothing has been built. */
  readonly emitted?: (path: string) => boolean;
}

type Check = (root: ManifestElement, surroundings: ManifestSurroundings) => string[];

/**
 * Everything Excel or its stores refuse that an XML schema does not see, and what the schema sees too, so that no
 * network and no schema file is needed. Returns sentences; none means the manifest is good.
 * @source learn.microsoft.com/office/dev/add-ins: manifest element ordering, shared runtime, add-in commands; read 2026-11-23
 */
export function checkManifest(xml: string, surroundings: ManifestSurroundings): string[] {
  const root = parseManifest(xml);
  return CHECKS.flatMap((check) => check(root, surroundings));
}

const ROOT_ORDER = [
  'Id', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl', 'HighResolutionIconUrl',
  'SupportUrl', 'AppDomains', 'Hosts', 'Requirements', 'DefaultSettings', 'Permissions', 'VersionOverrides',
]; // prettier-ignore
const HOST_ORDER = ['Runtimes', 'AllFormFactors', 'DesktopFormFactor'];
const RESOURCE_ORDER = ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'];
const BUILT_IN_TABS = [
  'TabHome', 'TabInsert', 'TabPageLayoutExcel', 'TabFormulas', 'TabData', 'TabReview', 'TabView',
]; // prettier-ignore
const REQUIRED_ICON_SIZES = ['16', '32', '80'];
const NEWEST_EXCEL_API = 15; // the newest set of the office.js package that the tests run on
const ID_LENGTH = 32;
const LENGTHS: Record<string, number> = {
  'bt:ShortStrings': 125,
  'bt:LongStrings': 250,
  'bt:Images': 2048,
  'bt:Urls': 2048,
};
/** Which kind of resource an element's resid must name. */
const RESOURCE_OF: Record<string, string> = {
  'bt:Image': 'bt:Images',
  Label: 'bt:ShortStrings',
  Title: 'bt:ShortStrings',
  Namespace: 'bt:ShortStrings',
  Description: 'bt:LongStrings',
  SourceLocation: 'bt:Urls',
  Runtime: 'bt:Urls',
  FunctionFile: 'bt:Urls',
  LearnMoreUrl: 'bt:Urls',
};

const identity: Check = (root, { version }) => [
  ...need(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text(root, 'Id')), 'Id must be a UUID.'),
  ...need(
    text(root, 'Version') === `${version}.0`,
    `Version must be ${version}.0, package.json's version; it is ${text(root, 'Version')}.`,
  ),
  ...need(/^[a-z]{2}-[A-Z]{2}$/.test(text(root, 'DefaultLocale')), 'DefaultLocale must look like en-US.'),
  ...need(within(value(root, 'DisplayName'), 125), 'DisplayName must have 1 to 125 characters.'),
  ...need(within(value(root, 'Description'), 250), 'Description must have 1 to 250 characters.'),
  ...['IconUrl', 'HighResolutionIconUrl', 'SupportUrl'].flatMap((name) =>
    need(value(root, name) !== '', `${name} is missing.`),
  ),
];

const order: Check = (root) => [
  ...inOrder(root, ROOT_ORDER),
  ...descendants(root, 'Host')
    .filter((host) => host.children.length > 0)
    .flatMap((host) => inOrder(host, HOST_ORDER)),
  ...descendants(root, 'Resources').flatMap((resources) => inOrder(resources, RESOURCE_ORDER)),
];

const resources: Check = (root) => {
  const defined = new Map<string, string>();
  const problems: string[] = [];
  for (const group of descendants(root, 'Resources').flatMap((element) => element.children)) {
    for (const resource of group.children) {
      const id = resource.attributes.id ?? '';
      const length = LENGTHS[group.name] ?? 0;
      problems.push(
        ...need(!defined.has(id), `Resource ${id} is defined twice.`),
        ...need(within(id, ID_LENGTH), `Resource id ${id} must have 1 to ${ID_LENGTH} characters.`),
        ...need(
          within(resource.attributes.DefaultValue ?? '', length),
          `Resource ${id} must have 1 to ${length} characters.`,
        ),
      );
      defined.set(id, group.name);
    }
  }
  const used = new Set<string>();
  for (const element of everyElement(root)) {
    const id = element.attributes.resid;
    if (id === undefined) continue;
    used.add(id);
    const group = RESOURCE_OF[element.name];
    problems.push(
      ...need(defined.has(id), `${element.name} names the resource ${id}, which does not exist.`),
      ...need(
        !defined.has(id) || defined.get(id) === group,
        `${element.name} needs a resource of ${group}; ${id} is not one.`,
      ),
    );
  }
  return [...problems, ...[...defined.keys()].flatMap((id) => need(used.has(id), `Resource ${id} is used nowhere.`))];
};

const urls: Check = (root, { production, emitted }) => {
  const addresses = everyUrl(root);
  const bases = new Set(addresses.map((address) => safeUrl(address)?.origin));
  return [
    ...addresses.flatMap((address) => [
      ...need(safeUrl(address)?.protocol === 'https:', `${address} is not an https address.`),
      ...need(
        !production || !/localhost|127\.0\.0\.1/.test(address),
        `${address}: a production manifest must not name localhost.`,
      ),
    ]),
    ...need(bases.size === 1, `All addresses must be on one domain; found ${[...bases].join(', ')}.`),
    ...(emitted
      ? addresses
          .map((address) => pathBelowBase(root, address))
          .flatMap((path) => need(emitted(path), `${path} is named in the manifest but the build does not make it.`))
      : []),
  ];
};

const icons: Check = (root, { iconPixels }) => {
  const addressOf = new Map(
    descendants(root, 'bt:Image')
      .filter((image) => image.attributes.id)
      .map((image) => [image.attributes.id, image.attributes.DefaultValue]),
  );
  const problems = descendants(root, 'Icon').flatMap((icon) => {
    const sizes = icon.children.map((image) => image.attributes.size);
    return REQUIRED_ICON_SIZES.flatMap((size) =>
      need(sizes.includes(size), `An Icon lacks the required size ${size}.`),
    );
  });
  for (const image of descendants(root, 'Icon').flatMap((icon) => icon.children)) {
    const address = addressOf.get(image.attributes.resid);
    if (address === undefined) continue; // reported as a dangling resid
    const pixels = iconPixels(pathBelowBase(root, address));
    problems.push(
      ...need(
        String(pixels) === image.attributes.size,
        `${address} must be a PNG of ${image.attributes.size} pixels; it is ${pixels ?? 'missing'}.`,
      ),
    );
  }
  problems.push(
    ...need(iconPixels(pathBelowBase(root, value(root, 'IconUrl'))) === 32, 'IconUrl must be a PNG of 32 pixels.'),
  );
  problems.push(
    ...need(
      iconPixels(pathBelowBase(root, value(root, 'HighResolutionIconUrl'))) === 64,
      'HighResolutionIconUrl must be a PNG of 64 pixels.',
    ),
  );
  return problems;
};

const sharedRuntime: Check = (root) => {
  const runtimes = descendants(root, 'Runtime');
  const page = runtimes[0]?.attributes.resid;
  const samePage = [
    ...descendants(root, 'FunctionFile'),
    ...descendants(root, 'Page').flatMap((element) => element.children),
    ...descendants(root, 'Action').flatMap((action) => descendants(action, 'SourceLocation')),
  ];
  return [
    ...need(
      runtimes.length === 1 && runtimes[0].attributes.lifetime === 'long',
      'There must be one Runtime with lifetime long.',
    ),
    ...samePage.flatMap((element) =>
      need(
        element.attributes.resid === page,
        `${element.name} must use the runtime's page ${page}, not ${element.attributes.resid}.`,
      ),
    ),
    ...['TaskpaneId', 'EquivalentAddins'].flatMap((name) =>
      need(descendants(root, name).length === 0, `${name} must not be used with a shared runtime.`),
    ),
    ...descendants(root, 'OfficeTab').flatMap((tab) =>
      need(BUILT_IN_TABS.includes(tab.attributes.id), `${tab.attributes.id} is not a built-in tab.`),
    ),
  ];
};

const buttons: Check = (root, { commands }) => {
  const controls = descendants(root, 'Control');
  const ids = controls.map((control) => control.attributes.id ?? '');
  const called = descendants(root, 'FunctionName').map((name) => name.text);
  return [
    ...ids.flatMap((id, index) => need(id !== '' && ids.indexOf(id) === index, `The button id ${id} is used twice.`)),
    ...called.flatMap((name) =>
      need(commands.includes(name), `A button runs ${name}, which no code associates with it.`),
    ),
    ...commands.flatMap((name) => need(called.includes(name), `No button runs ${name}.`)),
    // Office.addin.showAsTaskpane shows the page of this action
    ...need(
      descendants(root, 'Action').some((action) => action.attributes['xsi:type'] === 'ShowTaskpane'),
      'One button must have the action ShowTaskpane.',
    ),
  ];
};

const requirements: Check = (root) => {
  const sets = descendants(root, 'Set');
  const excelApi = sets.find((set) => set.attributes.Name === 'ExcelApi')?.attributes.MinVersion ?? '';
  const [major, minor] = excelApi.split('.').map(Number);
  return [
    ...need(
      sets.some((set) => set.attributes.Name === 'SharedRuntime'),
      'Requirements must name SharedRuntime.',
    ),
    ...need(
      major === 1 && minor <= NEWEST_EXCEL_API,
      `Requirements must name ExcelApi 1.${NEWEST_EXCEL_API} or lower; it is ${excelApi || 'missing'}.`,
    ),
    ...need(text(root, 'Permissions') === 'ReadWriteDocument', 'Permissions must be ReadWriteDocument.'),
  ];
};

const CHECKS: readonly Check[] = [identity, order, resources, urls, icons, sharedRuntime, buttons, requirements];

function need(holds: boolean, sentence: string): string[] {
  return holds ? [] : [sentence];
}
function within(content: string, longest: number): boolean {
  return content.length >= 1 && content.length <= longest;
}
function text(root: ManifestElement, name: string): string {
  return child(root, name)?.text ?? '';
}
function value(root: ManifestElement, name: string): string {
  return child(root, name)?.attributes.DefaultValue ?? '';
}
function everyElement(element: ManifestElement): ManifestElement[] {
  return [element, ...element.children.flatMap(everyElement)];
}
function everyUrl(root: ManifestElement): string[] {
  const attributes = everyElement(root).map((element) => element.attributes.DefaultValue ?? '');
  const domains = descendants(root, 'AppDomain').map((domain) => domain.text);
  return [...attributes.filter((content) => /^[a-z]+:\/\//i.test(content)), ...domains];
}
/** Everything lies below the folder of the pane's page. */
function pathBelowBase(root: ManifestElement, address: string): string {
  const page =
    descendants(root, 'DefaultSettings').flatMap((settings) => settings.children)[0]?.attributes.DefaultValue ?? '';
  const base = page.slice(0, page.lastIndexOf('/') + 1);
  return address.startsWith(base) ? address.slice(base.length) : '';
}
function safeUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
function inOrder(parent: ManifestElement, expected: readonly string[]): string[] {
  const names = parent.children.map((element) => element.name);
  const known = names.filter((name) => expected.includes(name));
  const sorted = [...known].sort((a, b) => expected.indexOf(a) - expected.indexOf(b));
  return [
    ...names.filter((name) => !expected.includes(name)).map((name) => `${parent.name} must not contain ${name}.`),
    ...need(
      known.join() === sorted.join(),
      `The children of ${parent.name} must stand in the order ${expected.join(', ')}.`,
    ),
  ];
}
