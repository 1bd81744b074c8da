import { RELATION } from './namespaces';
import type { PackageParts, Relation } from './packageParts';
import { descendants } from './xml';

/**
 * Removes add-ins from a file. Each has a part of its own (with its settings and perhaps a picture), which the part of
 * the task panes points at; without a pane left that part goes too.
 * @returns how many were removed
 * @source [MS-OWEXML] 2.2, 2.3
 */
export function removeAddIns(parts: PackageParts, isOurs: (addInId: string) => boolean): number {
  let removed = 0;
  for (const panes of parts.relations('').filter(({ kind }) => kind === RELATION.taskPanes)) {
    const { target } = panes;
    if (target === undefined || !parts.has(target)) continue;
    const addIns = parts.relations(target).filter(({ kind }) => kind === RELATION.webExtension);
    const ours = addIns.filter(({ target: part }) => part !== undefined && addInIds(parts, part).some(isOurs));
    removed += ours.length;
    if (ours.length === addIns.length) {
      parts.remove(target);
      parts.removeRelation('', panes);
    } else removePanes(parts, target, ours);
    for (const { target: part } of ours) if (part !== undefined) removeWithPictures(parts, part);
  }
  return removed;
}

/** The id under which the add-in came (a store's or its manifest's); the file's own number of it is none of these. */
function addInIds(parts: PackageParts, part: string): string[] {
  if (!parts.has(part)) return [];
  return [...descendants(parts.xml(part).root)].flatMap(({ local, attributes }) =>
    local === 'reference' && attributes.id !== undefined ? [attributes.id] : [],
  );
}

function removePanes(parts: PackageParts, panesPart: string, relations: readonly Relation[]): void {
  const part = parts.xml(panesPart);
  for (const pane of part.root.children) {
    const ids = [...descendants(pane)].map(({ attributes }) => attributes['r:id']);
    if (relations.some(({ id }) => ids.includes(id))) part.remove(pane);
  }
  parts.commit(panesPart);
  for (const { id } of relations) {
    const current = parts.relations(panesPart).find((each) => each.id === id);
    if (current) parts.removeRelation(panesPart, current);
  }
}

function removeWithPictures(parts: PackageParts, part: string): void {
  const pictures = parts.relations(part).flatMap(({ target }) => (target === undefined ? [] : [target]));
  parts.remove(part);
  for (const picture of pictures) if (!parts.isTarget(picture)) parts.remove(picture);
}
