/**
 * Samples and debug information → a tree of calls with TypeScript names: what was inlined is a call like any other, and
 * code that the compiler made around functions is left out.
 */
import { type CodeMap, framesAt } from '../image/places/code-map.ts';
import type { FramePlace, FunctionPlace } from '../image/places/places.ts';
import type { Sample } from './samples.ts';

/** A function as profiles show it. */
export interface ProfiledFunction {
  readonly name: string;
  readonly file: string;
  /** Where it begins; 0 when it isn't known. */
  readonly line: number;
}

/** A function, called by those above it. */
export interface CallNode {
  readonly fn: ProfiledFunction;
  /** Time in it, with all that it called. */
  nanoseconds: number;
  /** Time in its own instructions, by line. */
  readonly lines: Map<number, number>;
  readonly calls: Map<ProfiledFunction, CallNode>;
}

/** A sample's stack, the outermost function first, with the line in the innermost. */
export interface Stack {
  readonly functions: readonly ProfiledFunction[];
  readonly line: number;
  readonly nanoseconds: number;
}

const ROOT: ProfiledFunction = { name: 'all', file: '', line: 0 };
const UNKNOWN: ProfiledFunction = { name: '(not in the image)', file: '', line: 0 };
/** What the compiler puts around functions (compiler/llvm/debug-info.ts). */
const ENTRY = '<entry> ';

/** Names the stacks of samples. */
export function namedStacks(samples: readonly Sample[], map: CodeMap): readonly Stack[] {
  const known = new Map<string, ProfiledFunction>();
  const frames = new Map<number, readonly FramePlace[]>();
  const at = (address: number): readonly FramePlace[] => {
    let found = frames.get(address);
    if (found === undefined) {
      found = framesAt(map, address).filter((frame) => !frame.function.name.startsWith(ENTRY));
      frames.set(address, found);
    }
    return found;
  };
  const functionOf = (place: FunctionPlace): ProfiledFunction => {
    const name = place.name === '' ? `<module> ${place.file}` : place.name;
    const key = `${name}\n${place.file}\n${place.line}`;
    let fn = known.get(key);
    if (fn === undefined) {
      fn = { name, file: place.file, line: place.line };
      known.set(key, fn);
    }
    return fn;
  };
  return samples.map(({ addresses, nanoseconds }) => {
    // A caller goes on behind its call: the call itself is one byte before.
    const places = addresses.flatMap((address, index) =>
      address === 0 ? [] : at(index === 0 ? address : address - 1),
    );
    const functions = places.map((place) => functionOf(place.function)).reverse();
    if (addresses[0] === 0 || functions.length === 0) functions.push(UNKNOWN);
    return { functions, line: addresses[0] === 0 ? 0 : (places[0]?.line ?? 0), nanoseconds };
  });
}

/** The tree of all stacks. */
export function callTree(stacks: readonly Stack[]): CallNode {
  const root = node(ROOT);
  for (const { functions, line, nanoseconds } of stacks) {
    let at = root;
    at.nanoseconds += nanoseconds;
    for (const fn of functions) {
      let next = at.calls.get(fn);
      if (next === undefined) {
        next = node(fn);
        at.calls.set(fn, next);
      }
      next.nanoseconds += nanoseconds;
      at = next;
    }
    at.lines.set(line, (at.lines.get(line) ?? 0) + nanoseconds);
  }
  return root;
}

function node(fn: ProfiledFunction): CallNode {
  return { fn, nanoseconds: 0, lines: new Map(), calls: new Map() };
}
