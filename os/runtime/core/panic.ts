/** `panic(reason)`: our own fault (docs: the four kinds of errors). It lies in os/machine, since all rooms need it. */
export { panic } from '../../machine/panic.ts';
