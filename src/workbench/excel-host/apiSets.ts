import { isAnnounced } from './announcedSets';
import { RichApiError } from './richApi/richApiError';
import sets from './memberSets.json';

/** Class → member → "ExcelApi 1.9". Made by src/tooling/writeMemberSets.ts; members of ExcelApi 1.1 are not listed. */
export type MemberSets = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** "class.member" in lower case → "ExcelApi 1.9". */
const NEEDED = new Map(
  Object.entries<Readonly<Record<string, string>>>(sets).flatMap(([className, members]) =>
    Object.entries(members).map(([member, set]) => [`${className}.${member}`.toLowerCase(), set] as const),
  ),
);

/**
 * Closes the gaps of the library's own check, which lets newer properties be loaded and set. Members are matched
 * ignoring case, as a developer may write them in `load`.
 */
export function newerMemberGate(announced: Readonly<Record<string, string>>) {
  return (className: string, member: string): void => {
    const needed = NEEDED.get(`${className}.${member}`.toLowerCase());
    if (needed === undefined) return;
    const [set, version] = needed.split(' ');
    if (isAnnounced(announced, set, version)) return;
    throw new RichApiError('ApiNotFound', `${className}.${member} needs ${needed}`);
  };
}
