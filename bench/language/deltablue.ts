/**
 * DeltaBlue: an incremental solver of one-way constraints with strengths; a chain of equalities and a set of scalings.
 *
 * The algorithm is Freeman-Benson, Maloney and Borning's; the problem is Maloney and Wolczko's, as are-we-fast-yet states
 * it; the text is ours.
 */
import type { Benchmark } from './benchmark.ts';

/** How much a constraint wants to hold. */
class Strength {
  static readonly required = new Strength(-800);
  static readonly preferred = new Strength(-400);
  static readonly strongDefault = new Strength(-200);
  static readonly default = new Strength(0);
  static readonly weakest = new Strength(10_000);

  /** Less is stronger. */
  readonly rank: number;

  private constructor(rank: number) {
    this.rank = rank;
  }

  isStrongerThan(other: Strength): boolean {
    return this.rank < other.rank;
  }

  isWeakerThan(other: Strength): boolean {
    return this.rank > other.rank;
  }

  weakestOf(other: Strength): Strength {
    return other.isWeakerThan(this) ? other : this;
  }
}

class Variable {
  value: number;
  readonly constraints = new Set<Constraint>();
  determinedBy: Constraint | null = null;
  walkStrength = Strength.weakest;
  stay = true;
  mark = 0;

  constructor(value = 0) {
    this.value = value;
  }

  remove(constraint: Constraint): void {
    this.constraints.delete(constraint);
    if (this.determinedBy === constraint) this.determinedBy = null;
  }
}

abstract class Constraint {
  readonly strength: Strength;

  constructor(strength: Strength) {
    this.strength = strength;
  }

  /** Whether it takes its value from outside. */
  get isInput(): boolean {
    return false;
  }

  abstract get isSatisfied(): boolean;
  abstract get output(): Variable;
  abstract get inputs(): readonly Variable[];
  abstract addToGraph(): void;
  abstract removeFromGraph(): void;
  /** Decides whether it is to be satisfied, and in which direction. */
  abstract chooseMethod(mark: number): void;
  abstract markUnsatisfied(): void;
  /** Brings strength, stay and, when it stays, value of the output up to date. */
  abstract recalculate(): void;
  abstract execute(): void;

  add(planner: Planner): void {
    this.addToGraph();
    planner.incrementalAdd(this);
  }

  destroy(planner: Planner): void {
    if (this.isSatisfied) planner.incrementalRemove(this);
    this.removeFromGraph();
  }

  areInputsKnown(mark: number): boolean {
    return this.inputs.every((v) => v.mark === mark || v.stay || v.determinedBy === null);
  }

  /** Satisfies it if that is possible; the constraint that gave way to it. */
  satisfy(mark: number, planner: Planner): Constraint | null {
    this.chooseMethod(mark);
    if (!this.isSatisfied) {
      if (this.strength === Strength.required) throw new Error('a required constraint can not be satisfied');
      return null;
    }
    for (const input of this.inputs) input.mark = mark;
    const { output } = this;
    const overridden = output.determinedBy;
    overridden?.markUnsatisfied();
    output.determinedBy = this;
    if (!planner.addPropagate(this, mark)) throw new Error('the constraints have a cycle');
    output.mark = mark;
    return overridden;
  }
}

const NONE: readonly Variable[] = [];

abstract class UnaryConstraint extends Constraint {
  readonly output: Variable;
  #satisfied = false;

  constructor(output: Variable, strength: Strength, planner: Planner) {
    super(strength);
    this.output = output;
    this.add(planner);
  }

  override get isSatisfied(): boolean {
    return this.#satisfied;
  }

  override get inputs(): readonly Variable[] {
    return NONE;
  }

  override addToGraph(): void {
    this.output.constraints.add(this);
    this.#satisfied = false;
  }

  override removeFromGraph(): void {
    this.output.remove(this);
    this.#satisfied = false;
  }

  override chooseMethod(mark: number): void {
    this.#satisfied = this.output.mark !== mark && this.strength.isStrongerThan(this.output.walkStrength);
  }

  override markUnsatisfied(): void {
    this.#satisfied = false;
  }

  override recalculate(): void {
    this.output.walkStrength = this.strength;
    this.output.stay = !this.isInput;
    if (this.output.stay) this.execute();
  }
}

class StayConstraint extends UnaryConstraint {
  override execute(): void {}
}

class EditConstraint extends UnaryConstraint {
  override get isInput(): boolean {
    return true;
  }

  override execute(): void {}
}

type Direction = 'forward' | 'backward' | 'none';

abstract class BinaryConstraint extends Constraint {
  protected readonly v1: Variable;
  protected readonly v2: Variable;
  protected direction: Direction = 'none';

  constructor(v1: Variable, v2: Variable, strength: Strength) {
    super(strength);
    this.v1 = v1;
    this.v2 = v2;
  }

  override get isSatisfied(): boolean {
    return this.direction !== 'none';
  }

  protected get input(): Variable {
    return this.direction === 'forward' ? this.v1 : this.v2;
  }

  override get output(): Variable {
    return this.direction === 'forward' ? this.v2 : this.v1;
  }

  override get inputs(): readonly Variable[] {
    return [this.input];
  }

  override addToGraph(): void {
    this.v1.constraints.add(this);
    this.v2.constraints.add(this);
    this.direction = 'none';
  }

  override removeFromGraph(): void {
    this.v1.remove(this);
    this.v2.remove(this);
    this.direction = 'none';
  }

  override chooseMethod(mark: number): void {
    this.direction = this.#method(mark);
  }

  #method(mark: number): Direction {
    const { v1, v2 } = this;
    if (v1.mark === mark) return v2.mark === mark ? 'none' : this.#towards(v2, 'forward');
    if (v2.mark === mark) return this.#towards(v1, 'backward');
    // Neither is marked, so there is a choice: the weaker one gives way.
    if (v1.walkStrength.isWeakerThan(v2.walkStrength)) return this.#towards(v1, 'backward');
    return this.#towards(v2, 'forward');
  }

  #towards(output: Variable, direction: Direction): Direction {
    return this.strength.isStrongerThan(output.walkStrength) ? direction : 'none';
  }

  override markUnsatisfied(): void {
    this.direction = 'none';
  }

  override recalculate(): void {
    const { input, output } = this;
    output.walkStrength = this.strength.weakestOf(input.walkStrength);
    output.stay = input.stay;
    if (output.stay) this.execute();
  }
}

class EqualityConstraint extends BinaryConstraint {
  constructor(v1: Variable, v2: Variable, strength: Strength, planner: Planner) {
    super(v1, v2, strength);
    this.add(planner);
  }

  override execute(): void {
    this.output.value = this.input.value;
  }
}

/** v2 = v1 × scale + offset. */
class ScaleConstraint extends BinaryConstraint {
  readonly #scale: Variable;
  readonly #offset: Variable;

  constructor(
    v1: Variable,
    factors: { readonly scale: Variable; readonly offset: Variable },
    v2: Variable,
    strength: Strength,
    planner: Planner,
  ) {
    super(v1, v2, strength);
    this.#scale = factors.scale;
    this.#offset = factors.offset;
    this.add(planner);
  }

  override get inputs(): readonly Variable[] {
    return [this.input, this.#scale, this.#offset];
  }

  override addToGraph(): void {
    super.addToGraph();
    this.#scale.constraints.add(this);
    this.#offset.constraints.add(this);
  }

  override removeFromGraph(): void {
    super.removeFromGraph();
    this.#scale.remove(this);
    this.#offset.remove(this);
  }

  override execute(): void {
    if (this.direction === 'forward') this.v2.value = this.v1.value * this.#scale.value + this.#offset.value;
    else this.v1.value = (this.v2.value - this.#offset.value) / this.#scale.value;
  }

  override recalculate(): void {
    const { input, output } = this;
    output.walkStrength = this.strength.weakestOf(input.walkStrength);
    output.stay = input.stay && this.#scale.stay && this.#offset.stay;
    if (output.stay) this.execute();
  }
}

/** Constraints in the order in which they are to be executed. */
type Plan = readonly Constraint[];

function execute(plan: Plan): void {
  for (const constraint of plan) constraint.execute();
}

/** The satisfied constraints that read a variable. */
function* consumers(variable: Variable): Generator<Constraint> {
  for (const constraint of variable.constraints) {
    if (constraint !== variable.determinedBy && constraint.isSatisfied) yield constraint;
  }
}

class Planner {
  #mark = 1;

  incrementalAdd(constraint: Constraint): void {
    const mark = this.#newMark();
    let overridden: Constraint | null = constraint;
    while (overridden !== null) overridden = overridden.satisfy(mark, this);
  }

  incrementalRemove(constraint: Constraint): void {
    const { output } = constraint;
    constraint.markUnsatisfied();
    constraint.removeFromGraph();
    for (const unsatisfied of this.#removePropagateFrom(output)) this.incrementalAdd(unsatisfied);
  }

  /** Brings everything behind a constraint up to date; false when that meets its own mark, which is a cycle. */
  addPropagate(constraint: Constraint, mark: number): boolean {
    const todo = [constraint];
    for (const next of todo) {
      if (next.output.mark === mark) {
        this.incrementalRemove(constraint);
        return false;
      }
      next.recalculate();
      addConsumers(next.output, todo);
    }
    return true;
  }

  extractPlan(constraints: readonly Constraint[]): Plan {
    const mark = this.#newMark();
    const plan: Constraint[] = [];
    const todo = constraints.filter((constraint) => constraint.isInput && constraint.isSatisfied);
    for (const next of todo) {
      if (next.output.mark === mark || !next.areInputsKnown(mark)) continue;
      plan.push(next);
      next.output.mark = mark;
      addConsumers(next.output, todo);
    }
    return plan;
  }

  /** Gives a variable a value as from outside, ten times. */
  change(variable: Variable, value: number): void {
    const edit = new EditConstraint(variable, Strength.preferred, this);
    const plan = this.extractPlan([edit]);
    for (let i = 0; i < 10; i++) {
      variable.value = value;
      execute(plan);
    }
    edit.destroy(this);
  }

  /** Takes back what followed from a variable's value; the unsatisfied constraints met, strongest first. */
  #removePropagateFrom(output: Variable): Constraint[] {
    output.determinedBy = null;
    output.walkStrength = Strength.weakest;
    output.stay = true;
    const unsatisfied: Constraint[] = [];
    const todo = [output];
    for (const variable of todo) {
      for (const constraint of variable.constraints) {
        if (!constraint.isSatisfied) unsatisfied.push(constraint);
      }
      for (const constraint of consumers(variable)) {
        constraint.recalculate();
        todo.push(constraint.output);
      }
    }
    return unsatisfied.sort((a, b) => a.strength.rank - b.strength.rank);
  }

  #newMark(): number {
    this.#mark++;
    return this.#mark;
  }
}

function addConsumers(variable: Variable, todo: Constraint[]): void {
  for (const constraint of consumers(variable)) todo.push(constraint);
}

/** A chain of equalities; the first value must arrive at the last. */
function chainWorks(length: number): boolean {
  const planner = new Planner();
  const variables = Array.from({ length: length + 1 }, () => new Variable());
  for (let i = 0; i < length; i++) {
    new EqualityConstraint(variables[i], variables[i + 1], Strength.required, planner);
  }
  const first = variables[0];
  const last = variables[length];
  new StayConstraint(last, Strength.strongDefault, planner);
  const edit = new EditConstraint(first, Strength.preferred, planner);
  const plan = planner.extractPlan([edit]);
  for (let value = 0; value < 100; value++) {
    first.value = value;
    execute(plan);
    if (last.value !== value) return false;
  }
  edit.destroy(planner);
  return true;
}

/** Many scalings with the same two factors; changes of either end and of the factors must arrive. */
function projectionWorks(count: number): boolean {
  const planner = new Planner();
  const scale = new Variable(10);
  const offset = new Variable(1000);
  const sources: Variable[] = [];
  const targets: Variable[] = [];
  for (let i = 1; i <= count; i++) {
    const source = new Variable(i);
    const target = new Variable(i);
    sources.push(source);
    targets.push(target);
    new StayConstraint(source, Strength.default, planner);
    new ScaleConstraint(source, { scale, offset }, target, Strength.required, planner);
  }
  const source = sources[count - 1];
  const target = targets[count - 1];
  planner.change(source, 17);
  if (target.value !== 1170) return false;
  planner.change(target, 1050);
  if (source.value !== 5) return false;
  const areAllBut = (factor: number, sum: number): boolean =>
    targets.slice(0, -1).every(({ value }, i) => value === (i + 1) * factor + sum);
  planner.change(scale, 5);
  if (!areAllBut(5, 1000)) return false;
  planner.change(offset, 2000);
  return areAllBut(5, 2000);
}

export const deltablue: Benchmark = {
  name: 'DeltaBlue',
  run: (innerIterations) => chainWorks(innerIterations) && projectionWorks(innerIterations),
};
