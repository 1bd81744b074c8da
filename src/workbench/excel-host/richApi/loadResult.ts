import { HostCollection, HostObject } from './hostObject';
import { readMember } from './members';
import { memberOf, wireNameOf } from './memberName';
import type { LoadOptions } from './messages';
import { notImplemented } from './richApiError';

/** Called with every member that is about to be loaded, in any case; refuses what the announced API sets do not have. */
export type MemberGate = (className: string, member: string) => void;

/** The value of a load action: PascalCase keys, ids, `_Items` for a collection. */
export async function loadResult(
  object: HostObject,
  { Select = [], Expand = [], Top, Skip }: LoadOptions,
  gate: MemberGate,
): Promise<WireValues> {
  const selected = selectionTree([...Select, ...Expand.map((path) => `${path}/*`)]);
  return valuesOf(object, selected, gate, { skip: Skip ?? 0, top: Top ?? Infinity });
}

/** The value of a retrieve action: the same with the names of the API. */
export function withMemberNames(value: unknown): unknown {
  if (!isWireValues(value)) return value;
  const named = Object.entries(value).map(([key, inner]) => {
    if (key === '_Items') return ['items', (inner as unknown[]).map(withMemberNames)] as const;
    return [key.startsWith('_') ? key : memberOf(key), withMemberNames(inner)] as const;
  });
  return Object.fromEntries(named);
}

/** What was selected, by member name in lower case; an empty tree means the default scalars. */
type SelectionTree = Map<string, Selection>;
interface Selection {
  /** As the developer wrote it. */
  readonly name: string;
  readonly inner: SelectionTree;
}
type WireValues = Record<string, unknown>;
interface Page {
  skip: number;
  top: number;
}
const WHOLE: Page = { skip: 0, top: Infinity };

async function valuesOf(object: HostObject, tree: SelectionTree, gate: MemberGate, page: Page): Promise<WireValues> {
  if (object instanceof HostCollection) return collectionValues(object, tree, gate, page);
  const { type, scalars, scalarsOnRequest, navigations } = object.shape;
  const values: WireValues = referenceOf(object);
  const wanted = new Map(tree);
  if (wanted.delete('*') || tree.size === 0) {
    for (const name of scalars) wanted.set(name.toLowerCase(), { name, inner: new Map() });
  }
  const known = [...scalars, ...scalarsOnRequest, ...navigations];
  for (const [key, { name, inner }] of wanted) {
    gate(type, name);
    const member = known.find((each) => each.toLowerCase() === key) ?? notImplemented(`${type}.${name}`);
    const value = await readMember(object, wireNameOf(member));
    values[wireNameOf(member)] = value instanceof HostObject ? await valuesOf(value, inner, gate, WHOLE) : value;
  }
  return values;
}

/** What is selected is meant for the items, except the collection's own scalars. */
async function collectionValues(collection: HostCollection, tree: SelectionTree, gate: MemberGate, page: Page) {
  const values: WireValues = referenceOf(collection);
  const isDefault = tree.size === 0 || tree.has('*');
  const ofItems = new Map(tree);
  for (const scalar of collection.shape.scalars) {
    const isSelected = ofItems.delete(scalar.toLowerCase());
    if (isSelected || isDefault) values[wireNameOf(scalar)] = await readMember(collection, wireNameOf(scalar));
  }
  const wantsItems = isDefault || ofItems.size > 0;
  const children = await collection.children();
  const items: WireValues[] = [];
  for (const [index, child] of children.entries()) {
    if (index < page.skip || index >= page.skip + page.top) continue;
    const loaded = wantsItems ? await valuesOf(child, ofItems, gate, WHOLE) : referenceOf(child);
    items.push({ ...loaded, _Index: index });
  }
  return { ...values, _Items: items };
}

export function referenceOf(object: HostObject): WireValues {
  return { ...object.identity(), ...(object.referenceId === null ? {} : { _ReferenceId: object.referenceId }) };
}

/** `['name', 'worksheet/name']` as a tree; the developer's spelling of case does not matter. */
function selectionTree(paths: string[]): SelectionTree {
  const root: SelectionTree = new Map();
  for (const path of paths) {
    let node = root;
    for (const name of path.split('/')) {
      const selection = node.get(name.toLowerCase()) ?? { name, inner: new Map() };
      node.set(name.toLowerCase(), selection);
      node = selection.inner;
    }
  }
  return root;
}

function isWireValues(value: unknown): value is WireValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
