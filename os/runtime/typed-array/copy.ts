/** Copying elements between typed arrays (ECMA-262 23.2.3.26.1): bytes when the types agree, else one by one. */
import { type i32, moveMemory, trust, type u32, type usize } from '../../unsafe.ts';
import { elementCount, elementsOf, holdsBigInts, shiftOf, typeOf } from './layout.ts';

/** Copies all of `source` to `target` from index `at` on; the arrays may share a buffer. The caller checked the length. */
export function copyElements(target: object, at: number, source: object): void {
  const type = typeOf(target);
  const count = elementCount(source);
  if (holdsBigInts(type) !== holdsBigInts(typeOf(source))) {
    throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
  }
  if (copySame(target, at, source)) return;
  const to = trust<unknown[]>(target);
  const from = trust<unknown[]>(source);
  if (overlap(target, source)) {
    const values: unknown[] = [];
    for (let i = 0; i < count; i++) values.push(from[i]);
    for (let i = 0; i < count; i++) to[at + i] = values[i];
    return;
  }
  for (let i = 0; i < count; i++) to[at + i] = from[i];
}

/** The same, if both have elements of one type; else it does nothing and gives false. */
export function copySame(target: object, at: i32, source: object): boolean {
  const type: u32 = typeOf(target);
  if (type !== typeOf(source)) return false;
  const shift: usize = shiftOf(type);
  const first: usize = at;
  const count: usize = elementCount(source);
  moveMemory(elementsOf(target) + (first << shift), elementsOf(source), count << shift);
  return true;
}

function overlap(a: object, b: object): boolean {
  const startA = elementsOf(a);
  const startB = elementsOf(b);
  const endA = startA + elementCount(a) * (1 << shiftOf(typeOf(a)));
  const endB = startB + elementCount(b) * (1 << shiftOf(typeOf(b)));
  return startA < endB && startB < endA;
}
