/**
 * Which constructor the results of Array methods come from (ECMA-262 10.4.2.2 ArraySpeciesCreate).
 * Plain arrays, which are nearly all, take the first test and cost one comparison.
 */
import { arrayConstructorOf, trust } from '../../unsafe.ts';

/** A new array of `length` holes, made by the constructor of `original`'s species when it is an array. */
export function arraySpeciesCreate<U>(original: unknown, length: number): U[] {
  if (!Array.isArray(original)) return plainArray<U>(length);
  const constructor: unknown = arrayConstructorOf(original);
  if (constructor === Array) return plainArray<U>(length);
  return createBySpecies<U>(constructor, length);
}

/** `new Array(length)` where length may be above what an array can have. */
function plainArray<U>(length: number): U[] {
  if (length > 4294967295) throw new RangeError('Invalid array length');
  return new Array<U>(length);
}

function createBySpecies<U>(constructor: unknown, length: number): U[] {
  let species: unknown = constructor;
  if ((typeof species === 'object' && species !== null) || typeof species === 'function') {
    species = trust<ArrayConstructor>(species)[Symbol.species];
  }
  if (species === undefined || species === null) return plainArray<U>(length);
  if (typeof species !== 'function')
    throw new TypeError('object.constructor[Symbol.species] is not a constructor');
  return new (trust<new (length: number) => U[]>(species))(length);
}

/** An empty list made by `constructor` when a program called a static method on a subclass (`Stack.from`), else a plain one. */
export function createFrom<U>(constructor: unknown, length: number | undefined): U[] {
  if (constructor === Array || typeof constructor !== 'function') return plainArray<U>(length ?? 0);
  const Make = trust<new (...length: number[]) => U[]>(constructor);
  return length === undefined ? new Make() : new Make(length);
}
