import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

interface Node {
  readonly [name: string]: Node[] | string | undefined;
}

const REQUIRED_TYPES = [
  ['worksheet', /worksheet\+xml$/],
  ['table', /spreadsheetml\.table\+xml$/],
  ['styles', /styles\+xml$/],
  ['sharedStrings', /sharedStrings\+xml$/],
  ['sheetMetadata', /sheetMetadata\+xml$/],
  ['officeDocument', /main\+xml$/],
] as const;

/**
 * What Excel would repair or refuse in an .xlsx file, as sentences; none when the file is sound.
 * Reads with a parser and a zip library of its own, so that it does not share faults with the code it checks.
 */
export function checkPackage(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const files = unzipSync(bytes);
  const names = Object.keys(files).filter((name) => !name.endsWith('/'));
  if (names[0] !== '[Content_Types].xml') faults.push('[Content_Types].xml is not the first part');
  const trees = new Map<string, Node>();
  for (const name of names.filter((each) => /\.(xml|rels|vml)$/i.test(each))) {
    const text = strFromU8(files[name]);
    const valid = XMLValidator.validate(text);
    if (valid !== true) faults.push(`${name}: ${valid.err.msg}`);
    else trees.set(name, PARSER.parse(text) as Node);
  }
  const found = (name: string) => names.find((each) => each.toLowerCase() === name.toLowerCase());
  const tree = (name: string): Node => trees.get(found(name) ?? '') ?? {};

  const types = children(tree('[Content_Types].xml'), 'Types')[0] ?? {};
  const overrides = new Map(
    children(types, 'Override').map((each) => [text(each, 'PartName').toLowerCase(), text(each, 'ContentType')]),
  );
  const defaults = new Map(
    children(types, 'Default').map((each) => [text(each, 'Extension').toLowerCase(), text(each, 'ContentType')]),
  );
  if (overrides.size !== children(types, 'Override').length) faults.push('two content types for one part');
  for (const part of overrides.keys())
    if (!found(part.slice(1))) faults.push(`a content type names ${part}, which is missing`);
  const typeOf = (name: string) =>
    overrides.get(`/${name.toLowerCase()}`) ?? defaults.get(name.split('.').pop()?.toLowerCase() ?? '');
  for (const name of names.slice(1)) if (typeOf(name) === undefined) faults.push(`${name} has no content type`);

  const relations = (source: string) => {
    const slash = source.lastIndexOf('/') + 1;
    const root = tree(`${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`);
    return children(children(root, 'Relationships')[0] ?? {}, 'Relationship').map((each) => ({
      id: text(each, 'Id'),
      kind: text(each, 'Type').split('/').pop() ?? '',
      isExternal: text(each, 'TargetMode') === 'External',
      target: decodeURI(new URL(text(each, 'Target'), `file:///${source}`).pathname.slice(1)),
    }));
  };
  for (const name of names.filter((each) => each.endsWith('.rels'))) {
    const source = name.replace(/_rels\/([^/]*)\.rels$/, '$1');
    if (source !== '' && !found(source)) faults.push(`${name} belongs to no part`);
    const list = relations(source);
    if (new Set(list.map(({ id }) => id)).size !== list.length) faults.push(`${name} has an id twice`);
    for (const { kind, target, isExternal } of list) {
      if (isExternal) continue;
      if (!found(target)) faults.push(`${name} points at ${target}, which is missing`);
      const required = REQUIRED_TYPES.find(([each]) => each === kind);
      if (required && !required[1].test(typeOf(target) ?? ''))
        faults.push(`${target} has the content type ${typeOf(target)}`);
    }
  }
  if (names.some((name) => /calcChain/i.test(name))) faults.push('a calculation chain is left');

  const workbookName = relations('').find(({ kind }) => kind === 'officeDocument')?.target ?? '';
  const workbook = children(tree(workbookName), 'workbook')[0];
  if (!workbook) return [...faults, 'there is no workbook'];
  const workbookRelations = relations(workbookName);
  const sheets = children(children(workbook, 'sheets')[0] ?? {}, 'sheet');
  if (sheets.length === 0) faults.push('the workbook has no sheet');
  unique(
    sheets.map((sheet) => text(sheet, 'sheetId')),
    'sheet id',
    faults,
  );
  unique(
    sheets.map((sheet) => text(sheet, 'name')),
    'sheet name',
    faults,
  );
  for (const sheet of sheets) {
    const name = text(sheet, 'name');
    if (name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name) || name === '')
      faults.push(`"${name}" is no name for a sheet`);
  }
  const sheetIndex = (value: string) => Number(value) >= 0 && Number(value) < sheets.length;
  const definedNames = children(children(workbook, 'definedNames')[0] ?? {}, 'definedName');
  for (const each of definedNames) {
    if (each['@localSheetId'] !== undefined && !sheetIndex(text(each, 'localSheetId')))
      faults.push('a name of a sheet that is not there');
  }
  for (const view of children(children(workbook, 'bookViews')[0] ?? {}, 'workbookView')) {
    if (view['@activeTab'] !== undefined && !sheetIndex(text(view, 'activeTab')))
      faults.push('the open tab is not there');
  }

  const partOf = (kind: string) => workbookRelations.find((each) => each.kind === kind)?.target ?? '';
  const styleSheet = children(tree(partOf('styles')), 'styleSheet')[0] ?? {};
  const styles = children(children(styleSheet, 'cellXfs')[0] ?? {}, 'xf');
  const counted = ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs'].map(
    (list) => [list, children(styleSheet, list)[0]] as const,
  );
  for (const [list, element] of counted) {
    const records = Object.keys(element ?? {}).filter((key) => !key.startsWith('@') && key !== '#text');
    const count = records.reduce((sum, key) => sum + children(element ?? {}, key).length, 0);
    if (element?.['@count'] !== undefined && Number(text(element, 'count')) !== count)
      faults.push(`${list} has a wrong count`);
  }
  for (const xf of styles) {
    for (const [attribute, list] of [
      ['fontId', 'fonts'],
      ['fillId', 'fills'],
      ['borderId', 'borders'],
    ] as const) {
      const element = children(styleSheet, list)[0] ?? {};
      const size = children(element, list.slice(0, -1)).length;
      if (xf[`@${attribute}`] !== undefined && Number(text(xf, attribute)) >= size)
        faults.push(`a style's ${attribute} is out of range`);
    }
  }
  const strings = children(children(tree(partOf('sharedStrings')), 'sst')[0] ?? {}, 'si');
  const cellMetadata = children(
    children(children(tree(partOf('sheetMetadata')), 'metadata')[0] ?? {}, 'cellMetadata')[0] ?? {},
    'bk',
  );

  const tables: Node[] = [];
  let selected = 0;
  for (const { target, id } of workbookRelations.filter(({ kind }) => kind === 'worksheet')) {
    if (!sheets.some((sheet) => text(sheet, 'id') === id)) faults.push(`${target} is no tab`);
    const worksheet = children(tree(target), 'worksheet')[0] ?? {};
    for (const view of children(children(worksheet, 'sheetViews')[0] ?? {}, 'sheetView')) {
      if (/^(1|true)$/.test(text(view, 'tabSelected'))) selected += 1;
    }
    const sheetTables = relations(target).filter(({ kind }) => kind === 'table');
    const tableParts = children(children(worksheet, 'tableParts')[0] ?? {}, 'tablePart');
    if (tableParts.length !== sheetTables.length)
      faults.push(`${target} names ${tableParts.length} of its ${sheetTables.length} tables`);
    const cells = checkCells(
      target,
      worksheet,
      { styles: styles.length, strings: strings.length, metadata: cellMetadata.length },
      faults,
    );
    for (const { target: part } of sheetTables) {
      const table = children(tree(part), 'table')[0] ?? {};
      tables.push(table);
      checkTable(part, table, cells, strings, faults);
    }
  }
  if (selected > 1) faults.push(`${selected} tabs are selected together`);
  unique(
    tables.map((table) => text(table, 'id')),
    'table id',
    faults,
  );
  unique(
    [
      ...tables.map((table) => text(table, 'displayName')),
      ...definedNames.filter((each) => each['@localSheetId'] === undefined).map((each) => text(each, 'name')),
    ],
    'name',
    faults,
  );
  return faults;
}

interface Limits {
  readonly styles: number;
  readonly strings: number;
  readonly metadata: number;
}

function checkCells(part: string, worksheet: Node, limits: Limits, faults: string[]): Map<string, Node> {
  const cells = new Map<string, Node>();
  let lastRow = 0;
  for (const row of children(children(worksheet, 'sheetData')[0] ?? {}, 'row')) {
    const number = row['@r'] === undefined ? lastRow + 1 : Number(text(row, 'r'));
    if (number <= lastRow) faults.push(`${part}: row ${number} comes after row ${lastRow}`);
    lastRow = number;
    let lastColumn = 0;
    for (const cell of children(row, 'c')) {
      const address = text(cell, 'r');
      const match = /^([A-Z]{1,3})(\d+)$/.exec(address);
      const column = match
        ? [...match[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
        : lastColumn + 1;
      if (match && Number(match[2]) !== number) faults.push(`${part}: ${address} stands in row ${number}`);
      if (column <= lastColumn) faults.push(`${part}: ${address} is out of order`);
      lastColumn = column;
      cells.set(address, cell);
      if (Number(cell['@s'] ?? 0) >= Math.max(1, limits.styles))
        faults.push(`${part}: ${address} has a style that is not there`);
      if (cell['@cm'] !== undefined && Number(text(cell, 'cm')) > limits.metadata)
        faults.push(`${part}: ${address} has metadata that is not there`);
      if (text(cell, 't') === 's' && Number(text(cell, 'v')) >= limits.strings)
        faults.push(`${part}: ${address} has a text that is not there`);
    }
  }
  return cells;
}

function checkTable(
  part: string,
  table: Node,
  cells: ReadonlyMap<string, Node>,
  strings: readonly Node[],
  faults: string[],
): void {
  const columns = children(children(table, 'tableColumns')[0] ?? {}, 'tableColumn');
  unique(
    columns.map((column) => text(column, 'name')),
    `${part}: column`,
    faults,
  );
  unique(
    columns.map((column) => text(column, 'id')),
    `${part}: column id`,
    faults,
  );
  const [, letters, first, lastLetters, last] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(text(table, 'ref')) ?? [];
  const number = (name: string) => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  if (letters === undefined) return void faults.push(`${part} has no range`);
  if (number(lastLetters) - number(letters) + 1 !== columns.length)
    faults.push(`${part} has as many columns as its range has not`);
  if (Number(last) <= Number(first)) faults.push(`${part} has no row below its header`);
  if (text(table, 'headerRowCount') === '0') return;
  columns.forEach((column, index) => {
    const address = `${lettersOf(number(letters) + index)}${first}`;
    const cell = cells.get(address);
    const type = cell && text(cell, 't');
    const shown =
      type === 's'
        ? plainText(strings[Number(text(cell as Node, 'v'))])
        : type === 'inlineStr'
          ? plainText(children(cell as Node, 'is')[0])
          : text(cell ?? {}, 'v');
    const name = text(column, 'name').replace(/_x000a_/gi, '\n');
    if (type !== 's' && type !== 'inlineStr' && type !== 'str')
      faults.push(`${part}: the header ${address} is no text`);
    else if (shown.replace(/\r/g, '') !== name)
      faults.push(`${part}: the header ${address} says "${shown}" and the table "${name}"`);
  });
}

const plainText = (node: Node | undefined): string =>
  node
    ? text(node, 't') +
      children(node, 'r')
        .map((run) => text(run, 't'))
        .join('')
    : '';

function lettersOf(column: number): string {
  return column === 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

function unique(values: readonly string[], what: string, faults: string[]): void {
  const seen = new Set<string>();
  for (const value of values.map((each) => each.toLowerCase())) {
    if (seen.has(value)) faults.push(`the ${what} ${value} stands twice`);
    seen.add(value);
  }
}

/** Prefixes of namespaces are dropped, every child is a list, and attributes begin with @. */
const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

function children(node: Node, name: string): Node[] {
  const list = node[name];
  return Array.isArray(list) ? list.map((each) => (typeof each === 'string' ? ({ '#text': each } as Node) : each)) : [];
}

/** An attribute, or the text of the first child of that name. */
function text(node: Node, name: string): string {
  const attribute = node[`@${name}`];
  if (typeof attribute === 'string') return attribute;
  const child = children(node, name)[0]?.['#text'];
  return Array.isArray(child) ? child.join('') : (child ?? '');
}
