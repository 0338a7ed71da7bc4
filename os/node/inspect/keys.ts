/**
 * Which own properties of an object are shown.
 */

/** Own enumerable keys, then enumerable symbols; `showHidden`: all of both. */
export function ownKeys(value: object, showHidden: boolean): (string | symbol)[] {
  const keys: (string | symbol)[] = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (showHidden || Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
}

/** As `ownKeys`, without the elements of an array. */
export function ownNonIndexKeys(value: ArrayLike<unknown>, showHidden: boolean): (string | symbol)[] {
  return ownKeys(value, showHidden).filter((key) => typeof key === 'symbol' || !isIndex(key));
}

/** Whether a key is an array index, 0 … 2³² - 2 (ECMA-262 6.1.7). */
function isIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return false;
  const index = Number(key) >>> 0;
  return String(index) === key && index !== 2 ** 32 - 1;
}
