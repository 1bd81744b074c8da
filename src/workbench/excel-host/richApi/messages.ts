/**
 * The body of one `context.sync()` as the real office.js sends it ("ProcessQuery"), and what it expects back.
 * Member names on the wire are PascalCase; path and action ids share one counter of the client's request context.
 */
export interface ProcessQuery {
  /** Also keep a reference to every Range that is instantiated, unless its path says `D`. */
  AutoKeepReference?: boolean;
  Actions: WireAction[];
  ObjectPaths: Record<string, WirePath>;
}

export const PathType = {
  root: 1,
  newObject: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nullObject: 7,
} as const;

export interface WirePath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: WireArguments;
  /** Keep no reference. */
  D?: boolean;
}

export interface WireArguments {
  Arguments?: unknown[];
  /** At the position of each argument the path id it stands for, 0 for a literal; nested like the arguments. */
  ReferencedObjectPathIds?: unknown[];
}

export const ActionType = {
  instantiate: 1,
  load: 2,
  method: 3,
  setProperty: 4,
  trace: 5,
  ensureUnchanged: 8,
  retrieve: 7,
  update: 9,
} as const;

export interface WireAction {
  Id: number;
  ActionType: number;
  Name?: string;
  ObjectPathId: number;
  QueryInfo?: LoadOptions;
  ArgumentInfo?: WireArguments;
  ObjectState?: Record<string, unknown>;
}

export interface LoadOptions {
  Select?: string[];
  Expand?: string[];
  Top?: number;
  Skip?: number;
}

export interface ProcessQueryResponse {
  Results: { ActionId: number; Value: unknown }[];
  TraceIds: number[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number; HttpStatusCode: number };
}

/** `messageCategory` 65536 is an Excel event, 1 is for the custom-functions runtime. */
export interface HostMessage {
  messageCategory: number;
  messageType: number;
  targetId: string;
  /** JSON text. */
  message: string;
}
