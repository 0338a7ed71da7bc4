/**
 * Finds what every name of a module stands for, in one walk: declarations of a scope are entered when it is, so each
 * use can be resolved when it is met. Type annotations are skipped. Who captures what is recorded on the way;
 * captures.ts draws the conclusions. It is long because it is one recursion over every construct that has names, with the
 * current scope as its state.
 */
import ts from 'typescript';
import {
  declareHoisted,
  declareLoop,
  declarePattern,
  declareStatements,
  dropBodiless,
} from './declarations.ts';
import { orderFunctions } from './hoisting.ts';
import { isTransparent } from './keys.ts';
import { declareMembers, hasValues, statementsOfNamespace } from './namespaces.ts';
import { type Analysis, type Binding, FunctionScope, isEarly, Scope, type ScopeKind } from './scopes.ts';
import { isBlockFunction, isSloppy } from './sloppy.ts';
import { constructorOf, endOfSuper, heritage, isDeclared, isNameless, isStatic } from './syntax.ts';

/**
 * Analyses a parsed module (parent pointers set). `externs`: functions declared without a body are there, elsewhere;
 * `wrappers`: names that the module has without declaring them.
 */
export function analyze(file: ts.SourceFile, externs: boolean, wrappers: readonly string[] = []): Analysis {
  const walk = new Walk(file);
  for (const name of wrappers) walk.moduleScope.declare(name, 'wrapper', undefined);
  walk.run(file, externs);
  return walk;
}

class Walk implements Analysis {
  readonly moduleScope: Scope;
  readonly scopes = new Map<ts.Node, Scope>();
  readonly functions = new Map<ts.Node, FunctionScope>();
  readonly references = new Map<ts.Node, Binding>();
  readonly globals = new Map<string, ts.Identifier[]>();
  readonly dynamicImports: ts.CallExpression[] = [];
  readonly implied = new Set<string>();
  #scope: Scope;
  #loops: ts.Node[] = [];
  /** Added where text order isn't execution order: field initialisers run after `super()`. */
  #floor = -1;

  constructor(file: ts.SourceFile) {
    const fn = new FunctionScope(file, undefined, false, [], -1);
    this.functions.set(file, fn);
    this.moduleScope = new Scope('module', file, undefined, fn);
    fn.scope = this.moduleScope;
    this.scopes.set(file, this.moduleScope);
    this.#scope = this.moduleScope;
  }

  run(file: ts.SourceFile, externs: boolean): void {
    declareHoisted(this.moduleScope, file.statements);
    declareStatements(this.moduleScope, file.statements);
    if (!externs) dropBodiless(this.moduleScope);
    for (const statement of file.statements) this.#visit(statement);
    for (const scope of this.scopes.values()) orderFunctions(scope);
  }

  // ── scopes ─────────────────────────────────────────────────────────────────────────────────────────────────────

  #inScope(kind: ScopeKind, node: ts.Node, inside: (scope: Scope) => void, fn = this.#scope.fn): void {
    const outer = this.#scope;
    const scope = new Scope(kind, node, outer, fn);
    this.scopes.set(node, scope);
    this.#scope = scope;
    inside(scope);
    this.#scope = outer;
  }

  #inFunction(node: ts.Node, isArrow: boolean, at: number, inside: (scope: Scope) => void): void {
    const fn = new FunctionScope(node, this.#scope.fn, isArrow, [...this.#loops], Math.max(at, this.#floor));
    this.functions.set(node, fn);
    const [loops, floor] = [this.#loops, this.#floor];
    this.#loops = [];
    this.#floor = -1;
    this.#inScope(
      'function',
      node,
      (scope) => {
        fn.scope = scope;
        inside(scope);
      },
      fn,
    );
    this.#loops = loops;
    this.#floor = floor;
  }

  #inLoop(node: ts.Node, inside: () => void): void {
    this.#loops.push(node);
    inside();
    this.#loops.pop();
  }

  // ── names ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #lookup(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.parent) {
      const binding = scope.bindings.get(name);
      if (binding !== undefined) return binding;
      if (name === 'arguments' && scope.ownsArguments) {
        scope.fn.usesArguments = true;
        return scope.declare(name, 'arguments', undefined);
      }
    }
    return undefined;
  }

  /** The scope that `this` and `new.target` belong to here: that of the nearest function that isn't an arrow. */
  #ownerOfThis(): Scope {
    let scope = this.#scope;
    while (!scope.ownsThis && scope.parent !== undefined) scope = scope.parent;
    return scope;
  }

  /** `this`, `new.target`, `%instance`: a binding of that scope, made at its first use. */
  #own(name: 'this' | 'new.target' | '%instance'): Binding {
    const scope = this.#ownerOfThis();
    const known = scope.bindings.get(name);
    if (known !== undefined) return known;
    const binding = scope.declare(name, name === '%instance' ? 'instance' : name, scope.node);
    if (name === 'this' && scope.kind === 'function') binding.initEnd = endOfSuper(scope.node);
    return binding;
  }

  #refer(node: ts.Node, binding: Binding): void {
    this.references.set(node, binding);
    binding.referenced = true;
    const position = Math.max(node.pos, this.#floor);
    const user = this.#scope.fn;
    if (binding.kind === 'function' && !binding.isModuleLevel) binding.uses.push({ position, fn: user });
    if (binding.scope.fn === user) {
      if (isEarly(binding, node, position)) binding.usedEarly = true;
      return;
    }
    if (binding.isModuleLevel) {
      binding.usedElsewhere = true;
      return;
    }
    this.#capture(binding);
  }

  /** The current function uses a binding of an enclosing one: so do all between them. */
  #capture(binding: Binding): void {
    for (
      let fn: FunctionScope | undefined = this.#scope.fn;
      fn !== undefined && fn !== binding.scope.fn;
      fn = fn.parent
    ) {
      fn.captured.add(binding);
      if (fn.parent === binding.scope.fn) binding.captors.add(fn);
    }
  }

  #referName(node: ts.Identifier, assigned?: ts.Node): void {
    const binding = this.#lookup(node.text);
    if (binding === undefined) {
      const uses = this.globals.get(node.text);
      if (uses === undefined) this.globals.set(node.text, [node]);
      else uses.push(node);
      if (assigned !== undefined && isSloppy(node)) this.implied.add(node.text);
      return;
    }
    if (binding.container !== undefined) {
      this.#refer(node, binding.container);
      this.references.set(node, binding);
      return;
    }
    this.#refer(node, binding);
    if (assigned !== undefined) binding.assignments.push({ end: assigned.end, fn: this.#scope.fn });
  }

  /** A reference to the value of the enclosing class's `extends` clause, or to the object literal around a method. */
  #referBase(node: ts.Node): void {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.parent) {
      if (scope.kind !== 'class' && scope.kind !== 'object') continue;
      const base = scope.bindings.get(scope.kind === 'class' ? '%base' : '%home');
      if (base !== undefined) this.#refer(node, base);
      return;
    }
  }

  // ── the walk ───────────────────────────────────────────────────────────────────────────────────────────────────

  #each = (node: ts.Node): void => this.#visit(node);

  #children(node: ts.Node): void {
    ts.forEachChild(node, this.#each);
  }

  #visitAll(nodes: readonly ts.Node[]): void {
    for (const node of nodes) this.#visit(node);
  }

  #visit(node: ts.Node | undefined): void {
    if (node === undefined) return;
    if (ts.isIdentifier(node)) {
      this.#referName(node);
    } else if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) {
      // types have no run-time part
    } else if (ts.isBlock(node) || ts.isStatement(node)) {
      // (a try block isn't a statement for `isStatement`)
      this.#visitStatement(node);
    } else if (ts.isClassExpression(node)) {
      this.#visitClass(node);
    } else if (ts.isFunctionLike(node)) {
      this.#visitFunction(node);
    } else {
      this.#visitExpression(node);
    }
  }

  #visitExpression(node: ts.Node): void {
    if (ts.isPropertyAccessExpression(node)) this.#visit(node.expression);
    else if (ts.isPropertyAssignment(node)) {
      if (ts.isComputedPropertyName(node.name)) this.#visit(node.name);
      this.#visit(node.initializer);
    } else if (ts.isShorthandPropertyAssignment(node)) {
      this.#referName(node.name);
      this.#visit(node.objectAssignmentInitializer);
    } else if (ts.isObjectLiteralExpression(node)) this.#visitObject(node);
    else if (ts.isBinaryExpression(node)) this.#visitBinary(node);
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) this.#visitUpdate(node);
    else if (ts.isMetaProperty(node)) this.#visitMeta(node);
    else if (ts.isCallExpression(node)) this.#visitCall(node);
    else if (ts.isVariableDeclaration(node)) this.#visitDeclaration(node);
    else if (ts.isBindingElement(node)) {
      if (node.propertyName !== undefined && ts.isComputedPropertyName(node.propertyName))
        this.#visit(node.propertyName);
      this.#visit(node.initializer);
      if (!ts.isIdentifier(node.name)) this.#visit(node.name);
    } else this.#visitKeyword(node);
  }

  #visitKeyword(node: ts.Node): void {
    switch (node.kind) {
      case ts.SyntaxKind.ThisKeyword:
        this.#refer(node, this.#own('this'));
        break;
      case ts.SyntaxKind.SuperKeyword:
        // `super.x`: the keyword stands for the base class, the access for the receiver
        this.#referBase(node);
        this.#refer(node.parent, this.#own('this'));
        break;
      case ts.SyntaxKind.AwaitExpression:
        this.#scope.fn.hasAwait = true;
        this.#children(node);
        break;
      case ts.SyntaxKind.CatchClause:
        this.#visitCatch(node as ts.CatchClause);
        break;
      case ts.SyntaxKind.CaseBlock:
        this.#visitCaseBlock(node as ts.CaseBlock);
        break;
      case ts.SyntaxKind.JSDoc:
        break;
      default:
        this.#children(node);
    }
  }

  /** A literal with methods is where their `super` looks: a name for the object itself. */
  #visitObject(node: ts.ObjectLiteralExpression): void {
    if (!node.properties.some((property) => ts.isMethodDeclaration(property) || ts.isAccessor(property))) {
      this.#children(node);
      return;
    }
    this.#inScope('object', node, (scope) => {
      scope.declare('%home', 'base', node).initEnd = node.end;
      this.#children(node);
    });
  }

  #visitMeta(node: ts.MetaProperty): void {
    if (node.keywordToken === ts.SyntaxKind.NewKeyword) this.#refer(node, this.#own('new.target'));
  }

  #visitCall(node: ts.CallExpression): void {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) this.dynamicImports.push(node);
    if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
      this.#scope.fn.superCalls++;
      this.#referBase(node.expression);
      this.#refer(node, this.#own('this'));
      if (this.#scope.fn.isArrow) this.#visitSuperInArrow(node);
    } else this.#visit(node.expression);
    this.#visitAll(node.arguments);
  }

  /** The arrow function does the constructor's work: it binds `this`, and runs the field initialisers with what they use. */
  #visitSuperInArrow(node: ts.CallExpression): void {
    const constructor = this.#ownerOfThis().fn;
    if (!ts.isClassLike(constructor.node)) return;
    constructor.superInArrow = true;
    this.#own('this').assignments.push({ end: node.end, fn: this.#scope.fn });
    this.#capture(this.#own('new.target'));
    this.#capture(this.#own('%instance'));
    // the initialisers were visited before the constructor's body
    for (const binding of constructor.captured) this.#capture(binding);
    for (const parameter of constructorOf(constructor.node)?.parameters ?? []) {
      if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent)) continue;
      const binding = ts.isIdentifier(parameter.name) ? this.#lookup(parameter.name.text) : undefined;
      if (binding?.declaration === parameter) this.#capture(binding);
    }
  }

  #visitBinary(node: ts.BinaryExpression): void {
    const operator = node.operatorToken.kind;
    if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) {
      this.#visitTarget(node.left, node);
      this.#visit(node.right);
    } else {
      if (!ts.isPrivateIdentifier(node.left)) this.#visit(node.left);
      this.#visit(node.right);
    }
  }

  #visitUpdate(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): void {
    const updates =
      node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    if (updates) this.#visitTarget(node.operand, node);
    else this.#visit(node.operand);
  }

  /** The left side of an assignment; `assignment` is the whole of it. */
  #visitTarget(node: ts.Node, assignment: ts.Node): void {
    if (ts.isIdentifier(node)) this.#referName(node, assignment);
    else if (isTransparent(node) || ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) {
      this.#visitTarget(node.expression, assignment);
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements) this.#visitTarget(element, assignment);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) this.#visitTarget(property, assignment);
    } else if (ts.isPropertyAssignment(node)) {
      if (ts.isComputedPropertyName(node.name)) this.#visit(node.name);
      this.#visitTarget(node.initializer, assignment);
    } else if (ts.isShorthandPropertyAssignment(node)) {
      this.#referName(node.name, assignment);
      this.#visit(node.objectAssignmentInitializer);
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      this.#visitTarget(node.left, assignment);
      this.#visit(node.right);
    } else this.#visit(node);
  }

  #visitDeclaration(node: ts.VariableDeclaration): void {
    this.#visit(node.initializer);
    if (!ts.isIdentifier(node.name)) this.#visit(node.name);
    const isVar = (ts.getCombinedNodeFlags(node) & ts.NodeFlags.BlockScoped) === 0;
    const assigns = node.initializer !== undefined || !ts.isVariableStatement(node.parent.parent);
    if (isVar && assigns) this.#assignVars(node.name, node);
  }

  /** A `var` with an initialiser is an assignment to a variable that exists since the function began. */
  #assignVars(name: ts.BindingName, declaration: ts.Node): void {
    if (ts.isIdentifier(name)) {
      const binding = this.#lookup(name.text);
      binding?.assignments.push({ end: declaration.end, fn: this.#scope.fn });
    } else {
      for (const element of name.elements)
        if (ts.isBindingElement(element)) this.#assignVars(element.name, declaration);
    }
  }

  // ── statements ─────────────────────────────────────────────────────────────────────────────────────────────────

  #visitStatement(node: ts.Statement): void {
    if (ts.isBlock(node)) this.#visitBlock('block', node, node.statements);
    else if (ts.isFunctionDeclaration(node)) this.#visitFunction(node);
    else if (ts.isClassDeclaration(node)) this.#visitClass(node);
    else if (ts.isForStatement(node)) this.#visitFor(node);
    else if (ts.isForInStatement(node) || ts.isForOfStatement(node)) this.#visitForEach(node);
    else if (ts.isWhileStatement(node) || ts.isDoStatement(node))
      this.#inLoop(node, () => this.#children(node));
    else if (ts.isLabeledStatement(node)) this.#visit(node.statement);
    else if (ts.isExportDeclaration(node)) this.#visitExports(node);
    else if (ts.isEnumDeclaration(node)) {
      if (!isDeclared(node)) for (const member of node.members) this.#visitEnumMember(member);
    } else if (ts.isModuleDeclaration(node)) {
      if (hasValues(node)) this.#visitNamespace(node);
    } else if (ts.isVariableStatement(node)) {
      if (!isDeclared(node)) this.#children(node);
    } else if (!isNameless(node)) this.#children(node);
  }

  #visitNamespace(node: ts.ModuleDeclaration): void {
    const container = this.#lookup(node.name.text);
    if (container === undefined) return;
    this.#refer(node.name, container);
    this.#inScope('block', node, (scope) => {
      const statements = statementsOfNamespace(node);
      declareMembers(scope, node, container);
      declareHoisted(scope, statements);
      declareStatements(scope, statements);
      this.#visitAll(statements);
    });
  }

  #visitEnumMember(member: ts.EnumMember): void {
    if (member.initializer !== undefined) this.#visit(member.initializer);
  }

  #visitExports(node: ts.ExportDeclaration): void {
    const clause = node.exportClause;
    if (
      node.moduleSpecifier !== undefined ||
      node.isTypeOnly ||
      clause === undefined ||
      ts.isNamespaceExport(clause)
    )
      return;
    for (const specifier of clause.elements) {
      const local = specifier.propertyName ?? specifier.name;
      const binding = specifier.isTypeOnly ? undefined : this.moduleScope.bindings.get(local.text);
      if (binding === undefined) continue;
      this.references.set(local, binding);
      binding.referenced = true;
    }
  }

  #visitBlock(kind: ScopeKind, node: ts.Node, statements: readonly ts.Statement[]): void {
    this.#inScope(kind, node, (scope) => {
      declareStatements(scope, statements);
      this.#visitAll(statements);
    });
  }

  #visitFor(node: ts.ForStatement): void {
    this.#inScope('loop', node, (scope) => {
      const initializer = node.initializer;
      if (initializer !== undefined && ts.isVariableDeclarationList(initializer))
        declareLoop(scope, initializer);
      this.#visit(initializer);
      this.#inLoop(node, () => {
        this.#visit(node.condition);
        this.#visit(node.incrementor);
        this.#visit(node.statement);
      });
    });
  }

  #visitForEach(node: ts.ForInOrOfStatement): void {
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) this.#scope.fn.hasAwait = true;
    this.#visit(node.expression);
    this.#inLoop(node, () => {
      this.#inScope('loop', node, (scope) => {
        const initializer = node.initializer;
        if (ts.isVariableDeclarationList(initializer)) {
          declareLoop(scope, initializer);
          this.#visit(initializer);
        } else this.#visitTarget(initializer, initializer);
        this.#visit(node.statement);
      });
    });
  }

  #visitCatch(node: ts.CatchClause): void {
    this.#inScope('catch', node, (scope) => {
      const variable = node.variableDeclaration;
      if (variable !== undefined) {
        declarePattern(scope, variable);
        if (!ts.isIdentifier(variable.name)) this.#visit(variable.name);
      }
      this.#visit(node.block);
    });
  }

  #visitCaseBlock(node: ts.CaseBlock): void {
    this.#inScope('switch', node, (scope) => {
      for (const clause of node.clauses) declareStatements(scope, clause.statements);
      for (const clause of node.clauses) {
        if (ts.isCaseClause(clause)) this.#visit(clause.expression);
        this.#visitAll(clause.statements);
      }
    });
  }

  // ── functions and classes ──────────────────────────────────────────────────────────────────────────────────────

  #visitFunction(node: ts.SignatureDeclaration): void {
    const { name, body } = node as ts.FunctionLikeDeclaration;
    if (body === undefined) return;
    if (isBlockFunction(node)) this.#liftFunction(node.name.text, node);
    if (name !== undefined && ts.isComputedPropertyName(name)) this.#visit(name);
    if (!ts.isFunctionExpression(node) || node.name === undefined) {
      this.#visitFunctionCode(node, body);
      return;
    }
    // the name of a function expression is a variable around it
    const self = node.name;
    this.#inScope('block', self, (scope) => {
      scope.declare(self.text, 'self', node).initEnd = node.end;
      this.#visitFunctionCode(node, body);
    });
  }

  /** When a function declaration in a block of sloppy code is reached, a variable of the function around it becomes it. */
  #liftFunction(name: string, node: ts.Node): void {
    const { fn } = this.#scope;
    const lifted = fn.scope?.bindings.get(name);
    if (lifted?.kind === 'var') lifted.assignments.push({ end: node.end, fn });
  }

  #visitFunctionCode(node: ts.SignatureDeclaration, body: ts.Node): void {
    const declared = ts.isFunctionDeclaration(node)
      ? this.#lookup(node.name?.text ?? '*default*')
      : undefined;
    this.#inFunction(node, ts.isArrowFunction(node), node.pos, (scope) => {
      if (declared !== undefined) declared.code = scope.fn;
      this.#visitCode(scope, node.parameters, body);
    });
  }

  #visitCode(scope: Scope, parameters: readonly ts.ParameterDeclaration[], body: ts.Node): void {
    for (const parameter of parameters) declarePattern(scope, parameter);
    // Parameters don't see what the body declares (ECMA-262 10.2.11 step 28).
    for (const parameter of parameters) {
      this.#visit(parameter.initializer);
      if (!ts.isIdentifier(parameter.name)) this.#visit(parameter.name);
    }
    if (ts.isBlock(body)) {
      declareHoisted(scope, body.statements);
      declareStatements(scope, body.statements);
      this.#visitAll(body.statements);
    } else this.#visit(body);
  }

  #visitClass(node: ts.ClassLikeDeclaration): void {
    if (isDeclared(node)) return;
    this.#inScope('class', node, (scope) => {
      if (ts.isClassExpression(node) && node.name !== undefined) {
        scope.declare(node.name.text, 'self', node).initEnd = node.members.pos;
      }
      const base = heritage(node);
      if (base !== undefined) {
        this.#visit(base.expression);
        scope.declare('%base', 'base', base);
      }
      for (const member of node.members) {
        if (member.name !== undefined && ts.isComputedPropertyName(member.name)) this.#visit(member.name);
      }
      this.#visitConstructor(node);
      for (const member of node.members) this.#visitMember(member);
    });
  }

  #visitMember(member: ts.ClassElement): void {
    if (ts.isClassStaticBlockDeclaration(member)) {
      this.#inScope('static', member, (scope) => {
        declareHoisted(scope, member.body.statements);
        declareStatements(scope, member.body.statements);
        this.#visitAll(member.body.statements);
      });
    } else if (ts.isPropertyDeclaration(member)) {
      if (isStatic(member) && !isDeclared(member))
        this.#inScope('static', member, () => this.#visit(member.initializer));
    } else if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) {
      const body = member.body;
      if (body !== undefined) {
        this.#inFunction(member, false, member.pos, (scope) =>
          this.#visitCode(scope, member.parameters, body),
        );
      }
    }
  }

  /** Field initialisers and the constructor are one function: they run in it, and share its `this`. */
  #visitConstructor(node: ts.ClassLikeDeclaration): void {
    const written = constructorOf(node);
    const classScope = this.#scope;
    this.#inFunction(node, false, node.pos, () => {
      if (heritage(node) !== undefined && written === undefined) this.#referBase(node);
      this.#floor = endOfSuper(node);
      for (const member of node.members) {
        if (ts.isPropertyDeclaration(member) && !isStatic(member) && !isDeclared(member)) {
          this.#inScope('block', member, () => this.#visit(member.initializer));
          if (ts.isComputedPropertyName(member.name)) this.#captureKey(member, classScope);
        }
      }
      this.#floor = -1;
      if (written?.body !== undefined) {
        const body = written.body;
        this.#inScope('function', written, (scope) => this.#visitCode(scope, written.parameters, body));
      }
    });
    // the class node stands for the class scope; the constructor's is found through its function
    this.scopes.set(node, classScope);
  }

  /** A computed field name is evaluated with the class and used by every constructor call. */
  #captureKey(member: ts.PropertyDeclaration, classScope: Scope): void {
    const binding = classScope.declare(`%key${member.pos}`, 'base', member);
    binding.initEnd = member.end;
    this.#refer(member.name, binding);
  }
}
