const patched = new WeakMap<object, Set<PropertyKey>>();

/** Replaces a method of the engine; once, because prototypes are shared by all books of a page. */
export function patchOnce<T extends object, K extends keyof T>(
  prototype: T,
  method: K,
  replace: (original: T[K]) => T[K],
): void {
  const methods = patched.get(prototype) ?? new Set();
  if (methods.has(method)) return;
  patched.set(prototype, methods.add(method));
  prototype[method] = replace(prototype[method]);
}
