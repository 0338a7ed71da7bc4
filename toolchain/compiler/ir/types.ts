/**
 * The types of IR values, and hints.
 *
 * Lowering gives every ordinary TypeScript expression the type `js`: any JavaScript value. In the trusted rooms of os/
 * expressions declared as machine integers get a machine type. Whole-program inference then proves what a `js` value
 * can be, and the representation pass replaces `js` by what holds it: a raw double, an int32, a pointer, a boxed word.
 */

/** Integer types of the trusted rooms. `usize` is u64. */
export type MachineInt = 'u8' | 'u16' | 'u32' | 'u64' | 'i8' | 'i16' | 'i32' | 'i64';

/**
 * - `js`   any JavaScript value, before representation; a boxed 64-bit word after it
 * - `bool` an i1: the result of comparisons and the operand of branches
 * - `f64`  a raw double; `f64u` a raw double in which two NaNs stand for undefined (layout/values.ts)
 * - `ptr`  a pointer to a heap object known not to be an immediate; it is its own boxed word
 * - `void` no value
 */
export type IrType = 'js' | 'bool' | 'f64' | 'f64u' | 'ptr' | 'void' | MachineInt;

/** Bits of the primitive types a value may have; used by hints, refinements and inference. */
export const P_UNDEFINED = 1;
export const P_NULL = 2;
export const P_BOOLEAN = 4;
/** A number that is an int32 and not -0. */
export const P_INT32 = 8;
/** Any number. Always set together with P_INT32. */
export const P_DOUBLE = 16;
export const P_NUMBER = P_INT32 | P_DOUBLE;
export const P_STRING = 32;
export const P_SYMBOL = 64;
export const P_BIGINT = 128;
/** An internal marker: array hole, uninitialised binding, exhausted iterator. */
export const P_HOLE = 256;
export const P_OBJECT = 512;
/** Functions are objects too; a filter for `typeof x === 'function'` keeps only this bit. */
export const P_FUNCTION = 1024;
export const P_ANY = 0x7ff & ~P_HOLE;

/**
 * What the checker says of an expression or declaration. In trusted rooms a proof (inference meets it with what flows);
 * elsewhere only a hint that decides which copy of a generic function or class is used.
 */
export interface Hint {
  /** P_* bits that the declared type allows. P_ANY when unknown. */
  readonly prims: number;
  /** Classes whose instances (or subclasses' instances) are allowed when P_OBJECT is set; undefined: any object. */
  readonly classes: readonly ClassRef[] | undefined;
  /** For arrays, Map, Set, Promise and generic classes: a canonical text of the type arguments, e.g. `number` or `string,Foo`. */
  readonly typeArguments: string;
}

/** A class named before it may have been lowered: the key of ClassInfo. Or an interface of os/, by what it requires. */
export interface ClassRef {
  readonly key: string;
  /** Interfaces: the names of the properties that surely are there. */
  readonly members?: readonly string[];
}
