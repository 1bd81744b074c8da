import { HostObject } from './hostObject';
import { memberOf } from './memberName';
import { invalidArgument, notImplemented } from './richApiError';

/** Reads, sets and calls members of host objects by their wire names. */
export async function readMember(object: HostObject, wireName: string): Promise<unknown> {
  const member = memberOf(wireName);
  const { scalars, scalarsOnRequest, navigations } = object.shape;
  const known = scalars.includes(member) || scalarsOnRequest.includes(member) || navigations.includes(member);
  if (!known) notImplemented(`${object.shape.type}.${member}`);
  const value: unknown = await Reflect.get(object, member);
  return value;
}

export async function setMember(object: HostObject, wireName: string, value: unknown): Promise<void> {
  const member = memberOf(wireName);
  const { type, scalars, scalarsOnRequest } = object.shape;
  if (!scalars.includes(member) && !scalarsOnRequest.includes(member)) notImplemented(`${type}.${member} (set)`);
  if (!accessor(object, member)?.set) invalidArgument(`${type}.${member} is read-only`);
  Reflect.set(object, member, value);
}

export async function callMember(object: HostObject, wireName: string, args: unknown[]): Promise<unknown> {
  const event = /^_(?:Un)?[Rr]egister(\w+)Event$/.exec(wireName);
  if (event) {
    if (!object.shape.events.includes(event[1])) notImplemented(`${object.shape.type} event ${event[1]}`);
    return null;
  }
  const member = memberOf(wireName);
  const method: unknown = Reflect.get(object, member);
  if (typeof method !== 'function') notImplemented(`${object.shape.type}.${member}()`);
  const result: unknown = await Reflect.apply(method, object, args);
  return result;
}

function accessor(object: HostObject, member: string): PropertyDescriptor | undefined {
  for (let holder: object | null = object; holder; holder = Reflect.getPrototypeOf(holder)) {
    const found = Reflect.getOwnPropertyDescriptor(holder, member);
    if (found) return found;
  }
  return undefined;
}
