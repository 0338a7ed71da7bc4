// A typed event emitter: on, once, off, listeners removed while emitting, errors.
type Events = { data: [string, number]; end: []; error: [Error] };
type Listener<A extends unknown[]> = (...args: A) => void;
class Emitter<E extends Record<string, unknown[]>> {
  #listeners: { [K in keyof E]?: Listener<E[K]>[] } = {};
  on<K extends keyof E>(k: K, f: Listener<E[K]>): () => void {
    (this.#listeners[k] ??= []).push(f);
    return () => this.off(k, f);
  }
  once<K extends keyof E>(k: K, f: Listener<E[K]>): void {
    const off = this.on(k, (...args) => {
      off();
      f(...args);
    });
  }
  off<K extends keyof E>(k: K, f: Listener<E[K]>): void {
    this.#listeners[k] = this.#listeners[k]?.filter((g) => g !== f) ?? [];
  }
  emit<K extends keyof E>(k: K, ...args: E[K]): boolean {
    const fs = this.#listeners[k] ?? [];
    for (const f of [...fs]) f(...args);
    return fs.length > 0;
  }
  count(k: keyof E): number {
    return this.#listeners[k]?.length ?? 0;
  }
}
const e = new Emitter<Events>();
const log: string[] = [];
const off = e.on('data', (s, n) => log.push(`a:${s}${n}`));
e.once('data', (s) => log.push(`once:${s}`));
e.on('data', () => {
  off();
  log.push('removed a');
});
console.log(e.emit('data', 'x', 1), e.emit('data', 'y', 2), e.emit('end'), e.count('data'), log.join());
e.on('error', (err) => {
  throw new Error(`wrapped ${err.message}`, { cause: err });
});
try {
  e.emit('error', new TypeError('bad'));
} catch (err) {
  console.log((err as Error).message, ((err as Error).cause as Error).name);
}
let depth = 0;
e.on('end', () => {
  if (++depth < 5) e.emit('end');
});
e.emit('end');
console.log(depth);
