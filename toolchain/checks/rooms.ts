/**
 * The table of rooms: who may import whom. `npm run layers` (layers.ts) enforces it; ARCHITECTURE.md draws the house.
 */

/** The rooms of os/ from bottom to top; rooms of one row don't see each other. */
export const FLOORS: readonly (readonly string[])[] = [
  ['machine'],
  ['memory'],
  ['runtime'],
  ['events'],
  ['drivers'],
  ['net'],
  ['fs'],
  ['node', 'web'],
  ['boot'],
];

/** Rooms that a room doesn't import although they lie below it, with the reason. */
export const FORBIDDEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  net: {
    drivers: 'devices are an interface (net/device.ts), so that the stack runs under Node',
    machine: 'time and randomness are arguments, so that a test decides them',
  },
};

/** Files of a higher room that a lower one implements or fills: the interface belongs to who calls it. */
export const IMPLEMENTED: Readonly<Record<string, readonly string[]>> = {
  drivers: ['os/net/device.ts', 'os/net/packet-buffer.ts'],
};

/** The one door to raw memory, and the rooms that may go through it. */
export const UNSAFE_DOOR = 'os/unsafe.ts';
/** Rooms of os/ that may import `UNSAFE_DOOR`. */
export const UNSAFE_ROOMS: readonly string[] = ['machine', 'memory', 'runtime', 'drivers'];

/** What os/ may import of the toolchain: the shapes of values, which both must agree on. */
export const SHARED_WITH_OS = 'toolchain/compiler/layout/';

/** `#name` imports of os/ that the compiler resolves by target, as the room they lead to. */
export const ALIASES: Readonly<Record<string, string>> = { '#machine': 'os/machine/contract.ts' };

/** No file is longer, unless its opening comment says that it is a table or generated. */
export const MAX_LINES = 600;
