// Puts a wrapper in a native function's place so that the page sees no difference: a Proxy has the native's name,
// length and behaviour; what a Proxy would give away, the text of the function, is the native's too.

const natives = new WeakMap<object, object>();
const { apply } = Reflect;

/** A native function, as it is called. */
export type Native = (self: unknown, parameters: unknown[]) => unknown;

/** A method as it is now, whatever the page puts in its place later. */
export function method(owner: object, name: string): Native {
  const original: unknown = Reflect.get(owner, name);
  return (self, parameters): unknown => apply(original as () => unknown, self, parameters);
}

/** Wraps `owner[name]`; `wrapper` is given the native and what it was called with. */
export function disguise(
  owner: object,
  name: string,
  wrapper: (native: Native, self: unknown, parameters: unknown[]) => unknown,
): void {
  const original = Reflect.get(owner, name) as () => unknown;
  const native = method(owner, name);
  const proxy = new Proxy(original, { apply: (_, self, parameters) => wrapper(native, self, parameters) });
  natives.set(proxy, original);
  // Its other attributes stay as they are.
  Object.defineProperty(owner, name, { value: proxy });
}

/** Dispatches an event. */
export const dispatch = method(EventTarget.prototype, "dispatchEvent");

/** From now on wrappers show the text of their natives. */
export function showNativeText(): void {
  disguise(Function.prototype, "toString", (native, self, parameters) =>
    native((typeof self === "function" && natives.get(self)) || self, parameters),
  );
}
