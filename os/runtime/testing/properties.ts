/** object/internal.ts, core/objects/keys.ts and core/objects/plain-properties.ts under Node. */
export function createDataProperty(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

export function deleteOwn(object: object, key: string): boolean {
  return Reflect.deleteProperty(object, key);
}

export function toPropertyKey(value: unknown): unknown {
  return typeof value === 'symbol' ? value : String(value);
}

/** Leaves all objects to the way that takes any. */
export function plainPlaces(_object: object): number {
  return -1;
}

export function plainShape(_object: object): number {
  return 0;
}

export function plainName(_shape: number, _place: number): string {
  return '';
}

export function plainValue(_object: object, _shape: number, _place: number): unknown {
  return undefined;
}
