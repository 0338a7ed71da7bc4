/**
 * The table of globals that Node adds to the language's: the compiler resolves a global identifier X of a program to the
 * export X of this file when os/runtime/globals.ts has none. Only what is referenced is loaded.
 */
export { Buffer } from './buffer.ts';
export { console } from './console.ts';
export { process } from './process.ts';
export {
  clearImmediate,
  clearInterval,
  clearTimeout,
  setImmediate,
  setInterval,
  setTimeout,
} from './timers.ts';
