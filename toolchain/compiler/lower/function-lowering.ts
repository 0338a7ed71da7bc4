/**
 * The state of lowering one function: where it is in the program, its builder, its variables, and the statements that
 * control can leave. The files beside this one lower one construct each and pass it along as `f`.
 */
import type ts from 'typescript';
import type { MessageName } from '../diagnostics/messages.ts';
import { Builder, Variable } from '../ir/builder.ts';
import type { Attributes, ClassInfo, ConstValue, FunctionIr, Instr } from '../ir/ir.ts';
import type { OpName } from '../ir/ops.ts';
import type { Hint, IrType } from '../ir/types.ts';
import type { SourceModule } from '../program/module.ts';
import type { Binding, FunctionScope } from '../program/scopes.ts';
import type { Frame } from './control.ts';
import { type Copy, copyOf } from './copies.ts';
import type { ProgramLowering } from './program-lowering.ts';
import { spanOf } from './signatures.ts';
import { sourceVariable } from './source-variables.ts';

export class FunctionLowering {
  readonly program: ProgramLowering;
  readonly module: SourceModule;
  readonly fn: FunctionIr;
  readonly code: FunctionScope;
  readonly b: Builder;
  /** Statements around the current one that a jump may leave, outermost first. */
  frames: Frame[] = [];
  /** What `return` passes through `finally` blocks. */
  readonly result: Variable;
  /** `this` of a constructor, when no binding stands for it. */
  readonly ownThis = new Variable('this', 'js');
  /** Added to positions where text order isn't execution order (field initialisers). */
  floor = -1;
  /** The class whose constructor, method or static initialiser this is. */
  owner: ClassInfo | undefined;
  /** Is the code a static member or static initialiser? */
  inStatic = false;
  /** The enum whose member is being computed, and its object so far. */
  enumObject: { readonly node: ts.EnumDeclaration; readonly object: Instr } | undefined = undefined;
  readonly #variables = new Map<Binding, Variable>();

  constructor(program: ProgramLowering, module: SourceModule, fn: FunctionIr, code: FunctionScope) {
    this.program = program;
    this.module = module;
    this.fn = fn;
    this.code = code;
    this.b = new Builder(fn);
    this.result = new Variable('result', fn.resultType);
    this.owner = fn.owner;
  }

  /** The copy that the function is part of. */
  get copy(): Copy | undefined {
    return copyOf(this.fn);
  }

  get trusted(): boolean {
    return this.module.trusted;
  }

  /** The SSA variable of a binding: its value, or its cell. */
  variable(binding: Binding): Variable {
    let variable = this.#variables.get(binding);
    if (variable === undefined) {
      variable = new Variable(binding.name, 'js');
      variable.source = sourceVariable(this.module, binding);
      this.#variables.set(binding, variable);
    }
    return variable;
  }

  /** Sets the place in the source for what is emitted next. */
  at(node: ts.Node): void {
    this.b.span = spanOf(this.module, node);
  }

  /** Emits an operation that stands for `node`. */
  emit(node: ts.Node, op: OpName, args: Instr[] = [], attrs: Attributes = {}, type?: IrType): Instr {
    this.at(node);
    return this.b.emit(op, args, attrs, type);
  }

  constant(value: ConstValue): Instr {
    return this.b.constant(value);
  }

  undefined(): Instr {
    return this.b.constant(undefined);
  }

  /** Reports that a construct isn't supported; the value of such an expression is undefined. */
  unsupported(node: ts.Node, what: string, message: MessageName = 'unsupported'): Instr {
    this.program.report(message, node, what);
    return this.undefined();
  }

  /** An attribute with the checker's hint, if there is one. */
  hint(node: ts.Node): { hint: Hint } | Record<string, never> {
    const hint = this.program.hints.ofNode(this.module, node);
    return hint === undefined ? {} : { hint };
  }

  bindingOf(node: ts.Node): Binding | undefined {
    return this.module.analysis.references.get(node);
  }
}
