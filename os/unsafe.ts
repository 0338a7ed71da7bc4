/**
 * The one door to what ordinary TypeScript can't say: raw memory, the bits of a value, addresses.
 * The functions have no body here; the compiler knows each by its name (toolchain/compiler/lower/intrinsics.ts) and
 * replaces a call by a few instructions. Only os/machine, os/memory, os/runtime and os/drivers may import this file
 * (checked by `npm run layers`).
 *
 * In those rooms declared types are trusted, and numbers declared with the types below are machine integers:
 * arithmetic on them wraps, `/` and `%` are integer operations, and an assignment, argument, return or `as` between
 * two of them or from `number` converts (truncating, or extending by the source's signedness). An operation on two
 * widths is done in the wider one; with an integer literal (or a constant of literal type) in the type of the other
 * operand. The brand is a property of its own for each type, so that tsc lets them be assigned to one another.
 */

export type u8 = number & { readonly __u8?: never };
export type u16 = number & { readonly __u16?: never };
export type u32 = number & { readonly __u32?: never };
export type u64 = number & { readonly __u64?: never };
export type i8 = number & { readonly __i8?: never };
export type i16 = number & { readonly __i16?: never };
export type i32 = number & { readonly __i32?: never };
export type i64 = number & { readonly __i64?: never };
/** An address or a size: 64 bits, unsigned, on every target there is. */
export type usize = number & { readonly __u64?: never };

export declare function load8(address: usize): u8;
export declare function load16(address: usize): u16;
export declare function load32(address: usize): u32;
export declare function load64(address: usize): u64;
export declare function loadF64(address: usize): number;
export declare function loadF32(address: usize): number;
export declare function store8(address: usize, value: u8): void;
export declare function store16(address: usize, value: u16): void;
export declare function store32(address: usize, value: u32): void;
export declare function store64(address: usize, value: u64): void;
export declare function storeF64(address: usize, value: number): void;
export declare function storeF32(address: usize, value: number): void;

/** Device memory: never reordered among themselves, never merged or dropped by the compiler. */
export declare function volatileLoad8(address: usize): u8;
export declare function volatileLoad16(address: usize): u16;
export declare function volatileLoad32(address: usize): u32;
export declare function volatileLoad64(address: usize): u64;
export declare function volatileStore8(address: usize, value: u8): void;
export declare function volatileStore16(address: usize, value: u16): void;
export declare function volatileStore32(address: usize, value: u32): void;
export declare function volatileStore64(address: usize, value: u64): void;
/** A full memory fence (sequentially consistent). */
export declare function fence(): void;

/** `memcpy`: the ranges must not overlap. */
export declare function copyMemory(to: usize, from: usize, sizeBytes: usize): void;
/** `memmove`: the ranges may overlap. */
export declare function moveMemory(to: usize, from: usize, sizeBytes: usize): void;
export declare function fillMemory(to: usize, byte: u8, sizeBytes: usize): void;
/** Brings the memory at an address, which may be any, nearer to the processor. */
export declare function prefetch(address: usize): void;
/** `memcmp(a, b, n) == 0`. */
export declare function equalMemory(a: usize, b: usize, sizeBytes: usize): boolean;

/** The boxed word of a value, see toolchain/compiler/layout/values.ts. */
export declare function wordOf(value: unknown): u64;
/** The value of a boxed word. The caller answers for it being one. */
export declare function valueOfWord<T>(word: u64): T;
/** The address of a heap object (the value must be one: an object, a string, a symbol, a function). */
export declare function addressOf(object: unknown): usize;
/** The object at an address, typed as the caller says. */
export declare function objectAt<T>(address: usize): T;
/** The same value under another static type; no check, no code. */
export declare function trust<T>(value: unknown): T;
/** `array.constructor` of an array: Array itself unless the program has derived classes, or writes to properties of that name. */
export declare function arrayConstructorOf(array: unknown): unknown;
/** `array.constructor` of a typed array: one of the classes of typed arrays that the program makes, as with `arrayConstructorOf`. */
export declare function typedConstructorOf(array: unknown): unknown;
/**
 * Is the value an array of which the compiler knows nothing (and neither frozen nor sealed)? Never true of arrays that it follows: their
 * elements are read and written in place.
 */
export declare function isAnyArray(value: unknown): boolean;
export declare function bitsOfDouble(value: number): u64;
export declare function doubleOfBits(bits: u64): number;

/**
 * The address of a function's machine code under the C calling convention (integer arguments and results, at most six).
 * The argument must be the name of a function declaration in a trusted room that captures nothing.
 */
export declare function codeAddress(fn: (...args: never[]) => unknown): usize;
/** Calls machine code at an address under the C calling convention with up to six integer arguments. */
export declare function callCode(
  code: usize,
  a?: usize,
  b?: usize,
  c?: usize,
  d?: usize,
  e?: usize,
  f?: usize,
): usize;
/** The address of a symbol that the linker script or an assembly file defines; the name must be a literal. */
export declare function symbolAddress(name: string): usize;
/** The current stack pointer. */
export declare function stackPointer(): usize;
/** The frame pointer of the calling function (frames are linked: [fp] = the caller's fp, [fp + 8] = return address). */
export declare function framePointer(): usize;

export declare function countTrailingZeros64(value: u64): u32;
export declare function countLeadingZeros64(value: u64): u32;
export declare function populationCount64(value: u64): u32;
/** The upper 64 bits of the 128-bit product. */
export declare function multiplyHigh64(a: u64, b: u64): u64;
/** Unsigned comparison and conversion helpers are the operators themselves on u64; this one makes a double of one. */
export declare function doubleOfU64(value: u64): number;
export declare function u64OfDouble(value: number): u64;
/** Correctly rounded square root, floor and so on that the processor has as one instruction. */
export declare function sqrt(value: number): number;
export declare function floor(value: number): number;
export declare function ceil(value: number): number;
export declare function truncate(value: number): number;
export declare function absolute(value: number): number;
export declare function fusedMultiplyAdd(a: number, b: number, c: number): number;
/** IEEE single rounding (Math.fround). */
export declare function roundToFloat32(value: number): number;
/** A value known at build time: `target('x86_64')` is a constant, and the branch not taken is not compiled. */
export declare function targetIs(name: 'x86_64' | 'linux' | 'aarch64'): boolean;

/**
 * Calls the boxed entry of a function object (layout/objects.ts, INFO_CODE): `argumentCount` boxed words stand at
 * `argumentWords`. Gives its value, or throws (as a `throw` statement here would) what the entry gave as error.
 */
export declare function invokeBoxed(
  fn: unknown,
  thisValue: unknown,
  newTarget: unknown,
  argumentCount: u32,
  argumentWords: usize,
): unknown;
/** The same through INFO_CONSTRUCT, the entry of `new`. The function must have one. */
export declare function constructBoxed(
  fn: unknown,
  newTarget: unknown,
  argumentCount: u32,
  argumentWords: usize,
): unknown;
/** The address of `count` (a literal) words in the caller's stack frame, uninitialised, valid until it returns. */
export declare function stackWords(count: u32): usize;
/** The integer part of a number as an int32; outside of its range the nearest one, 0 for NaN (llvm.fptosi.sat). */
export declare function i32OfDouble(value: number): i32;
/**
 * Tells inference that this place changes an object's properties behind its back: all objects that come here must be open
 * (layout/objects.ts). No code.
 */
export declare function openObject(object: unknown): void;
