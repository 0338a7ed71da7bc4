/**
 * How a JavaScript value is held in 64 bits, and what every heap object begins with.
 * The only place where these numbers are written: the compiler and os/ both read them here.
 *
 *   boxed word (IR type `js`, an i64, never a double):
 *     0000 PPPP PPPP PPPP   pointer to a heap object or a static object, as it is (8-byte aligned, static strings 4-byte)
 *     0000 0000 0000 00xx   the few immediates below; all have bit 1 set, which no pointer has
 *     0002 .... to FFFA ..  a double, its bits plus DOUBLE_OFFSET; a NaN is canonical before it is boxed
 *
 *   `word >= DOUBLE_OFFSET` (unsigned) is the test for a number, `(word & NOT_POINTER_MASK) == 0` for a pointer.
 *
 *   object header, 8 bytes:
 *     +0 u32  address of the object's shape (shapes live below 4 GB)
 *     +4 u32  belongs to the kind: string length, object flags
 */

/** Added to a double's bits when it is boxed. */
export const DOUBLE_OFFSET = 0x0002_0000_0000_0000;
/** A word is a pointer when none of these bits is set: 0xFFFE_0000_0000_0002, written as two halves. */
export const NOT_POINTER_MASK_HIGH = 0xfffe_0000;
export const NOT_POINTER_MASK_LOW = 0x0000_0002;

/** Above all boxed doubles: an int32 as a part of a text that is put together (core/strings/concat.ts), in the lower half. No value is such a word. */
export const INTEGER_PART_HIGH = 0xffff_0000;

export const WORD_NULL = 0x02;
export const WORD_FALSE = 0x06;
export const WORD_TRUE = 0x07;
export const WORD_UNDEFINED = 0x0a;
/** An array hole, a variable in its temporal dead zone, a deleted slot. Never visible to a program. */
export const WORD_HOLE = 0x12;

/**
 * `undefined` inside a raw double (representation `f64u`): a signalling NaN, which arithmetic never produces
 * because it quietens NaNs (IEEE 754-2019 6.2). High half; the low half is zero.
 */
export const UNDEFINED_NAN_HIGH = 0x7ff3_0000;
/** A hole inside a raw double array. What is read there counts as undefined, too, wherever it goes (but not into another array). */
export const HOLE_NAN_HIGH = 0x7ff2_0000;
/** What tells them apart. */
export const UNDEFINED_NAN_BIT = 0x1_0000;

export const HEADER_SHAPE = 0;
export const HEADER_EXTRA = 4;
export const HEADER_SIZE = 8;
