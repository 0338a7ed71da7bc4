/**
 * What the checker says of expressions and declarations, as hints (ir/types.ts), and which declarations of trusted rooms
 * are machine integers. Keyword annotations are read off the tree; the checker is asked for the rest.
 */
import ts from 'typescript';
import {
  type ClassRef,
  type Hint,
  type MachineInt,
  P_ANY,
  P_BIGINT,
  P_BOOLEAN,
  P_FUNCTION,
  P_INT32,
  P_NULL,
  P_NUMBER,
  P_OBJECT,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../ir/types.ts';
import type { OsChecker } from './checker.ts';
import type { ModuleGraph } from './graph.ts';
import { keyOf } from './keys.ts';
import type { SourceModule } from './module.ts';

const MACHINE: Readonly<Record<string, MachineInt>> = {
  u8: 'u8',
  u16: 'u16',
  u32: 'u32',
  u64: 'u64',
  i8: 'i8',
  i16: 'i16',
  i32: 'i32',
  i64: 'i64',
  usize: 'u64',
};

/** Interfaces of lib.d.ts that stand for a class of another name. */
const LIBRARY_NAMES: Readonly<Record<string, string>> = {
  ReadonlyArray: 'Array',
  ReadonlyMap: 'Map',
  ReadonlySet: 'Set',
};

const plain = (prims: number): Hint => ({ prims, classes: undefined, typeArguments: '' });
const ANY = plain(P_ANY);

const KEYWORDS: ReadonlyMap<ts.SyntaxKind, Hint> = new Map([
  [ts.SyntaxKind.NumberKeyword, plain(P_NUMBER)],
  [ts.SyntaxKind.StringKeyword, plain(P_STRING)],
  [ts.SyntaxKind.BooleanKeyword, plain(P_BOOLEAN)],
  [ts.SyntaxKind.BigIntKeyword, plain(P_BIGINT)],
  [ts.SyntaxKind.SymbolKeyword, plain(P_SYMBOL)],
  // `void` promises nothing: a function that returns something may stand where one without result is expected.
  [ts.SyntaxKind.VoidKeyword, ANY],
  [ts.SyntaxKind.UndefinedKeyword, plain(P_UNDEFINED)],
  [ts.SyntaxKind.AnyKeyword, ANY],
  [ts.SyntaxKind.UnknownKeyword, ANY],
]);

/** The type of an expression; of `[]` what is expected where it stands, since by itself it is `never[]`. */
function typeOf(checker: ts.TypeChecker, node: ts.Node): ts.Type {
  const isEmptyArray = ts.isArrayLiteralExpression(node) && node.elements.length === 0;
  return (isEmptyArray ? checker.getContextualType(node) : undefined) ?? checker.getTypeAtLocation(node);
}

export class Hints {
  readonly #graph: ModuleGraph;
  readonly #user: ts.Program | undefined;
  readonly #os: OsChecker;
  readonly #hints = new WeakMap<ts.Type, Hint>();

  constructor(graph: ModuleGraph, user: ts.Program | undefined, os: OsChecker) {
    this.#graph = graph;
    this.#user = user;
    this.#os = os;
  }

  /** The hint for an expression, or for the name of a declaration without annotation. */
  ofNode(module: SourceModule, node: ts.Node): Hint | undefined {
    const checker = this.#checker(module);
    const type = checker === undefined ? undefined : ask(() => typeOf(checker, node));
    return type === undefined || checker === undefined ? undefined : this.#ofType(checker, type);
  }

  /** The hint for a declared type. */
  ofTypeNode(module: SourceModule, node: ts.TypeNode): Hint | undefined {
    const keyword = KEYWORDS.get(node.kind);
    if (keyword !== undefined) return keyword;
    const checker = this.#checker(module);
    const type = checker === undefined ? undefined : ask(() => checker.getTypeFromTypeNode(node));
    return type === undefined || checker === undefined ? undefined : this.#ofType(checker, type);
  }

  /** The hint for what a variable, parameter, field or function result is declared as; any when nothing is said. */
  ofDeclaration(
    module: SourceModule,
    node: ts.Node & { readonly type?: ts.TypeNode | undefined },
  ): Hint | undefined {
    if (node.type !== undefined) {
      const optional =
        ('questionToken' in node && node.questionToken !== undefined) ||
        (ts.isParameter(node) && node.initializer !== undefined);
      const hint = this.ofTypeNode(module, node.type);
      return optional && hint !== undefined ? { ...hint, prims: hint.prims | P_UNDEFINED } : hint;
    }
    return this.ofNode(module, node);
  }

  /** The hint for what a function returns: by annotation, or what the checker infers. */
  ofResult(module: SourceModule, node: ts.SignatureDeclaration): Hint | undefined {
    if (node.type !== undefined) return this.ofTypeNode(module, node.type);
    const checker = this.#checker(module);
    if (checker === undefined) return undefined;
    const signature = ask(() => checker.getSignatureFromDeclaration(node));
    const type = signature === undefined ? undefined : ask(() => checker.getReturnTypeOfSignature(signature));
    return type === undefined ? undefined : this.#ofType(checker, type);
  }

  /** The machine integer that an annotation of a trusted room means, if it is one. */
  machineOfTypeNode(module: SourceModule, node: ts.TypeNode | undefined): MachineInt | undefined {
    if (!module.trusted || node === undefined || KEYWORDS.has(node.kind)) return undefined;
    if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
    const direct = MACHINE[node.typeName.text];
    if (direct !== undefined) return direct;
    if (node.typeArguments !== undefined) return undefined;
    const checker = this.#checker(module);
    const type = checker === undefined ? undefined : ask(() => checker.getTypeFromTypeNode(node));
    return type === undefined || checker === undefined ? undefined : machineOf(checker, type);
  }

  /** The machine integer that an expression of a trusted room is declared as (a field, a method's result). */
  machineOfNode(module: SourceModule, node: ts.Node): MachineInt | undefined {
    if (!module.trusted) return undefined;
    const checker = this.#checker(module);
    const type = checker === undefined ? undefined : ask(() => checker.getTypeAtLocation(node));
    return type === undefined || checker === undefined ? undefined : machineOf(checker, type);
  }

  /** The declared machine types of the parameters that a call resolves to. */
  machineParameters(module: SourceModule, node: ts.CallLikeExpression): (MachineInt | undefined)[] {
    if (!module.trusted) return [];
    const checker = this.#checker(module);
    const signature = checker === undefined ? undefined : ask(() => checker.getResolvedSignature(node));
    if (checker === undefined || signature === undefined) return [];
    return signature.parameters.map((parameter) => {
      const declaration = parameter.valueDeclaration;
      const written = declaration !== undefined && ts.isParameter(declaration) ? declaration : undefined;
      if (written?.questionToken !== undefined || written?.initializer !== undefined) return undefined;
      if (written?.dotDotDotToken !== undefined) return undefined;
      return machineOf(checker, checker.getTypeOfSymbolAtLocation(parameter, node));
    });
  }

  #checker(module: SourceModule): ts.TypeChecker | undefined {
    if (module.isOs) return this.#os.checkerFor(module.file);
    if (this.#user?.getSourceFile(module.file.fileName) !== module.file) return undefined;
    return this.#user.getTypeChecker();
  }

  #ofType(checker: ts.TypeChecker, type: ts.Type): Hint {
    let hint = this.#hints.get(type);
    if (hint === undefined) {
      hint = this.#compute(checker, type);
      this.#hints.set(type, hint);
    }
    return hint;
  }

  #compute(checker: ts.TypeChecker, type: ts.Type): Hint {
    if (type.isUnion()) return joinAll(type.types.map((member) => this.#ofType(checker, member)));
    const prims = primsOf(type);
    if (prims !== undefined) return plain(prims);
    if ((type.flags & ts.TypeFlags.Instantiable) !== 0) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint === undefined || constraint === type ? ANY : this.#ofType(checker, constraint);
    }
    if (type.isIntersection()) {
      const parts = type.types.map((member) => this.#ofType(checker, member));
      // a branded primitive: the object part isn't there at run time
      return parts.find((part) => (part.prims & (P_OBJECT | P_FUNCTION)) === 0) ?? parts[0] ?? ANY;
    }
    return (type.flags & ts.TypeFlags.Object) === 0 ? ANY : this.#ofObject(checker, type as ts.ObjectType);
  }

  #ofObject(checker: ts.TypeChecker, type: ts.ObjectType): Hint {
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0)
      return plain(P_FUNCTION);
    const declarations = type.symbol?.declarations ?? [];
    const typeArguments = this.#typeArguments(checker, type);
    for (const declaration of declarations) {
      const ref = this.#classRef(declaration, type.symbol.name);
      if (ref !== undefined) return { prims: P_OBJECT, classes: [ref], typeArguments };
    }
    if (checker.isTupleType(type)) {
      const array = this.#libraryClass('Array');
      return { prims: P_OBJECT, classes: array === undefined ? undefined : [array], typeArguments: '' };
    }
    const required = this.#requiredMembers(type);
    if (required !== undefined) return { prims: P_OBJECT, classes: [required], typeArguments: '' };
    const isEmpty = type.getProperties().length === 0;
    return plain(isEmpty ? P_ANY & ~(P_UNDEFINED | P_NULL) : P_OBJECT);
  }

  /** What an interface of os/ requires; undefined when it is somebody else's, or requires nothing. */
  #requiredMembers(type: ts.ObjectType): ClassRef | undefined {
    const [declaration] = type.symbol?.declarations ?? [];
    if (declaration === undefined || !ts.isInterfaceDeclaration(declaration)) return undefined;
    const file = this.#graph.osFile(declaration.getSourceFile().fileName);
    if (file === undefined) return undefined;
    const required = type.getProperties().filter((p) => (p.flags & ts.SymbolFlags.Optional) === 0);
    if (required.length === 0) return undefined;
    return { key: `interface ${file}:${type.symbol.name}`, members: required.map((p) => p.name) };
  }

  #typeArguments(checker: ts.TypeChecker, type: ts.ObjectType): string {
    if ((type.objectFlags & ts.ObjectFlags.Reference) === 0 || checker.isTupleType(type)) return '';
    const reference = type as ts.TypeReference;
    // the last argument of a class may be its own `this` type
    const count = reference.target.typeParameters?.length ?? 0;
    const given = checker.getTypeArguments(reference).slice(0, count);
    return given.map((argument) => checker.typeToString(argument)).join(',');
  }

  #classRef(declaration: ts.Declaration, name: string): ClassRef | undefined {
    const file = declaration.getSourceFile();
    if (ts.isClassLike(declaration)) {
      const module = this.#graph.moduleOf(file);
      return module === undefined ? undefined : { key: keyOf(module, declaration) };
    }
    if (!ts.isInterfaceDeclaration(declaration) || !file.isDeclarationFile) return undefined;
    return this.#libraryClass(LIBRARY_NAMES[name] ?? name);
  }

  #libraryClass(name: string): ClassRef | undefined {
    // array literals need no mention of Array
    const resolved = name === 'Array' ? this.#graph.resolveGlobal(name) : this.#graph.knownGlobal(name);
    if (resolved?.kind !== 'binding') return undefined;
    const { declaration } = resolved.binding;
    if (declaration === undefined || !ts.isClassLike(declaration)) return undefined;
    return { key: keyOf(resolved.module, declaration) };
  }
}

/** The checker may fail on trees that don't type-check; then there is no hint. */
function ask<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

function machineOf(checker: ts.TypeChecker, type: ts.Type): MachineInt | undefined {
  if (!type.isIntersection()) return undefined;
  for (const property of checker.getPropertiesOfType(type)) {
    if (property.name.startsWith('__')) {
      const machine = MACHINE[property.name.slice(2)];
      if (machine !== undefined) return machine;
    }
  }
  return undefined;
}

function primsOf(type: ts.Type): number | undefined {
  const { flags } = type;
  if ((flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Void)) !== 0) return P_ANY;
  if ((flags & ts.TypeFlags.StringLike) !== 0) return P_STRING;
  if (type.isNumberLiteral())
    return (type.value | 0) === type.value && !Object.is(type.value, -0) ? P_INT32 : P_NUMBER;
  if ((flags & ts.TypeFlags.NumberLike) !== 0) return P_NUMBER;
  if ((flags & ts.TypeFlags.BooleanLike) !== 0) return P_BOOLEAN;
  if ((flags & ts.TypeFlags.BigIntLike) !== 0) return P_BIGINT;
  if ((flags & ts.TypeFlags.ESSymbolLike) !== 0) return P_SYMBOL;
  if ((flags & ts.TypeFlags.Undefined) !== 0) return P_UNDEFINED;
  if ((flags & ts.TypeFlags.Null) !== 0) return P_NULL;
  if ((flags & ts.TypeFlags.Never) !== 0) return 0;
  if ((flags & ts.TypeFlags.NonPrimitive) !== 0) return P_OBJECT | P_FUNCTION;
  return undefined;
}

function joinAll(hints: readonly Hint[]): Hint {
  let prims = 0;
  let classes: ClassRef[] | undefined = [];
  const typeArguments = new Set<string>();
  for (const hint of hints) {
    prims |= hint.prims;
    if ((hint.prims & P_OBJECT) === 0) continue;
    if (hint.classes === undefined) classes = undefined;
    else classes?.push(...hint.classes.filter((ref) => !classes?.some((known) => known.key === ref.key)));
    typeArguments.add(hint.typeArguments);
  }
  const objects = (prims & P_OBJECT) !== 0;
  return {
    prims,
    classes: objects ? classes : undefined,
    typeArguments: typeArguments.size === 1 ? ([...typeArguments][0] ?? '') : '',
  };
}
