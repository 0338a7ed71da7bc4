/** What kind of heap object an abstract object is, and what its function info says (layout/objects.ts). */
import { nativeRow } from '../layout/natives.ts';
import {
  INFO_BUILTIN,
  INFO_CLASS,
  INFO_CONSTRUCTOR,
  KIND_ARRAY,
  KIND_ERROR,
  KIND_FUNCTION,
  KIND_OBJECT,
  KIND_TYPED_ARRAY,
  KIND_WRAPPER,
} from '../layout/objects.ts';
import type { AbstractObject } from '../passes/inference/objects.ts';

/** INFO_FLAGS of a function object. */
export function infoFlags(object: AbstractObject): number {
  if (object.kind !== 'class')
    return (
      (object.fn?.isConstructor === true ? INFO_CONSTRUCTOR : 0) |
      (object.fn?.trusted === true ? INFO_BUILTIN : 0)
    );
  return object.class?.trusted === true ? INFO_CLASS | INFO_BUILTIN : INFO_CLASS;
}

/** The KIND_* of instances of a built-in class or its subclasses. */
export function kindOfNative(native: string): number {
  switch (nativeRow(native)?.kind) {
    case 'array':
      return KIND_ARRAY;
    case 'typed-array':
      return KIND_TYPED_ARRAY;
    case 'error':
      return KIND_ERROR;
    case 'primitive':
      return KIND_WRAPPER;
    case 'function':
      return KIND_FUNCTION;
    default:
      return KIND_OBJECT;
  }
}
