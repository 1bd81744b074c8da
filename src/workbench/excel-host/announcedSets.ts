/**
 * What this host says it supports. The installed office.js has the members of ExcelApi 1.15 and no newer ones, so
 * announcing more would make feature detection say yes to members that do not exist.
 */
export const ANNOUNCED_SETS: Readonly<Record<string, string>> = {
  CustomFunctions: '1.9',
  CustomFunctionsRuntime: '1.3',
  CustomXmlParts: '1.1',
  DelayForCellEdit: '1.1',
  DialogApi: '1.2',
  ExcelApi: '1.15',
  RibbonApi: '1.2',
  RichApiRuntime: '1.2',
  Settings: '1.1',
  SharedRuntime: '1.2',
};

/** `isSetSupported('ExcelApi', '1.9')`, as office.js answers it. */
export function isAnnounced(
  sets: Readonly<Record<string, string>>,
  name: string,
  version: string | number = '1.1',
): boolean {
  const announced = Object.entries(sets).find(([set]) => set.toLowerCase() === name.toLowerCase())?.[1];
  return announced !== undefined && compareVersions(announced, String(version)) >= 0;
}

/** Positive when `a` is newer. */
function compareVersions(a: string, b: string): number {
  const [majorA, minorA = 0] = a.split('.').map(Number);
  const [majorB, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
