/** What the wire can see of a class. Anything not named here is refused by name, never answered with a guess. */
export interface Shape {
  readonly type: string;
  readonly isCollection: boolean;
  /** Loaded when nothing is selected. */
  readonly scalars: readonly string[];
  /** Loaded only when asked for by name. */
  readonly scalarsOnRequest: readonly string[];
  /** Properties that lead to other objects. */
  readonly navigations: readonly string[];
  /** Events this host really sends, as named in the library's `_Register…Event`. */
  readonly events: readonly string[];
  /** Office.js keeps a reference to objects of this class between requests. */
  readonly keepsReference: boolean;
}

export function describeShape(type: string, parts: Partial<Omit<Shape, 'type'>> = {}): Shape {
  const nothing = { scalars: [], scalarsOnRequest: [], navigations: [], events: [] };
  return { type, isCollection: false, keepsReference: false, ...nothing, ...parts };
}

/**
 * Base of everything the host exposes. Members carry the names of the Office.js API: a getter is a property that can
 * be loaded, a getter with a setter one that can be set, a method one that can be called; each may be asynchronous.
 */
export abstract class HostObject {
  abstract readonly shape: Shape;
  /** Set while the add-in holds a reference (`_KeepReference`). */
  referenceId: string | null = null;

  /** What office.js needs to find the object again in the next request, e.g. `{ Id: … }`. */
  identity(): Record<string, string | number> {
    return {};
  }
}

export abstract class HostCollection extends HostObject {
  abstract children(): HostObject[] | Promise<HostObject[]>;
}
