import { HostObject } from './hostObject';
import { loadResult, referenceOf, withMemberNames } from './loadResult';
import { callMember, readMember, setMember } from './members';
import { memberOf, wireNameOf } from './memberName';
import { ActionType, PathType } from './messages';
import type { ProcessQuery, WireAction, WireArguments, WirePath } from './messages';
import { RichApiError } from './richApiError';

/** What a request needs from the host around it. */
export interface RequestSurroundings {
  readonly root: HostObject;
  newObject(serverType: string): HostObject;
  reference(id: string): HostObject;
  keep(object: HostObject): void;
  release(id: string): void;
  /** Refuses members newer than the announced API sets. */
  gate(className: string, member: string): void;
}

/** One request: its actions in order, each object path evaluated at most once, when the first action needs it. */
export class RequestRun {
  readonly traceIds: number[] = [];
  private readonly resolved = new Map<number, HostObject | null>();

  constructor(
    private readonly query: ProcessQuery,
    private readonly surroundings: RequestSurroundings,
  ) {}

  /** The value that goes back for the action. */
  async run(action: WireAction): Promise<unknown> {
    if (action.ActionType === ActionType.trace) {
      this.traceIds.push(action.Id);
      return null;
    }
    const object = await this.resolve(action.ObjectPathId);
    switch (action.ActionType) {
      case ActionType.instantiate:
        return this.instantiate(action, object);
      case ActionType.load:
        return object && loadResult(object, action.QueryInfo ?? {}, this.surroundings.gate);
      case ActionType.retrieve:
        return object && withMemberNames(await loadResult(object, action.QueryInfo ?? {}, this.surroundings.gate));
      case ActionType.method:
        return object ? ((await this.call(object, action.Name ?? '', action.ArgumentInfo)) ?? null) : { _IsNull: true };
      case ActionType.setProperty: {
        if (!object) return { _IsNull: true };
        const [value] = await this.argumentsOf(action.ArgumentInfo);
        await this.set(object, action.Name ?? '', value);
        return null;
      }
      case ActionType.update: {
        if (!object) return { _IsNull: true };
        for (const [name, value] of Object.entries(action.ObjectState ?? {})) {
          await this.set(object, wireNameOf(name), value);
        }
        return null;
      }
      default:
        throw new RichApiError('NotImplementedInTestHost', `Action type ${action.ActionType} is not implemented`);
    }
  }

  /** "Table.resize", for the log and for `error.debugInfo`. */
  describe(action: WireAction): string {
    if (action.ActionType === ActionType.trace) return 'trace';
    const path = this.query.ObjectPaths[action.ObjectPathId];
    if (action.ActionType === ActionType.instantiate) return this.origin(path);
    const verb = action.Name ? memberOf(action.Name) : (VERBS[action.ActionType] ?? `action ${action.ActionType}`);
    return `${this.typeOf(path)}.${verb}`;
  }

  /** The member an object came from: "TableCollection.add". */
  private origin(path: WirePath | undefined): string {
    if (!path?.ParentObjectPathId) return this.typeOf(path);
    const member = path.ObjectPathType === PathType.indexer ? 'getItem' : memberOf(path.Name);
    return `${this.typeOf(this.query.ObjectPaths[path.ParentObjectPathId])}.${member}`;
  }

  private typeOf(path: WirePath | undefined): string {
    if (!path) return '?';
    const object = this.resolved.get(path.Id);
    if (object) return object.shape.type;
    return path.ObjectPathType === PathType.root ? this.surroundings.root.shape.type : memberOf(path.Name || 'item');
  }

  private instantiate(action: WireAction, object: HostObject | null): unknown {
    if (!object) return null;
    const dropped = this.query.ObjectPaths[action.ObjectPathId]?.D;
    if (this.query.AutoKeepReference && !dropped) this.surroundings.keep(object);
    return referenceOf(object);
  }

  private async resolve(pathId: number): Promise<HostObject | null> {
    const known = this.resolved.get(pathId);
    if (known !== undefined) return known;
    const path = this.query.ObjectPaths[pathId];
    if (!path) throw new RichApiError('InvalidRequest', `Object path ${pathId} is missing`);
    const object = await this.evaluate(path);
    this.resolved.set(pathId, object);
    return object;
  }

  private async evaluate(path: WirePath): Promise<HostObject | null> {
    switch (path.ObjectPathType) {
      case PathType.root:
        return this.surroundings.root;
      case PathType.newObject:
        return this.surroundings.newObject(path.Name);
      case PathType.reference:
        return this.surroundings.reference(path.Name);
      case PathType.nullObject:
        return null;
    }
    const parent = await this.resolve(path.ParentObjectPathId ?? 0);
    if (!parent) return null; // a whole getXOrNullObject chain is null
    switch (path.ObjectPathType) {
      case PathType.property:
        this.surroundings.gate(parent.shape.type, memberOf(path.Name));
        return objectOrNull(await readMember(parent, path.Name), path);
      case PathType.indexer:
        return objectOrNull(await callMember(parent, 'GetItem', path.ArgumentInfo?.Arguments ?? []), path);
      case PathType.method:
        return objectOrNull(await this.call(parent, path.Name, path.ArgumentInfo), path);
      default:
        throw new RichApiError('InvalidRequest', `Object path type ${path.ObjectPathType}`);
    }
  }

  private async call(object: HostObject, wireName: string, info: WireArguments | undefined): Promise<unknown> {
    const args = await this.argumentsOf(info);
    if (wireName === '_KeepReference') return this.surroundings.keep(object);
    if (wireName === '_RemoveReference') return this.surroundings.release(String(args[0]));
    this.surroundings.gate(object.shape.type, memberOf(wireName));
    return callMember(object, wireName, args.map(orOmitted));
  }

  private async set(object: HostObject, wireName: string, value: unknown): Promise<void> {
    this.surroundings.gate(object.shape.type, memberOf(wireName));
    await setMember(object, wireName, value);
  }

  private async argumentsOf(info: WireArguments | undefined): Promise<unknown[]> {
    const values: unknown[] = [];
    for (const [index, argument] of (info?.Arguments ?? []).entries()) {
      values.push(await this.argument(argument, info?.ReferencedObjectPathIds?.[index]));
    }
    return values;
  }

  /** A client object travels as its path id: beside the argument, or inside an object as `_ObjectPathId`. */
  private async argument(value: unknown, reference: unknown): Promise<unknown> {
    if (Array.isArray(value)) {
      if (!Array.isArray(reference)) return value;
      const values: unknown[] = [];
      for (const [index, inner] of value.entries()) values.push(await this.argument(inner, reference[index]));
      return values;
    }
    if (typeof reference === 'number' && reference > 0 && reference === value) return this.resolve(reference);
    if (typeof value !== 'object' || value === null) return value;
    if ('_ObjectPathId' in value) return this.resolve(Number(value._ObjectPathId));
    const result: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) result[key] = await this.argument(inner, 0);
    return result;
  }
}

const VERBS: Record<number, string> = {
  [ActionType.load]: 'load',
  [ActionType.retrieve]: 'retrieve',
  [ActionType.update]: 'update',
};

/** An omitted argument travels as null. */
function orOmitted(argument: unknown): unknown {
  return argument === null ? undefined : argument;
}

function objectOrNull(value: unknown, path: WirePath): HostObject | null {
  if (value instanceof HostObject) return value;
  if (value === null || value === undefined) return null;
  throw new RichApiError('InvalidRequest', `${path.Name} is not an object`);
}
