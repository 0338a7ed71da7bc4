/** collections/hash.ts under Node: objects all hash alike, which exercises collisions. */
export function hashOfKey(key: unknown): number {
  if (typeof key === 'string') {
    let hash = 0;
    for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
    return hash | 1;
  }
  return typeof key === 'number' ? Math.imul(key, 40503) | 1 : 7;
}

export function isSameKey(a: unknown, b: unknown): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

export function dropElements(array: unknown[], indices: readonly number[]): void {
  for (const index of [...indices].reverse()) array.splice(index, 1);
}
