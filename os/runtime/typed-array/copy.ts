/** Copying elements between typed arrays (ECMA-262 23.2.3.26.1): bytes when the types agree, else one by one. */
import { moveMemory, trust } from '../../unsafe.ts';
import { elementCount, elementsOf, holdsBigInts, shiftOf, typeOf } from './layout.ts';

/** Copies all of `source` to `target` from index `at` on; the arrays may share a buffer. The caller checked the length. */
export function copyElements(target: object, at: number, source: object): void {
  const type = typeOf(target);
  const count = elementCount(source);
  if (holdsBigInts(type) !== holdsBigInts(typeOf(source))) {
    throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
  }
  if (type === typeOf(source)) {
    const shift = shiftOf(type);
    moveMemory(elementsOf(target) + at * (1 << shift), elementsOf(source), count * (1 << shift));
    return;
  }
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

function overlap(a: object, b: object): boolean {
  const startA = elementsOf(a);
  const startB = elementsOf(b);
  const endA = startA + elementCount(a) * (1 << shiftOf(typeOf(a)));
  const endB = startB + elementCount(b) * (1 << shiftOf(typeOf(b)));
  return startA < endB && startB < endA;
}
