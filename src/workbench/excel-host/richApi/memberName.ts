/** Member names: the wire has `NumberFormat`, office.js and the host objects have `numberFormat`. */
export function memberOf(wireName: string): string {
  return wireName[0].toLowerCase() + wireName.slice(1);
}

export function wireNameOf(member: string): string {
  return member[0].toUpperCase() + member.slice(1);
}
