/** Which properties of an object are shown, and what is known of one without running a getter. */

/** No accessor, or which halves it has. */
export type AccessorKind = 'none' | 'Getter' | 'Setter' | 'Getter/Setter';

/** What kind of accessor an own property is; `none` for data, and where there is no such property. */
export function accessorKind(object: object, key: string | symbol): AccessorKind {
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
  if (descriptor?.get !== undefined) return descriptor.set === undefined ? 'Getter' : 'Getter/Setter';
  return descriptor?.set === undefined ? 'none' : 'Setter';
}

/** Own enumerable keys, all of them with `showHidden`; not those that are indices, if those are printed otherwise. */
export function shownKeys(object: object, showHidden: boolean, skipsIndices: boolean): (string | symbol)[] {
  const keys: (string | symbol)[] = [];
  const names = showHidden ? Object.getOwnPropertyNames(object) : Object.keys(object);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (!skipsIndices || !isIndex(name)) keys[keys.length] = name;
  }
  const symbols = Object.getOwnPropertySymbols(object);
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] as symbol;
    if (showHidden || isEnumerable(object, symbol)) keys[keys.length] = symbol;
  }
  return keys;
}

/** Is it an own property that `Object.keys` would list? */
export function isEnumerable(object: object, key: string | symbol): boolean {
  return Object.prototype.propertyIsEnumerable.call(object, key);
}

/** An array index (ECMA-262 6.1.7): as a decimal without leading zeros. */
function isIndex(name: string): boolean {
  const first = name.charCodeAt(0);
  if (first === 0x30) return name.length === 1;
  if (!(first > 0x30 && first <= 0x39)) return false;
  const index = Number(name);
  return index < 2 ** 32 - 1 && String(index) === name;
}
