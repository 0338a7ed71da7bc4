/** object/internal.ts and core/objects/keys.ts under Node. */
export function createDataProperty(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

export function deleteOwn(object: object, key: string): boolean {
  return Reflect.deleteProperty(object, key);
}

export function toPropertyKey(value: unknown): unknown {
  return typeof value === 'symbol' ? value : String(value);
}
