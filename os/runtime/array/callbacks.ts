/** What methods say of callbacks and comparators that can't be called. */
import { constructorName } from '../core/objects/constructor-name.ts';

/** Throws V8's error when `callback` can't be called. */
export function requireCallable<F>(callback: F): void {
  if (typeof callback !== 'function') throwNotCallable(callback);
}

/** The error for something that was to be called. */
export function throwNotCallable(value: unknown): never {
  throw new TypeError(`${describeValue(value)} is not a function`);
}

/** How V8 names a value in its messages: objects by their constructor (`#<Foo>`), functions by their source. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return value.join();
    if (value instanceof Error) return `${value}`;
    const name = constructorName(value);
    return name === '' ? '#<Object>' : `#<${name}>`;
  }
  return String(value);
}
