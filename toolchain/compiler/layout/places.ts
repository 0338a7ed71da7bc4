/**
 * The table of places: what a stack shows for an address of code. The linker's side writes it (toolchain/image/places/),
 * os/machine/places.ts reads it, from `__places_start` up to `__places_end`, read-only; empty while nothing is known.
 * All offsets are from its start; `v` is a number of seven bits a byte, the lowest first, `z` a signed one, folded
 * (0, -1, 1, -2, …).
 *
 *   header     +0 u32 offset of the index    +4 u32 number of its entries    +8 u32 offset of the contexts
 *   string     v length in bytes, UTF-8
 *   file       v string: directory with its `/`, or 0;  v string: the rest
 *   function   u8 FUNCTION_*;  v string: what stands before the last `.` of its name, or 0;  v string: the rest;  v file
 *   context    v function;  v context that it was inlined into, or 0;  if so: v line and v column of the call
 *   block      rows: up to PLACES_BLOCK_ROWS
 *   row        v (address - the previous row's address) · 2 + (1 if another context follows);
 *              z context (from the contexts' start) - the previous row's;
 *              unless the context is 0:  z line - the previous row's;  if the function has columns:  v column
 *   index      of each block: u32 address of its first row, u32 offset
 *
 * A block starts as if the row before it had had its first row's address, and else 0. A context is a function with code of
 * its own or inlined into another context; it is named by its offset from the contexts' start, where one byte is left
 * unused, so that 0 can mean none: code that a stack doesn't show. A row holds up to the next one. Line 0: not known.
 */

/** Rows of a block: what a look-up decodes at most. */
export const PLACES_BLOCK_ROWS = 64;
/** Rows of its code have a column. */
export const FUNCTION_HAS_COLUMNS = 1;
/** A constructor of errors, or code around them: not shown at the top of an error's stack. */
export const FUNCTION_MAKES_ERRORS = 2;
/** Throws, calls or allocates for the language: stacks of errors never show it, panics do. */
export const FUNCTION_IS_MACHINERY = 4;
/** Bytes of the header. */
export const PLACES_HEADER_BYTES = 12;
