/** object/wrapper.ts under Node. */
export function unwrapped(value: object): unknown {
  const primitives = [String, Number, Boolean, BigInt, Symbol];
  return primitives.some((constructor) => value instanceof constructor) ? value.valueOf() : undefined;
}
