/**
 * The job queue of promises (ECMA-262 9.5): first in, first out, emptied by the event loop after every callback.
 * A ring in one array, so that a queue that stays short never moves or grows.
 */

type Job = () => void;

let ring: (Job | undefined)[] = [];
let first: number = 0;
let count: number = 0;

/** Queues a job. */
export function enqueue(job: Job): void {
  if (count === ring.length) grow();
  ring[(first + count) % ring.length] = job;
  count++;
}

/** Runs jobs until none is left, those queued meanwhile included. A job that throws leaves the rest queued. */
export function drain(): void {
  while (count > 0) {
    const job = ring[first];
    ring[first] = undefined;
    first = (first + 1) % ring.length;
    count--;
    if (job !== undefined) job();
  }
}

export function isEmpty(): boolean {
  return count === 0;
}

function grow(): void {
  const wider: (Job | undefined)[] = [];
  for (let i = 0; i < count; i++) wider.push(ring[(first + i) % ring.length]);
  const size = count < 8 ? 16 : count * 2;
  while (wider.length < size) wider.push(undefined);
  ring = wider;
  first = 0;
}
