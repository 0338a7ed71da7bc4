/**
 * Which functions can be on the stack an unbounded number of times: those on a cycle of the call graph. They compare
 * the stack pointer with the limit on entry (a RangeError, ECMA-262 leaves it to implementations); the others needn't.
 * Code of the trusted basement (os/machine, os/memory) is never checked: it runs within the reserve.
 */
import type { FunctionInstance } from './inference/objects.ts';
import type { World } from './inference/world.ts';

export class Recursion {
  readonly #cyclic = new Set<FunctionInstance>();

  constructor(world: World) {
    for (const component of components(world.instances)) {
      const [first] = component;
      if (first === undefined) continue;
      if (component.length > 1 || callees(first).has(first)) for (const f of component) this.#cyclic.add(f);
    }
  }

  /** Does the function compare the stack pointer with the limit on entry? */
  checks(f: FunctionInstance): boolean {
    return this.#cyclic.has(f) && !f.fn.key.startsWith('os/machine/') && !f.fn.key.startsWith('os/memory/');
  }
}

function callees(f: FunctionInstance): Set<FunctionInstance> {
  const out = new Set<FunctionInstance>();
  for (const set of f.targets.values()) for (const t of set) out.add(t);
  return out;
}

/** Strongly connected components, by Tarjan (1972), without recursion of our own. */
function components(all: readonly FunctionInstance[]): FunctionInstance[][] {
  const index = new Map<FunctionInstance, number>();
  const low = new Map<FunctionInstance, number>();
  const onStack = new Set<FunctionInstance>();
  const stack: FunctionInstance[] = [];
  const out: FunctionInstance[][] = [];
  let next = 0;
  for (const root of all) {
    if (index.has(root)) continue;
    const work: { f: FunctionInstance; targets: FunctionInstance[]; at: number }[] = [];
    const enter = (f: FunctionInstance): void => {
      index.set(f, next);
      low.set(f, next++);
      stack.push(f);
      onStack.add(f);
      work.push({ f, targets: [...callees(f)], at: 0 });
    };
    enter(root);
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const t = top.targets[top.at++];
      if (t !== undefined) {
        if (!index.has(t)) enter(t);
        else if (onStack.has(t)) low.set(top.f, Math.min(low.get(top.f) ?? 0, index.get(t) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) low.set(parent.f, Math.min(low.get(parent.f) ?? 0, low.get(top.f) ?? 0));
      if (low.get(top.f) !== index.get(top.f)) continue;
      const component: FunctionInstance[] = [];
      for (;;) {
        const f = stack.pop();
        if (f === undefined) break;
        onStack.delete(f);
        component.push(f);
        if (f === top.f) break;
      }
      out.push(component);
    }
  }
  return out;
}
