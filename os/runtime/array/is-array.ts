/** Which objects are arrays (ECMA-262 7.2.2; there are no proxies whose target counts). Array.prototype is one, too (23.1.3). */

import {
  KIND_ARRAY,
  SHAPE_ARGUMENTS,
  SHAPE_FLAGS,
  SHAPE_KIND,
} from '../../../toolchain/compiler/layout/objects.ts';
import { HEADER_SHAPE } from '../../../toolchain/compiler/layout/values.ts';
import { addressOf, load32, type usize } from '../../unsafe.ts';

/** Is it an `arguments` object? */
export function isArguments(value: object): boolean {
  return (load32(load32(addressOf(value) + HEADER_SHAPE) + SHAPE_FLAGS) & SHAPE_ARGUMENTS) !== 0;
}

/** IsArray (7.2.2). */
export function isArray(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const shape: usize = load32(addressOf(value) + HEADER_SHAPE);
  return load32(shape + SHAPE_KIND) === KIND_ARRAY && (load32(shape + SHAPE_FLAGS) & SHAPE_ARGUMENTS) === 0;
}
