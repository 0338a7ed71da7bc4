/** core/calls.ts under Node. */
export function invoke(fn: unknown, thisArg: unknown, ...args: unknown[]): unknown {
  return Reflect.apply(fn as (...values: unknown[]) => unknown, thisArg, args);
}
