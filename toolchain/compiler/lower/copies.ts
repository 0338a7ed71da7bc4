/**
 * Copies of functions that make classes. A class is in the image once, with its prototype and its methods; but a function that makes one
 * makes another at each call (`const Timestamped = (Base) => class extends Base {…}`). So each place that calls such a function by its
 * name has a copy of the function and of all functions and classes in it.
 *
 * What is evaluated more than once at one place is the same class again; one that captures variables then panics
 * (llvm/select/values.ts).
 */
import ts from 'typescript';
import type { ClassInfo, FunctionIr } from '../ir/ir.ts';
import type { SourceModule } from '../program/module.ts';

export interface Copy {
  /** The function that was copied. */
  readonly root: ts.SignatureDeclaration;
  /** What is called, in this module. */
  readonly callee: ts.Expression;
  readonly module: SourceModule;
  /** What the keys of everything in it end with. */
  readonly suffix: string;
  /** The copy that the call is in. */
  readonly outer: Copy | undefined;
  readonly functions: Map<ts.Node, FunctionIr>;
  readonly classes: Map<ts.Node, ClassInfo>;
}

/** More places than this share the last copy. */
const COPIES_MAX = 100;

const copyOfFunction = new WeakMap<FunctionIr, Copy>();

/** The copy that a function is part of. */
export function copyOf(fn: FunctionIr): Copy | undefined {
  return copyOfFunction.get(fn);
}

export function setCopy(fn: FunctionIr, copy: Copy | undefined): void {
  if (copy !== undefined) copyOfFunction.set(fn, copy);
}

/** The innermost of the copies around that a node is in. */
export function copyAround(node: ts.Node, copy: Copy | undefined): Copy | undefined {
  for (let each = copy; each !== undefined; each = each.outer) if (isIn(each.root, node)) return each;
  return undefined;
}

function isIn(root: ts.Node, node: ts.Node): boolean {
  return node.pos >= root.pos && node.end <= root.end && node.getSourceFile() === root.getSourceFile();
}

/** The copies that the calls of a program need. */
export class Copies {
  /** By the node of the callee and the copy that it is in. */
  readonly #atCalls = new Map<ts.Node, Map<Copy | undefined, Copy>>();
  readonly #ofRoots = new Map<ts.Node, Copy[]>();
  readonly #makesClasses = new Map<ts.Node, boolean>();

  /** The copy of a function for a call of it, in a function that is part of `around`; undefined when it needs none. */
  forCall(
    module: SourceModule,
    callee: ts.Expression,
    root: ts.SignatureDeclaration,
    around: Copy | undefined,
  ): Copy | undefined {
    if (!this.#hasClass(root)) return undefined;
    // A call of itself.
    if (isIn(root, callee)) return copyAround(root, around);
    const known = this.#atCalls.get(callee)?.get(around);
    if (known !== undefined) return known;
    const copies = this.#ofRoots.get(root) ?? [];
    const last = copies.length >= COPIES_MAX ? copies.at(-1) : undefined;
    const copy = last ?? {
      root,
      callee,
      module,
      suffix: `${around?.suffix ?? ''}@${copies.length + 1}`,
      outer: around,
      functions: new Map<ts.Node, FunctionIr>(),
      classes: new Map<ts.Node, ClassInfo>(),
    };
    if (last === undefined) this.#ofRoots.set(root, [...copies, copy]);
    const here = this.#atCalls.get(callee) ?? new Map<Copy | undefined, Copy>();
    this.#atCalls.set(callee, here.set(around, copy));
    return copy;
  }

  #hasClass(root: ts.Node): boolean {
    let found = this.#makesClasses.get(root);
    if (found === undefined) {
      const search = (node: ts.Node): boolean =>
        ts.isClassLike(node) || (ts.forEachChild(node, search) ?? false);
      found = ts.forEachChild(root, search) ?? false;
      this.#makesClasses.set(root, found);
    }
    return found;
  }
}
