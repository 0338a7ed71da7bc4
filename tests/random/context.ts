/** What is in scope at a place of a random program, and what its making may still spend. */
import type { Prng } from './prng.ts';
import type { Expression, Part } from './tree.ts';
import {
  type ClassShape,
  isAssignable,
  type Shape,
  type Signature,
  simplestOf,
  type Type,
  typeText,
} from './types.ts';

/** A variable that can be named. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly isMutable: boolean;
}

/** What a program uses; drawn for each program, so that rare things meet each other in some. */
export interface Features {
  readonly lies: boolean;
  readonly holes: boolean;
  readonly generators: boolean;
  readonly async: boolean;
  readonly collections: boolean;
  readonly typedArrays: boolean;
  readonly closures: boolean;
  readonly unions: boolean;
  readonly exceptions: boolean;
  readonly objects: boolean;
  readonly mathematics: boolean;
  readonly unicode: boolean;
}

/** Where code is being made: the functions of expressions and statements take one. */
export class Context {
  readonly random: Prng;
  readonly features: Features;
  readonly shapes: Shape[] = [];
  readonly classes: ClassShape[] = [];
  readonly functions: Signature[] = [];
  readonly generators: Signature[] = [];
  readonly asyncFunctions: Signature[] = [];
  /** Labels of the loops around. */
  readonly labels: string[] = [];
  /** How many loops of the function are around. */
  loops = 0;
  isAsync = false;
  isGenerator = false;
  /** What `return` returns; undefined where there is none. */
  result: Type | undefined;
  /** The class of `this`. */
  self: ClassShape | undefined;
  #names = 0;
  #scopes: Variable[][] = [[]];

  constructor(random: Prng, features: Features) {
    this.random = random;
    this.features = features;
  }

  /** A name that nothing else in the program has. */
  newName(prefix: string): string {
    this.#names++;
    return `${prefix}${this.#names}`;
  }

  declare(name: string, type: Type, isMutable: boolean): void {
    this.#scopes.at(-1)?.push({ name, type, isMutable });
  }

  /** Runs something in a scope of its own. */
  scoped<Result>(make: () => Result): Result {
    this.#scopes.push([]);
    try {
      return make();
    } finally {
      this.#scopes.pop();
    }
  }

  /** Runs something in a function of its own: what is around stays visible, but loops and labels end. */
  inFunction<Result>(
    {
      result,
      isAsync = false,
      isGenerator = false,
    }: { result?: Type; isAsync?: boolean; isGenerator?: boolean },
    make: () => Result,
  ): Result {
    const before = {
      loops: this.loops,
      result: this.result,
      isAsync: this.isAsync,
      isGenerator: this.isGenerator,
    };
    const labels = this.labels.splice(0);
    Object.assign(this, { loops: 0, result, isAsync, isGenerator });
    try {
      return this.scoped(make);
    } finally {
      Object.assign(this, before);
      this.labels.push(...labels);
    }
  }

  /** The variables that can stand where a type is wanted. */
  variables(wanted: (variable: Variable) => boolean): readonly Variable[] {
    return this.#scopes.flat().filter(wanted);
  }

  /** A variable whose value has a type. */
  variableOf(type: Type): Variable | undefined {
    const found = this.variables((variable) => isAssignable(variable.type, type));
    return found.length === 0 ? undefined : this.random.pick(found);
  }

  /** A variable of a kind of type. */
  variableOfKind<Kind extends Type['kind']>(
    kind: Kind,
  ): (Variable & { type: Extract<Type, { kind: Kind }> }) | undefined {
    const found = this.variables(({ type }) => type.kind === kind);
    return found.length === 0
      ? undefined
      : (this.random.pick(found) as Variable & { type: Extract<Type, { kind: Kind }> });
  }
}

/** An expression of parts. */
export function expression(type: Type, ...parts: readonly Part[]): Expression {
  return { kind: 'expression', type: typeText(type), simplest: simplestOf(type), parts };
}
