/**
 * What a name means: scopes, the bindings in them, and the functions that own them. Filled by analyze.ts, one walk a
 * module; captures.ts then decides how each binding is held. Nothing here knows the IR.
 */
import ts from 'typescript';
import type { SourceModule } from './module.ts';

export type BindingKind =
  | 'var'
  | 'let'
  | 'const'
  | 'function'
  | 'class'
  /** An enum or a namespace: an object that several declarations may fill. */
  | 'enum'
  /** A name that means a property of a namespace. */
  | 'member'
  | 'param'
  | 'catch'
  | 'import'
  /** What Node gives to a CommonJS module: `exports`, `require`, `module`, `__filename`, `__dirname`; common-js/ has what they are. */
  | 'wrapper'
  /** What is assigned to a name of `exports`, or to `module.exports`. */
  | 'export'
  /** The name of a function expression or class expression inside itself. */
  | 'self'
  /**
   * `this`, `arguments`, `new.target`; `%base`: the value of a class's `extends` clause; `%home`: an object literal;
   * `%instance`: what `this` of a derived constructor will be, for a `super()` inside an arrow function.
   */
  | 'this'
  | 'arguments'
  | 'new.target'
  | 'instance'
  | 'base';

export interface Assignment {
  /** The end of the assigning expression. */
  readonly end: number;
  readonly fn: FunctionScope;
}

/** Where an imported name comes from. */
export interface ImportLink {
  readonly specifier: string;
  /** The exported name, `default`, or `*` for the namespace. */
  readonly name: string;
  /** Of a `require()`: the module, which an `import` of the same specifier may find elsewhere. */
  readonly target?: SourceModule;
}

/** One declared name, or one of the names that functions have by themselves. */
export class Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  /** VariableDeclaration, BindingElement, Parameter, FunctionDeclaration, ClassDeclaration, EnumDeclaration … */
  readonly declaration: ts.Node | undefined;
  /** From this position on (in the declaring function) the binding has its value. -1: from the beginning. */
  initEnd = -1;
  readonly assignments: Assignment[] = [];
  /** Functions, directly inside the declaring one, that use the binding or contain one that does. */
  readonly captors = new Set<FunctionScope>();
  /** The functions whose code mentions it, for module-level bindings. */
  usedElsewhere = false;
  exported = false;
  /** Mentioned as a value anywhere; an import that isn't need not be loaded. */
  referenced = false;
  /** A use before `initEnd` in the declaring function itself. */
  usedEarly = false;
  link: ImportLink | undefined;
  /** Of a `member`: the namespace. */
  container: Binding | undefined;
  /** Local function declarations: where they are mentioned, and their code. */
  readonly uses: { readonly position: number; readonly fn: FunctionScope }[] = [];
  code: FunctionScope | undefined;

  constructor(name: string, kind: BindingKind, scope: Scope, declaration: ts.Node | undefined) {
    this.name = name;
    this.kind = kind;
    this.scope = scope;
    this.declaration = declaration;
  }

  get isModuleLevel(): boolean {
    return this.scope.kind === 'module';
  }

  get reassigned(): boolean {
    return this.assignments.length > 0;
  }
}

export type ScopeKind =
  | 'module'
  | 'function'
  | 'block'
  | 'loop'
  | 'switch'
  | 'class'
  /** An object literal with methods. */
  | 'object'
  | 'static'
  | 'catch';

export class Scope {
  readonly kind: ScopeKind;
  readonly node: ts.Node;
  readonly parent: Scope | undefined;
  readonly fn: FunctionScope;
  readonly bindings = new Map<string, Binding>();
  /** Function declarations of this block, in the order in which they are to be instantiated. */
  readonly functions: HoistedFunction[] = [];

  constructor(kind: ScopeKind, node: ts.Node, parent: Scope | undefined, fn: FunctionScope) {
    this.kind = kind;
    this.node = node;
    this.parent = parent;
    this.fn = fn;
  }

  /** Has the scope an `arguments` of its own? */
  get ownsArguments(): boolean {
    return this.kind === 'function' && !this.fn.isArrow && !ts.isSourceFile(this.fn.node);
  }

  /** Has it a `this` of its own? */
  get ownsThis(): boolean {
    if (this.kind === 'static' || this.kind === 'module') return true;
    return this.kind === 'function' && !this.fn.isArrow && this.node === this.fn.node;
  }

  declare(name: string, kind: BindingKind, declaration: ts.Node | undefined): Binding {
    const binding = new Binding(name, kind, this, declaration);
    this.bindings.set(name, binding);
    return binding;
  }
}

/**
 * A function declaration in a block. ECMA-262 instantiates it when the block is entered; nothing can tell the
 * difference when that happens just before the first statement from which it can be reached, and then the constants
 * above that statement can be captured as values.
 */
export interface HoistedFunction {
  readonly binding: Binding;
  readonly node: ts.FunctionDeclaration;
  /** Instantiated before the statement that begins here; -1: when the block is entered; Infinity: never used. */
  at: number;
}

/**
 * The code of one function: a module, a function, or a class's constructor together with its field initialisers (whose
 * node is the class).
 */
export class FunctionScope {
  readonly node: ts.Node;
  readonly parent: FunctionScope | undefined;
  readonly isArrow: boolean;
  /** Loops of the parent around this function, outermost first. */
  readonly loops: readonly ts.Node[];
  /** Bindings of enclosing functions (never module-level ones) that this one or a function inside it uses. */
  readonly captured = new Set<Binding>();
  /** When the closure is made, as a position in the parent. */
  createdAt: number;
  /** The outermost scope of its code. */
  scope: Scope | undefined;
  usesArguments = false;
  hasAwait = false;
  superCalls = 0;
  /** Of a constructor: is there a `super()` in an arrow function inside it? */
  superInArrow = false;

  constructor(
    node: ts.Node,
    parent: FunctionScope | undefined,
    isArrow: boolean,
    loops: readonly ts.Node[],
    at: number,
  ) {
    this.node = node;
    this.parent = parent;
    this.isArrow = isArrow;
    this.loops = loops;
    this.createdAt = at;
  }
}

/** All names of a module. */
export interface Analysis {
  readonly moduleScope: Scope;
  readonly scopes: ReadonlyMap<ts.Node, Scope>;
  readonly functions: ReadonlyMap<ts.Node, FunctionScope>;
  /** Identifiers, `this`, `new.target` and `super` that stand for a binding. */
  readonly references: ReadonlyMap<ts.Node, Binding>;
  /** Names that nothing in the module declares, with their places. */
  readonly globals: ReadonlyMap<string, readonly ts.Identifier[]>;
  readonly dynamicImports: readonly ts.CallExpression[];
  /** Those of `globals` that sloppy code assigns. */
  readonly implied: ReadonlySet<string>;
}

/**
 * May a use in the declaring function, at `position`, come before the binding has its value? Text order decides: what
 * stands behind the declaration, in the same scope or one inside it, runs behind it. Clauses of a switch are the
 * exception, since a later one can be entered without the earlier.
 */
export function isEarly(binding: Binding, node: ts.Node, position: number): boolean {
  if (position < binding.initEnd) return true;
  if (binding.kind === 'class' || binding.kind === 'self') return isInComputedName(node, binding.declaration);
  if (binding.scope.kind !== 'switch' || binding.declaration === undefined || binding.kind === 'function')
    return false;
  const clause = ts.findAncestor(binding.declaration, ts.isCaseOrDefaultClause);
  return clause !== undefined && (node.pos < clause.pos || node.end > clause.end);
}

/** Is the node in a computed member name of the class? Those are evaluated before the class has its name. */
function isInComputedName(node: ts.Node, declaration: ts.Node | undefined): boolean {
  if (declaration === undefined || node.pos < declaration.pos || node.end > declaration.end) return false;
  return (
    ts.findAncestor(node, (n) => ts.isComputedPropertyName(n) && n.parent.parent === declaration) !==
    undefined
  );
}
