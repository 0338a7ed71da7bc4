/** core/objects/properties.ts under Node. */
export function createDataProperty(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

export function deleteProperty(object: object, key: string): boolean {
  return Reflect.deleteProperty(object, key);
}
