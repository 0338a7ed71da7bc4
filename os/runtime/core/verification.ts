/**
 * Is a value what inference says? Asked by guards (toolchain/compiler/llvm/select/guard.ts), and everywhere by debug builds
 * (toolchain/compiler/llvm/verify.ts).
 */
import {
  FITS_ANY,
  FITS_BIGINT,
  FITS_BOOLEAN,
  FITS_DOUBLE,
  FITS_HOLE,
  FITS_INTEGER,
  FITS_LISTED,
  FITS_NULL,
  FITS_STRING,
  FITS_SYMBOL,
  FITS_UNDEFINED,
  GUARD_COUNT,
  GUARD_FAILURE,
  GUARD_ILLEGAL_INVOCATION,
  GUARD_OTHERS,
  GUARD_PANIC,
  GUARD_PRIMITIVES,
  GUARD_SHAPES,
  KIND_ARRAY,
  KIND_BIGINT,
  KIND_STRING_SLICE,
  KIND_SYMBOL,
  SHAPE_ARGUMENTS,
  SHAPE_DYNAMIC,
  SHAPE_ESCAPED,
  SHAPE_FLAGS,
  SHAPE_PARENT,
} from '../../../toolchain/compiler/layout/objects.ts';
import { panic, printHex, printText } from '../../machine/panic.ts';
import { load32, type u32, type usize, wordOf } from '../../unsafe.ts';
import { throwTypeError } from './errors.ts';
import { isBoolean, isNull, isNumber, isPointer, isUndefined, kindOf, numberOf, shapeOf } from './values.ts';

/**
 * Is the value one of the primitives FITS_* in `prims`, or, as an
 * object, of the shapes in [shapes, shapes + 4·count), or one of `others` (FITS_LISTED and its kin) that escaped?
 */
export function fitsType(value: unknown, prims: u32, shapes: usize, count: u32, others: u32): boolean {
  if (isNumber(value)) {
    if ((prims & FITS_DOUBLE) !== 0) return true;
    return (prims & FITS_INTEGER) !== 0 && isInteger(numberOf(value));
  }
  if (wordOf(value) === 0) return false;
  if (!isPointer(value)) return (prims & primitiveBit(value)) !== 0;
  const kind: u32 = kindOf(value);
  if (kind <= KIND_STRING_SLICE) return (prims & FITS_STRING) !== 0;
  if (kind === KIND_SYMBOL) return (prims & FITS_SYMBOL) !== 0;
  if (kind === KIND_BIGINT) return (prims & FITS_BIGINT) !== 0;
  // Shapes made at run time descend from the one that the object was made with.
  let shape: usize = shapeOf(value);
  while ((load32(shape + SHAPE_FLAGS) & SHAPE_DYNAMIC) !== 0) shape = load32(shape + SHAPE_PARENT);
  if (others !== FITS_LISTED && (load32(shape + SHAPE_FLAGS) & SHAPE_ESCAPED) !== 0) {
    if (others === FITS_ANY) return true;
    if (kind === KIND_ARRAY && (load32(shape + SHAPE_FLAGS) & SHAPE_ARGUMENTS) === 0) return true;
  }
  for (let i: usize = 0; i < count; i++) if (load32(shapes + i * 4) === shape) return true;
  return false;
}

/**
 * Guards (toolchain/compiler/llvm/select/guard.ts): does a value fit what is at GUARD_*? If not, Node's API throws a TypeError, and the
 * system's inner rooms end the program.
 */
export function requireType(value: unknown, guard: usize): void {
  const prims: u32 = load32(guard + GUARD_PRIMITIVES);
  const count: u32 = load32(guard + GUARD_COUNT);
  if (fitsType(value, prims, guard + GUARD_SHAPES, count, load32(guard + GUARD_OTHERS))) return;
  const failure: u32 = load32(guard + GUARD_FAILURE);
  if (failure === GUARD_PANIC) panic('a value is not of the type that is declared for it');
  throwTypeError(failure === GUARD_ILLEGAL_INVOCATION ? 'Illegal invocation' : 'Unexpected type');
}

function isInteger(value: number): boolean {
  return value - value === 0 && value % 1 === 0;
}

function primitiveBit(value: unknown): u32 {
  if (isUndefined(value)) return FITS_UNDEFINED;
  if (isNull(value)) return FITS_NULL;
  return isBoolean(value) ? FITS_BOOLEAN : FITS_HOLE;
}

/** Ends the program because a value isn't what inference said: shows its word, and of objects their shape. */
export function misfit(value: unknown, message: string): never {
  printText('value ');
  printHex(wordOf(value));
  if (isPointer(value) && wordOf(value) !== 0) {
    printText(' of shape ');
    printHex(shapeOf(value));
  }
  printText('\n');
  panic(message);
}
