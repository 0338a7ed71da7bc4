// Queues that live through collections: what was shifted away is let go, what is left is kept, whatever the marking has seen of it.
interface Job {
  readonly id: number;
  readonly text: string;
  readonly payload: number[];
}

function job(id: number): Job {
  return { id, text: `job ${id}`, payload: [id, id + 1, id + 2] };
}

function check(list: readonly Job[], first: number): string {
  for (let i = 0; i < list.length; i++) {
    const { id, text, payload } = list[i]!;
    if (id !== first + i || text !== `job ${id}` || payload[2] !== id + 2) return `wrong at ${i}`;
  }
  return `${list.length} as they should be`;
}

const queue: Job[] = [];
let next = 0;
let first = 0;
for (let round = 0; round < 60; round++) {
  const pushes = round % 3 === 0 ? 900 : 250;
  for (let i = 0; i < pushes; i++) queue.push(job(next++));
  const shifts = Math.min(queue.length, round % 4 === 3 ? 1100 : 300);
  for (let i = 0; i < shifts; i++) if (queue.shift()!.id !== first++) console.log('out of order');
  if (round % 10 === 0) console.log(round, check(queue, first));
}
console.log(check(queue, first));

// At the front, and at both ends in turn.
const stack: Job[] = [];
for (let i = 0; i < 3000; i++) stack.unshift(job(3000 - i));
console.log(check(stack, 1));
for (let i = 0; i < 2500; i++) {
  stack.push(stack.shift()!);
  if (i % 5 === 0) stack.unshift(stack.pop()!);
}
console.log(stack.length, stack.reduce((sum, { payload }) => sum + payload[0]!, 0));

// Many short ones, whose storage is small cells.
const many: Job[][] = [];
for (let i = 0; i < 200; i++) many.push([]);
for (let step = 0; step < 20_000; step++) {
  const list = many[(step * 7) % 200]!;
  if (step % 3 !== 2) list.push(job(step));
  else list.shift();
}
let sum = 0;
for (const list of many) for (const { id, payload, text } of list) sum += id + payload[1]! + text.length;
console.log(sum);

// Numbers, which the collector doesn't look at.
const ids: number[] = [];
const times: number[] = [];
let total = 0;
for (let i = 0; i < 30_000; i++) {
  ids.push(i);
  times.push(i / 4);
  if (i % 3 !== 0) total += ids.shift()! + times.shift()!;
}
console.log(total, ids.length, ids[0], times[0]);
