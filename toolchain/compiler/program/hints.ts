/**
 * What the checker says of expressions and declarations, as hints (ir/types.ts), and which declarations of trusted rooms
 * are machine integers. Keyword annotations are read off the tree; the checker is asked for the rest, unless an earlier build has asked it
 * the same about `os/` (answers.ts).
 */
import ts from 'typescript';
import {
  type ClassRef,
  type Hint,
  type MachineInt,
  P_ANY,
  P_BIGINT,
  P_BOOLEAN,
  P_NUMBER,
  P_OBJECT,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../ir/types.ts';
import type { Answer, Answers, Question } from './answers.ts';
import type { OsChecker } from './checker.ts';
import type { ModuleGraph } from './graph.ts';
import { keyOf } from './keys.ts';
import type { SourceModule } from './module.ts';
import { type Named, Teller, type Told } from './told.ts';

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
  readonly #answers: Answers;
  readonly #tellers = new WeakMap<ts.TypeChecker, Teller>();

  /** `answers`: to questions about os/, those of earlier builds among them. */
  constructor(graph: ModuleGraph, user: ts.Program | undefined, os: OsChecker, answers: Answers) {
    this.#graph = graph;
    this.#user = user;
    this.#os = os;
    this.#answers = answers;
  }

  /** The hint for an expression, or for the name of a declaration without annotation. */
  ofNode(module: SourceModule, node: ts.Node): Hint | undefined {
    return this.#hint(module, 'type', node, (checker) => typeOf(checker, node));
  }

  /** The hint for a declared type. */
  ofTypeNode(module: SourceModule, node: ts.TypeNode): Hint | undefined {
    const keyword = KEYWORDS.get(node.kind);
    if (keyword !== undefined) return keyword;
    return this.#hint(module, 'declared', node, (checker) => checker.getTypeFromTypeNode(node));
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
    return this.#hint(module, 'result', node, (checker) => {
      const signature = checker.getSignatureFromDeclaration(node);
      return signature === undefined ? undefined : checker.getReturnTypeOfSignature(signature);
    });
  }

  /** The machine integer that an annotation of a trusted room means, if it is one. */
  machineOfTypeNode(module: SourceModule, node: ts.TypeNode | undefined): MachineInt | undefined {
    if (!module.trusted || node === undefined || KEYWORDS.has(node.kind)) return undefined;
    if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
    const direct = MACHINE[node.typeName.text];
    if (direct !== undefined) return direct;
    if (node.typeArguments !== undefined) return undefined;
    return this.#machine(module, 'declared machine', node, (checker) => checker.getTypeFromTypeNode(node));
  }

  /** The machine integer that an expression of a trusted room is declared as (a field, a method's result). */
  machineOfNode(module: SourceModule, node: ts.Node): MachineInt | undefined {
    if (!module.trusted) return undefined;
    return this.#machine(module, 'machine', node, (checker) => checker.getTypeAtLocation(node));
  }

  /** The declared machine types of the parameters that a call resolves to. */
  machineParameters(module: SourceModule, node: ts.CallLikeExpression): readonly (MachineInt | undefined)[] {
    if (!module.trusted) return [];
    const { machines } = this.#ask(module, 'machine parameters', node, (checker) => {
      const signature = checker.getResolvedSignature(node);
      const machine = (parameter: ts.Symbol): MachineInt | undefined => {
        const declaration = parameter.valueDeclaration;
        const written = declaration !== undefined && ts.isParameter(declaration) ? declaration : undefined;
        if (written?.questionToken !== undefined || written?.initializer !== undefined) return undefined;
        if (written?.dotDotDotToken !== undefined) return undefined;
        return machineOf(checker, checker.getTypeOfSymbolAtLocation(parameter, node));
      };
      return { machines: (signature?.parameters ?? []).map((parameter) => machine(parameter) ?? 'js') };
    });
    return (machines ?? []).map((machine) => (machine === 'js' ? undefined : machine));
  }

  #hint(
    module: SourceModule,
    question: Question,
    node: ts.Node,
    type: (checker: ts.TypeChecker) => ts.Type | undefined,
  ): Hint | undefined {
    const { told } = this.#ask(module, question, node, (checker) => {
      const found = type(checker);
      return found === undefined ? {} : { told: this.#teller(checker).tell(found) };
    });
    return told === undefined ? undefined : this.#hintOf(told);
  }

  #machine(
    module: SourceModule,
    question: Question,
    node: ts.Node,
    type: (checker: ts.TypeChecker) => ts.Type,
  ): MachineInt | undefined {
    const { machines } = this.#ask(module, question, node, (checker) => {
      const machine = machineOf(checker, type(checker));
      return machine === undefined ? {} : { machines: [machine] };
    });
    const machine = machines?.[0];
    return machine === 'js' ? undefined : machine;
  }

  /** What is known, or what the checker says now. */
  #ask(
    module: SourceModule,
    question: Question,
    node: ts.Node,
    answer: (checker: ts.TypeChecker) => Answer,
  ): Answer {
    const known = module.isOs ? this.#answers.find(module.path, question, node) : undefined;
    if (known !== undefined) return known;
    const checker = this.#checker(module);
    if (checker === undefined) return {};
    const given = ask(() => answer(checker));
    if (module.isOs) this.#answers.add(module.path, question, node, given);
    return given;
  }

  #checker(module: SourceModule): ts.TypeChecker | undefined {
    if (module.isOs) return this.#os.checkerFor(module.file);
    if (this.#user?.getSourceFile(module.file.fileName) !== module.file) return undefined;
    return this.#user.getTypeChecker();
  }

  #teller(checker: ts.TypeChecker): Teller {
    let teller = this.#tellers.get(checker);
    if (teller === undefined) {
      teller = new Teller(checker);
      this.#tellers.set(checker, teller);
    }
    return teller;
  }

  #hintOf(told: Told): Hint {
    if ('prims' in told) return plain(told.prims);
    if ('union' in told) return joinAll(told.union.map((member) => this.#hintOf(member)));
    for (const candidate of told.classes) {
      const ref = this.#classRef(candidate);
      if (ref !== undefined) {
        return { prims: P_OBJECT, classes: [ref], typeArguments: told.typeArguments };
      }
    }
    return this.#hintOf(told.otherwise);
  }

  #classRef(named: Named): ClassRef | undefined {
    if ('library' in named) return this.#libraryClass(named.library);
    if ('name' in named) {
      const module = this.#graph.moduleAt(named.path);
      return module === undefined ? undefined : { key: `${module.key}:${named.name}` };
    }
    const file = this.#graph.osFile(named.path);
    return file === undefined
      ? undefined
      : { key: `interface ${file}:${named.interface}`, members: named.members };
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

/** The checker may fail on trees that don't type-check; then it says nothing. */
function ask(question: () => Answer): Answer {
  try {
    return question();
  } catch {
    return {};
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
    // The checker's order follows from what it was asked before.
    classes: objects ? classes?.sort((a, b) => (a.key < b.key ? -1 : 1)) : undefined,
    typeArguments: typeArguments.size === 1 ? ([...typeArguments][0] ?? '') : '',
  };
}
