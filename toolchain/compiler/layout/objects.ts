/**
 * Layouts of heap objects, as offsets in bytes; read by compiler and os/. Every object begins with the 8-byte header
 * of values.ts. Slots that the collector follows hold boxed words or plain pointers (the same thing).
 *
 *   shape (static in the image, or made at run time; itself not collected). Shapes, their tables and the static objects that these name
 *   lie below 4 GB:
 *     +0  u32 kind                       KIND_*
 *     +4  u32 flags                      SHAPE_*
 *     +8  u64 pointer map                bit i: the word at 8 + 8·i holds a boxed word or pointer (sizes ≤ 520 bytes)
 *     +16 js  prototype                  a pointer or null
 *     +24 u32 property table             address of the entries in order of definition, or 0
 *     +28 u32 size in bytes of an instance, header included; 0 when it varies
 *     +32 u32 number of entries
 *     +36 u32 first child                transitions are made at run time
 *     +40 u32 parent shape, +44 u32 next sibling: only in those made so
 *
 *   property table entry, 12 bytes:
 *     +0  u48 key                        address of an interned string or a symbol
 *     +6  u8  representation             REP_*
 *     +7  u8  flags                      PROP_*
 *     +8  u32 location                   offset of the slot in the object, or PROPERTY_IN_EXTRA | index into the extra
 *                                        slots; with REP_CONSTANT and REP_CONSTANT_WORD the address of what every object has
 *
 *   ordinary object, open (it can get properties that its literal or class doesn't name):
 *     +4  u32 flags OBJECT_*; +8 ptr extra slots (STORAGE) or 0; +16… inline slots, 8 bytes each, boxed
 *   ordinary object, closed (proved never to):
 *     +4  u32 flags; +8… inline slots, 8 bytes each, raw or boxed by the shape's table
 *     A property that isn't there from the beginning has a slot, too, which holds a hole until something adds it. Those entries come last in
 *     the table and have a number in their flags (PROP_NUMBER_SHIFT), and the upper bits of the object's flags say in which order they came:
 *       31 28 27 24 23 20 19 16 15 12 11  8 7        0
 *       [top ][ 5th][ 4th][ 3rd][ 2nd][ 1st][OBJECT_*]     top: the highest number so far, as long as they come in the order of their numbers;
 *                                                      then ADDED_OUT_OF_ORDER, and the numbers in their order. A sixth is what is left.
 */

export const SHAPE_KIND = 0;
export const SHAPE_FLAGS = 4;
export const SHAPE_POINTER_MAP = 8;
export const SHAPE_PROTOTYPE = 16;
export const SHAPE_TABLE = 24;
export const SHAPE_SIZE = 28;
export const SHAPE_COUNT = 32;
export const SHAPE_CHILD = 36;
export const SHAPE_BYTES = 40;
/** Only in shapes made at run time (SHAPE_DYNAMIC). */
export const SHAPE_PARENT = 40;
export const SHAPE_SIBLING = 44;
export const SHAPE_DYNAMIC_BYTES = 48;

/** The object's properties aren't at the shape's places any more: look in the dictionary in its extra slots. */
export const SHAPE_DICTIONARY = 1;
/** Instances have the extra-slots pointer at +8. */
export const SHAPE_OPEN = 2;
/** Arrays: the compiler proved the kind of elements; storing another is its fault and never converts the array. */
export const SHAPE_FIXED_ELEMENTS = 8;
/** Made at run time: the table has a header of 8 bytes before it, u32 entries in use, u32 capacity. */
export const SHAPE_DYNAMIC = 16;
/** Arrays: bits 8 and 9 are the ELEMENTS_* of instances that the run time makes of this shape (rest parameters). */
export const SHAPE_ELEMENTS_SHIFT = 8;
/** A callable. */
export const SHAPE_CALLABLE = 4;
/** `arguments` objects, which are laid out as arrays. */
export const SHAPE_ARGUMENTS = 64;
/** Debug builds: inference lets instances be where it names no single object. */
export const SHAPE_ESCAPED = 32;

export const ENTRY_KEY = 0;
export const ENTRY_REP = 6;
export const ENTRY_FLAGS = 7;
export const ENTRY_LOCATION = 8;
export const ENTRY_BYTES = 12;
/** Above the key in the first 8 bytes of an entry. */
export const ENTRY_KEY_BITS = 48;

export const PROPERTY_IN_EXTRA = 0x8000_0000;

export const REP_BOXED = 0;
export const REP_F64 = 1;
export const REP_F64U = 2;
export const REP_I32 = 3;
export const REP_BOOL = 4;
/** Machine integers of trusted rooms (an i32 is REP_I32). */
export const REP_U8 = 5;
export const REP_U16 = 6;
export const REP_U32 = 7;
export const REP_U64 = 8;
export const REP_I8 = 9;
export const REP_I16 = 10;
export const REP_I64 = 11;
/** Methods, accessor pairs and other constants: the location is the address of the static object that is the value. */
export const REP_CONSTANT = 12;
/** The same where the value isn't a static object: the location is the address of its boxed word. */
export const REP_CONSTANT_WORD = 13;

/**
 * The cell of an inline cache: the last two shapes, and where their objects have the property, with the slot's REP_* above IC_REP_SHIFT. The
 * newer pair comes first.
 */
export const IC_SHAPE = 0;
export const IC_PLACE = 4;
export const IC_PAIR = 8;
export const IC_BYTES = 16;
export const IC_REP_SHIFT = 24;
/** In a place: it is counted from the object's extra slots. */
export const IC_IN_EXTRA = 1 << 23;

/**
 * The cell of a call of an inherited method: the last shape, the epoch of lookups in which it was found (os/runtime/core/objects/own.ts), the address
 * of the word that holds the method, and a word for a method that is a constant of its shape.
 */
export const METHOD_SHAPE = 0;
export const METHOD_EPOCH = 4;
export const METHOD_PLACE = 8;
export const METHOD_WORD = 16;
export const METHOD_BYTES = 24;
/** The number of the epoch, 32 bits, which compiled code compares. */
export const EPOCH_SYMBOL = 'importos_epoch';

export const PROP_WRITABLE = 1;
export const PROP_ENUMERABLE = 2;
export const PROP_CONFIGURABLE = 4;
/** The value is a pointer to an accessor pair {header; +8 getter; +16 setter}, each a function or undefined. */
export const PROP_ACCESSOR = 8;
/** A private name: found only by private operations. */
export const PROP_PRIVATE = 16;
/** The flags proper; above them is the number, from 1, of a property of a closed object that is added while the program runs. */
export const PROP_ATTRIBUTES = 31;
export const PROP_NUMBER_SHIFT = 5;
/** How many of those an object has at most. */
export const MAX_ADDED = 6;

/** Accessor pairs: header; the getter and the setter, each a function or undefined. */
export const ACCESSOR_GETTER = 8;
export const ACCESSOR_SETTER = 16;

/** In the header's second word of ordinary objects, functions and arrays. */
/** Where those flags are. */
export const OBJECT_FLAGS = 4;
export const OBJECT_NOT_EXTENSIBLE = 1;
export const OBJECT_FROZEN = 2;
/** Properties were removed or redefined: inline slots are stale, everything is in the dictionary. */
export const OBJECT_DICTIONARY = 4;

/** A bound function (os/runtime/core/functions.ts). */
export const OBJECT_BOUND = 8;
/** Lookups of other objects are remembered that went through this one (os/runtime/core/objects/lookup.ts). */
export const OBJECT_ON_CHAIN = 16;
/** All of these; above them is the order in which properties were added. */
export const OBJECT_OWN_FLAGS = 0xff;
export const ADDED_SHIFT = 8;
export const ADDED_BITS = 4;
export const ADDED_TOP_SHIFT = 28;
export const ADDED_OUT_OF_ORDER = 15;

// Kinds. Below KIND_FIRST_OBJECT are heap values that aren't objects for the program.
export const KIND_STRING_LATIN1 = 0;
export const KIND_STRING_UTF16 = 1;
export const KIND_STRING_ROPE = 2;
export const KIND_STRING_SLICE = 3;
export const KIND_SYMBOL = 4;
export const KIND_BIGINT = 5;
export const KIND_CELL = 6;
/** A block of boxed words: array elements, extra slots, tables. +4 u32 capacity in words, +8… words. All are followed. */
export const KIND_STORAGE = 7;
/** A block of raw bytes: f64 or i32 array elements, buffer contents. +4 u32 reserved, +8 u64 size in bytes, +16… bytes. Not followed. */
export const KIND_RAW = 8;
export const KIND_ACCESSOR = 9;
export const KIND_FRAME = 10;
/** +8 key, not followed; +16 value, followed while the key is alive; +24 next of all (raw). A dead one's key is undefined. */
export const KIND_EPHEMERON = 11;
/** No object has these two: their rows in the kind table hold the prototypes of the primitives. */
export const KIND_NUMBER = 12;
export const KIND_BOOLEAN = 13;
export const KIND_FIRST_OBJECT = 16;
export const KIND_OBJECT = 16;
export const KIND_FUNCTION = 17;
export const KIND_ARRAY = 18;
export const KIND_TYPED_ARRAY = 19;
export const KIND_ERROR = 20;
/** Boxed primitives (`Object('x')`) and other exotic objects: an ordinary object with a primitive at its first slot. */
export const KIND_WRAPPER = 21;
export const KIND_COUNT = 22;

/**
 * The kind table: KIND_COUNT shapes, one after the other, at the symbol `kind_shapes` in the section `.shapes`. Row k is
 * the shape of what the runtime itself makes of kind k: strings, symbols, storage, `{}` (KIND_OBJECT: open, with
 * PLAIN_OBJECT_SLOTS inline slots), arrays (element kind as the instance says) and so on. Its prototype is the builtin
 * prototype object of the kind, null when the program doesn't reach it. A row of these has at least kind, size, pointer
 * map, flags and prototype; kind-rows.ts says what they are.
 */
export const KIND_SHAPES_SYMBOL = 'kind_shapes';
export const PLAIN_OBJECT_SLOTS = 4;

/**
 * The name table: the addresses, u32 each, of the strings of the image that are, or may be, property names, in order of
 * their hashes (layout/hash.ts), between the symbols `name_table` and `name_table_end`. They are unique by content, have
 * STRING_INTERNED set and their hash filled in, and are never written to. Every property name in the image is one.
 */
export const NAME_TABLE_SYMBOL = 'name_table';
export const NAME_TABLE_END_SYMBOL = 'name_table_end';
/** Strings up to this length have their hash from the start. */
export const NAME_LENGTH_MAX = 64;

/**
 * Strings: header +4 u32 length in code units; +8 u32 hash (0: not computed); +12 u32 STRING_* flags.
 *   latin1: +16 bytes   utf16: +16 u16 units   rope: +16 ptr left, +24 ptr right   slice: +16 ptr flat base, +24 u32 start
 * A rope that is flattened becomes, in place, a slice of the flat string. The units of a flat string may be read, and until somebody else
 * has it written, by whole words of 8 bytes from the first on: cells are multiples of 16 bytes, and behind those of the image lies its table
 * of kinds (image.ld).
 *
 * A text that grows at its end is a slice of a flat string with room behind it (STRING_GROWS), whose length is how many units it has room for, and
 * whose hash is how many are used. No value is such a string: only slices lead to it.
 */
export const STRING_LENGTH = 4;
/** The longest there may be: V8's limit on 64-bit targets. */
export const STRING_LENGTH_MAX = 536870888;
export const STRING_HASH = 8;
export const STRING_FLAGS = 12;
export const STRING_DATA = 16;
export const ROPE_LEFT = 16;
export const ROPE_RIGHT = 24;
export const SLICE_BASE = 16;
export const SLICE_START = 24;
export const STRING_INTERNED = 1;
/** Ropes only: some unit needs 16 bits. */
export const STRING_WIDE = 2;
/** A flat string with room behind what its slices have of it. */
export const STRING_GROWS = 4;

/** Symbols: +8 js description (string or undefined); +16 u32 hash. */
export const SYMBOL_DESCRIPTION = 8;
export const SYMBOL_HASH = 16;

/** BigInts: +4 u32 number of digits; +8 u32 1 when below zero; +16 u32 digits of the magnitude, least first, none leading 0. */
export const BIGINT_LENGTH = 4;
export const BIGINT_NEGATIVE = 8;
export const BIGINT_DIGITS = 16;

export const EPHEMERON_KEY = 8;
export const EPHEMERON_VALUE = 16;
export const EPHEMERON_NEXT = 24;

/** Cells: +8 the value, boxed or raw by the shape's pointer map. */
export const CELL_VALUE = 8;

/**
 * Functions: +8 ptr extra slots or 0; +16 ptr function info (static); +24… captured values.
 * Function info, u32 each: +0 code of the boxed entry, +4 code of the boxed construct entry or 0, +8 the name (a static string),
 *   +12 length, +16 flags, +20 the prototype object of a constructor, a static object (or undefined).
 *
 * Boxed entry, C calling convention, result {value, error} in two registers (error 0: none):
 *   entry(functionObject: ptr, this: js, newTarget: js, argumentCount: u32, arguments: ptr to words)
 */
/** The offset of the pointer to the extra slots in every open object, function, array and typed array. */
export const OBJECT_EXTRA = 8;
/** The first inline slot of an open ordinary object. */
export const OBJECT_SLOTS = 16;
/** INFO_FLAGS: a class, which can't be called without `new`. */
export const INFO_CLASS = 1;
/** INFO_FLAGS: a class of os/runtime, which programs take for a built-in function. */
export const INFO_BUILTIN = 2;
/** INFO_FLAGS: a function that `new` may call, whether or not anything in the image does. */
export const INFO_CONSTRUCTOR = 4;

export const FUNCTION_EXTRA = 8;
export const FUNCTION_INFO = 16;
export const FUNCTION_CAPTURES = 24;
export const INFO_CODE = 0;
export const INFO_CONSTRUCT = 4;
export const INFO_NAME = 8;
export const INFO_LENGTH = 12;
export const INFO_FLAGS = 16;
export const INFO_PROTOTYPE = 20;
export const INFO_BYTES = 24;

/**
 * Arrays: +4 u32 flags; +8 ptr extra slots or 0; +16 ptr storage or 0; +24 u32 length; +28 u8 element kind; +29 u8 FRONT_*. Elements
 * start at +8 (KIND_STORAGE) or +16 (KIND_RAW) of the storage; the storage's size says the capacity. A dense array's length is at
 * most 2^31 - 1.
 *
 * Who takes elements away at the front moves the pointer at +16 instead of the elements (FRONT_MOVED): it leads into the cell then, to where the
 * storage's size stands once more, over what was taken away. So nobody who reads or writes elements knows of it. Room for
 * elements at the front is the same.
 *
 *   cell      u32 shape, u32 capacity | removed | removed | element 0 | element 1 | …
 *   storage                                     ^ u32 FRONT_MARK, u32 capacity that is left
 *
 * Of raw storage only the size is written, at +8; the pointer is then a multiple of the size of an element alone.
 */
export const ARRAY_EXTRA = 8;
export const ARRAY_STORAGE = 16;
export const ARRAY_LENGTH = 24;
export const ARRAY_ELEMENT_KIND = 28;
export const ARRAY_FRONT = 29;
export const ARRAY_BYTES = 32;
/** The pointer to the storage leads into its cell. */
export const FRONT_MOVED = 1;
/** Elements were added at the front: what makes room behind the last one leaves some there. */
export const FRONT_GROWS = 2;
/** Where the shape stands in a storage that begins a cell: the collector, which goes through all words of a cell, takes it for no pointer. */
export const FRONT_MARK = 1;
export const STORAGE_CAPACITY = 4;
export const STORAGE_WORDS = 8;
export const RAW_SIZE = 8;
export const RAW_BYTES = 16;
export const ELEMENTS_BOXED = 0;
export const ELEMENTS_F64 = 1;
export const ELEMENTS_I32 = 2;
/** Booleans, undefined, null and holes, of which a byte is enough: the low one of their words. */
export const ELEMENTS_BYTE = 3;
/** All other words are greater than those (layout/values.ts). */
export const BYTE_WORD_MAX = 0xff;

/**
 * Typed arrays: +8 ptr extra; +16 ptr ArrayBuffer object; +24 u64 address of the first element; +32 u32 length in elements;
 * +36 u32 element type TYPED_*; +40 u32 byteOffset. ArrayBuffer (an ordinary runtime class) holds a KIND_RAW block.
 */
export const TYPED_EXTRA = 8;
export const TYPED_BUFFER = 16;
export const TYPED_ADDRESS = 24;
export const TYPED_LENGTH = 32;
export const TYPED_TYPE = 36;
export const TYPED_OFFSET = 40;
export const TYPED_BYTES = 48;
export const TYPED_INT8 = 0;
export const TYPED_UINT8 = 1;
export const TYPED_UINT8_CLAMPED = 2;
export const TYPED_INT16 = 3;
export const TYPED_UINT16 = 4;
export const TYPED_INT32 = 5;
export const TYPED_UINT32 = 6;
export const TYPED_FLOAT32 = 7;
export const TYPED_FLOAT64 = 8;
export const TYPED_BIGINT64 = 9;
export const TYPED_BIGUINT64 = 10;

/** The primitives that `fitsType` (os/runtime/core/verification.ts) is asked for, as bits. */
export const FITS_UNDEFINED = 1;
export const FITS_NULL = 2;
export const FITS_BOOLEAN = 4;
export const FITS_INTEGER = 8;
export const FITS_DOUBLE = 16;
export const FITS_STRING = 32;
export const FITS_SYMBOL = 64;
export const FITS_BIGINT = 128;
export const FITS_HOLE = 256;
/** Which objects beside those listed a type allows: none, any that escaped, of those only arrays. */
export const FITS_LISTED = 0;
export const FITS_ANY = 1;
export const FITS_ANY_ARRAY = 2;

/** What a guard asks of a value, in the image: u32 each; the shapes that it allows follow. */
export const GUARD_PRIMITIVES = 0;
export const GUARD_OTHERS = 4;
/** GUARD_PANIC and its kin: what happens to a value that doesn't fit. */
export const GUARD_FAILURE = 8;
export const GUARD_COUNT = 12;
export const GUARD_SHAPES = 16;
export const GUARD_PANIC = 0;
export const GUARD_UNEXPECTED = 1;
export const GUARD_ILLEGAL_INVOCATION = 2;
