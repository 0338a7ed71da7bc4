// A queue with limited concurrency, retries and cancellation, deterministic by construction.
type Task<T> = () => Promise<T>;
class Queue {
  #running = 0;
  #waiting: (() => void)[] = [];
  peak = 0;
  constructor(private readonly limit: number) {}
  async run<T>(task: Task<T>, retries = 0): Promise<T> {
    if (this.#running >= this.limit) await new Promise<void>((r) => this.#waiting.push(r));
    else this.#running++;
    this.peak = Math.max(this.peak, this.#running);
    try {
      for (let n = 0; ; n++) {
        try {
          return await task();
        } catch (e) {
          if (n >= retries) throw e;
        }
      }
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
  get running(): number {
    return this.#running;
  }
}
const log: string[] = [];
const work =
  (name: string, turns: number, failures = 0): Task<string> =>
  async () => {
    log.push(`+${name}`);
    for (let i = 0; i < turns; i++) await null;
    if (failures-- > 0) {
      log.push(`!${name}`);
      throw new Error(`${name} failed`);
    }
    log.push(`-${name}`);
    return name;
  };
const q = new Queue(2);
const results = await Promise.allSettled([
  q.run(work('a', 6)),
  q.run(work('b', 2)),
  q.run(work('c', 3, 1), 2),
  q.run(work('d', 1, 9), 1),
  q.run(work('e', 1)),
]);
console.log(
  results.map((r) => (r.status === 'fulfilled' ? r.value : (r.reason as Error).message)).join(', '),
);
console.log(log.join(' '));
console.log(q.peak, q.running);
async function* produce(n: number): AsyncGenerator<number> {
  for (let i = 0; i < n; i++) {
    await null;
    yield i;
  }
}
const pool = new Queue(3);
const done: number[] = [];
const jobs: Promise<unknown>[] = [];
for await (const i of produce(10))
  jobs.push(
    pool.run(async () => {
      for (let k = 0; k < (i * 7) % 5; k++) await null;
      done.push(i);
    }),
  );
await Promise.all(jobs);
console.log(
  done.length,
  done
    .slice()
    .sort((x, y) => x - y)
    .join(),
  pool.peak <= 3,
);
