/**
 * The table of figures that ours stand beside: measured with the same method on a machine with two
 * cores, QEMU 7.2 under TCG, one virtual processor. Ratios count, not the absolute times of another machine.
 */

/** A measure: what others reach, and what we must and want to. */
export interface Reference {
  readonly others: string;
  readonly budget: string;
  readonly aim: string;
}

/** By the names that the scripts use. */
export const REFERENCES = {
  helloImage: {
    others: 'Unikraft 247 KB, IncludeOS 900 KB, Linux + C 14.5 MB',
    budget: '100 KB',
    aim: '40 KB',
  },
  httpImage: { others: 'Unikraft + lwIP 0.47 MB, Linux + Node 50 MB', budget: '450 KB', aim: '250 KB' },
  helloMemory: { others: 'Unikraft 2 MB, Nanos 73 MB', budget: '2 MB', aim: '1 MB' },
  httpMemory: {
    others: 'Unikraft 8 MB, Nanos + Node 85 MB, Linux + Node 264 MB',
    budget: '4 MB',
    aim: '2 MB',
  },
  firstLine: {
    others: 'Unikraft 152 ms, Nanos 334 ms, Linux 2,250 ms',
    budget: 'floor + 15 ms',
    aim: 'floor + 5 ms',
  },
  firstAnswer: {
    others: 'Unikraft 233 ms, Nanos + Node 2,200 ms, Linux + Node 5,800 ms',
    budget: '100 ms',
    aim: '60 ms',
  },
  firstLineProcess: { others: 'C 0.6 ms, Solo5 spt 1.2 ms, Node 83 ms', budget: '1 ms', aim: '0.6 ms' },
  httpInQemu: { others: 'Unikraft 21.8–24.2 k/s, Linux + Node 1.2–1.9 k/s', budget: '23 k/s', aim: '35 k/s' },
  httpProcess: { others: 'C epoll 121–132 k/s, Node 59.5 k/s', budget: '1.8 × Node', aim: 'C' },
} as const satisfies Readonly<Record<string, Reference>>;
