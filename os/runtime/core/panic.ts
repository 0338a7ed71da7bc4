/** `panic(reason)`: our own fault (docs: the four kinds of errors). It lies in os/memory, since the heap needs it too. */
export { panic } from '../../memory/panic.ts';
