/**
 * Ends as the setting WAY says, through functions with names: by an uncaught error, a panic of the system, or an access to
 * the null page. tests/stacks.test.ts looks at the stacks; it finds their lines by the comments `@ name`.
 */
import { captureFrames } from '../../os/machine/frames.ts';
import { panic } from '../../os/machine/panic.ts';
import { Door } from './faults/door.ts';

class Report {
  readonly way: string;

  constructor(way: string) {
    this.way = way;
  }

  async make(): Promise<void> {
    await undefined;
    fail(this.way); // @ make
  }
}

function fail(way: string): void {
  if (way === 'panic') panic('asked for'); // @ panic
  if (way === 'fault') captureFrames(0, 0, 8, 1); // @ fault
  const open = (): void => new Door().open(way); // @ open
  open(); // @ fail
}

try {
  new Door().open('caught'); // @ module
} catch (error) {
  console.log((error as Error).stack);
}
new Report(process.env['WAY'] ?? '').make();
