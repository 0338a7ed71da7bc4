/**
 * What the checker says of a type, in terms of declarations alone: nothing in it depends on which modules the program has loaded, so that what
 * it says about `os/` can be kept for the next build (answers.ts). hints.ts makes hints of it.
 */
import ts from 'typescript';
import {
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
import { nameIn } from './keys.ts';

/** A class that the objects of a type are instances of. */
export type Named =
  /** Declared in a module. */
  | { readonly path: string; readonly name: string }
  /** A global class, by the name of an interface of lib.d.ts. */
  | { readonly library: string }
  /** An interface of any module: what surely is there. */
  | { readonly path: string; readonly interface: string; readonly members: readonly string[] };

/** Primitives; a union; or objects of the first class that is part of the program, of `otherwise` when none is. */
export type Told =
  | { readonly prims: number }
  | { readonly union: readonly Told[] }
  | { readonly classes: readonly Named[]; readonly typeArguments: string; readonly otherwise: Told };

/** Interfaces of lib.d.ts that stand for a class of another name. */
const LIBRARY_NAMES: Readonly<Record<string, string>> = {
  ReadonlyArray: 'Array',
  ReadonlyMap: 'Map',
  ReadonlySet: 'Set',
};

const ANY: Told = { prims: P_ANY };

/** Asks one checker, and remembers what it said of each type. */
export class Teller {
  readonly #checker: ts.TypeChecker;
  readonly #told = new WeakMap<ts.Type, Told>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  tell(type: ts.Type): Told {
    let told = this.#told.get(type);
    if (told === undefined) {
      told = this.#compute(type);
      this.#told.set(type, told);
    }
    return told;
  }

  #compute(type: ts.Type): Told {
    if (type.isUnion()) return { union: type.types.map((member) => this.tell(member)) };
    const prims = primsOf(type);
    if (prims !== undefined) return { prims };
    if ((type.flags & ts.TypeFlags.Instantiable) !== 0) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      return constraint === undefined || constraint === type ? ANY : this.tell(constraint);
    }
    if (type.isIntersection()) {
      const parts = type.types.map((member) => this.tell(member));
      // a branded primitive: the object part isn't there at run time
      return parts.find((part) => !mayBeObject(part)) ?? parts[0] ?? ANY;
    }
    return (type.flags & ts.TypeFlags.Object) === 0 ? ANY : this.#object(type as ts.ObjectType);
  }

  #object(type: ts.ObjectType): Told {
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return { prims: P_FUNCTION };
    }
    const declarations = type.symbol?.declarations ?? [];
    const classes = declarations.flatMap((declaration) => named(declaration, type.symbol.name) ?? []);
    const otherwise = this.#withoutClass(type);
    return classes.length === 0
      ? otherwise
      : { classes, typeArguments: this.#typeArguments(type), otherwise };
  }

  #withoutClass(type: ts.ObjectType): Told {
    const object: Told = { prims: P_OBJECT };
    if (this.#checker.isTupleType(type)) {
      return { classes: [{ library: 'Array' }], typeArguments: '', otherwise: object };
    }
    const properties = type.getProperties();
    const [declaration] = type.symbol?.declarations ?? [];
    if (declaration !== undefined && ts.isInterfaceDeclaration(declaration)) {
      const members = properties.filter((p) => (p.flags & ts.SymbolFlags.Optional) === 0).map((p) => p.name);
      const path = declaration.getSourceFile().fileName;
      const required: Named = { path, interface: type.symbol.name, members };
      if (members.length > 0) return { classes: [required], typeArguments: '', otherwise: object };
    }
    return properties.length === 0 ? { prims: P_ANY & ~(P_UNDEFINED | P_NULL) } : object;
  }

  #typeArguments(type: ts.ObjectType): string {
    const checker = this.#checker;
    if ((type.objectFlags & ts.ObjectFlags.Reference) === 0 || checker.isTupleType(type)) return '';
    const reference = type as ts.TypeReference;
    // the last argument of a class may be its own `this` type
    const count = reference.target.typeParameters?.length ?? 0;
    const given = checker.getTypeArguments(reference).slice(0, count);
    return given.map((argument) => this.#spell(argument)).join(',');
  }

  /** The type as text. The checker has the members of a union in an order that follows from what it was asked before; here it is alphabetical. */
  #spell(type: ts.Type): string {
    const text = this.#checker.typeToString(type);
    if (!text.includes(' | ') || type.aliasSymbol !== undefined) return text;
    if (type.isUnion()) {
      const members = type.types.map((member) => this.#spell(member));
      return members.sort().join(' | ');
    }
    const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
    if (!isReference || this.#checker.isTupleType(type)) return text;
    const given = this.#checker.getTypeArguments(type as ts.TypeReference);
    return `${type.symbol.name}<${given.map((argument) => this.#spell(argument)).join(', ')}>`;
  }
}

function named(declaration: ts.Declaration, name: string): Named | undefined {
  const file = declaration.getSourceFile();
  if (ts.isClassLike(declaration)) {
    return file.isDeclarationFile ? undefined : { path: file.fileName, name: nameIn(file, declaration) };
  }
  if (!ts.isInterfaceDeclaration(declaration) || !file.isDeclarationFile) return undefined;
  return { library: LIBRARY_NAMES[name] ?? name };
}

function mayBeObject(told: Told): boolean {
  if ('union' in told) return told.union.some(mayBeObject);
  return 'classes' in told || (told.prims & (P_OBJECT | P_FUNCTION)) !== 0;
}

/** The primitives that a type consists of; undefined: ask further. */
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
