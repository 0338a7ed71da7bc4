// Reactive values: signals, computed values with dependency tracking, effects and batching.
let current: Computation | null = null;
let batchDepth = 0;
const pending = new Set<Computation>();
class Computation {
  readonly sources = new Set<Signal<any>>();
  constructor(private readonly f: () => void) {
    this.run();
  }
  run(): void {
    for (const s of this.sources) s.observers.delete(this);
    this.sources.clear();
    const outer = current;
    current = this;
    try {
      this.f();
    } finally {
      current = outer;
    }
  }
}
class Signal<T> {
  readonly observers = new Set<Computation>();
  constructor(private v: T) {}
  get value(): T {
    if (current) {
      this.observers.add(current);
      current.sources.add(this);
    }
    return this.v;
  }
  set value(v: T) {
    if (Object.is(v, this.v)) return;
    this.v = v;
    for (const o of [...this.observers]) {
      if (batchDepth) pending.add(o);
      else o.run();
    }
  }
}
const batch = (f: () => void): void => {
  batchDepth++;
  try {
    f();
  } finally {
    if (--batchDepth === 0) {
      const todo = [...pending];
      pending.clear();
      for (const c of todo) c.run();
    }
  }
};
const computed = <T>(f: () => T): { readonly value: T } => {
  const s = new Signal<T>(undefined as T);
  new Computation(() => {
    s.value = f();
  });
  return s;
};
const a = new Signal(1),
  b = new Signal(2),
  useB = new Signal(true);
const sum = computed(() => a.value + (useB.value ? b.value : 0));
const log: string[] = [];
new Computation(() => log.push(`sum=${sum.value}`));
a.value = 5;
b.value = 10;
useB.value = false;
b.value = 99;
a.value = 5;
batch(() => {
  a.value = 7;
  a.value = 8;
  useB.value = true;
});
console.log(log.join(' '), b.observers.size);
try {
  new Computation(() => {
    if (a.value > 100) throw new Error('effect failed');
  });
  a.value = 101;
} catch (e) {
  console.log((e as Error).message, current === null, sum.value);
}
