/** Nothing but types: tsc refuses this file when a machine doesn't export what the contract demands. */
import type { Machine } from './contract.ts';
import type * as linux from './linux/machine.ts';
import type * as bare from './x86_64/machine.ts';

type Fulfilled<Exports extends Machine> = Exports;

/** Every machine there is. */
export type Machines = [Fulfilled<typeof bare>, Fulfilled<typeof linux>];
