/** An expression of a given type: a constant, a variable, or something that is made of others. */
import { type Context, expression } from './context.ts';
import { BOOLEAN_MAKERS, booleanLiteral, NUMBER_MAKERS, numberLiteral } from './numbers.ts';
import { makeArray, makeCollection, makeFunction, makeInstance, makeObject, makeTyped } from './objects.ts';
import { STRING_MAKERS, stringLiteral } from './strings.ts';
import { type Expression, elements } from './tree.ts';
import { BOOLEAN, isAssignable, NUMBER, type Signature, STRING, type Type, UNDEFINED } from './types.ts';

/** An expression of a type; at depth 0 it is a constant or a variable if that is possible. */
export function make(context: Context, type: Type, depth: number): Expression {
  const { random } = context;
  if (depth <= 0 || random.chance(25)) return leaf(context, type);
  const next = depth - 1;
  if (random.chance(35)) {
    const found = general(context, type, next);
    if (found !== undefined) return found;
  }
  return ofType(context, type, next) ?? leaf(context, type);
}

/** An expression of a simple type. */
export function makeAny(context: Context, depth: number): Expression {
  return make(context, context.random.pick([NUMBER, STRING, BOOLEAN]), depth);
}

/** Arguments for parameters. */
export function makeArguments(context: Context, types: readonly Type[], depth: number): Expression['parts'] {
  return types.flatMap((type, i) =>
    i === 0 ? [make(context, type, depth)] : [', ', make(context, type, depth)],
  );
}

function leaf(context: Context, type: Type): Expression {
  const { random } = context;
  const variable = random.chance(70) ? context.variableOf(type) : undefined;
  if (variable !== undefined) return expression(type, variable.name);
  return literal(context, type);
}

function literal(context: Context, type: Type): Expression {
  switch (type.kind) {
    case 'number':
      return numberLiteral(context);
    case 'string':
      return stringLiteral(context);
    case 'boolean':
      return booleanLiteral(context);
    case 'undefined':
      return expression(type, 'undefined');
    case 'union':
      return expression(type, literal(context, context.random.pick(type.members)));
    default:
      return ofType(context, type, 0) ?? expression(type, 'undefined as never');
  }
}

function pickMaker(
  context: Context,
  makers: readonly ((context: Context, depth: number) => Expression | undefined)[],
  depth: number,
): Expression | undefined {
  return context.random.pick(makers)(context, depth);
}

function ofType(context: Context, type: Type, depth: number): Expression | undefined {
  switch (type.kind) {
    case 'number':
      return pickMaker(context, NUMBER_MAKERS, depth);
    case 'string':
      return pickMaker(context, STRING_MAKERS, depth);
    case 'boolean':
      return pickMaker(context, BOOLEAN_MAKERS, depth);
    case 'union':
      return expression(type, make(context, context.random.pick(type.members), depth));
    case 'array':
      return makeArray(context, type, depth);
    case 'typed':
      return makeTyped(context, type, depth);
    case 'map':
    case 'set':
      return makeCollection(context, type, depth);
    case 'object':
      return makeObject(context, type, depth);
    case 'class':
      return makeInstance(context, type, depth);
    case 'function':
      return makeFunction(context, type, depth);
    default:
      return undefined;
  }
}

/** What can have any type: conditionals, calls, properties, casts that lie. */
function general(context: Context, type: Type, depth: number): Expression | undefined {
  const { random, features } = context;
  switch (random.below(8)) {
    case 0:
      return expression(
        type,
        '(',
        make(context, BOOLEAN, depth),
        ' ? ',
        make(context, type, depth),
        ' : ',
        make(context, type, depth),
        ')',
      );
    case 1:
    case 2:
      return calledFunction(context, type, depth);
    case 3:
      return property(context, type);
    case 4:
      return method(context, type, depth);
    case 5:
      return closureCall(context, type, depth);
    case 6:
      return assignment(context, type, depth);
    default: {
      if (!features.lies || !random.chance(30)) return undefined;
      const lie = random.chance(30) ? expression(UNDEFINED, 'undefined') : makeAny(context, depth);
      return expression(type, '(', lie, ' as any)');
    }
  }
}

function pickCallee(context: Context, callees: readonly Signature[], type: Type): Signature | undefined {
  const fitting = callees.filter(({ result }) => isAssignable(result, type));
  return fitting.length === 0 ? undefined : context.random.pick(fitting);
}

function calledFunction(context: Context, type: Type, depth: number): Expression | undefined {
  const callee = pickCallee(context, context.functions, type);
  if (callee === undefined) return undefined;
  // Sometimes with fewer arguments than it has parameters, or more.
  const { random, features } = context;
  const count =
    features.lies && random.chance(15)
      ? random.below(callee.parameters.length + 2)
      : callee.parameters.length;
  const types = Array.from({ length: count }, (_, i) => callee.parameters[i] ?? NUMBER);
  return expression(type, `${callee.name}(`, ...makeArguments(context, types, depth), ')');
}

function closureCall(context: Context, type: Type, depth: number): Expression | undefined {
  const found = context.variables((v) => v.type.kind === 'function' && isAssignable(v.type.result, type));
  if (found.length === 0) return undefined;
  const variable = context.random.pick(found);
  if (variable.type.kind !== 'function') return undefined;
  return expression(
    type,
    `${variable.name}(`,
    ...makeArguments(context, variable.type.parameters, depth),
    ')',
  );
}

function assignment(context: Context, type: Type, depth: number): Expression | undefined {
  const found = context.variables((v) => v.isMutable && isAssignable(type, v.type));
  if (found.length === 0) return undefined;
  return expression(type, `(${context.random.pick(found).name} = `, make(context, type, depth), ')');
}

function property(context: Context, type: Type): Expression | undefined {
  const { random } = context;
  const found = context.variables(({ type: { kind } }) => kind === 'object' || kind === 'class');
  const accesses = found.flatMap(({ name, type: owner }) => {
    const properties =
      owner.kind === 'object' ? owner.shape.properties : owner.kind === 'class' ? owner.class.properties : [];
    return properties
      .filter((each) => !each.isOptional && isAssignable(each.type, type))
      .map((each) =>
        random.chance(10)
          ? `${name}['${each.name}']`
          : random.chance(20)
            ? `${name}?.${each.name}`
            : `${name}.${each.name}`,
      );
  });
  const statics = context.classes.flatMap((owner) =>
    owner.statics.filter((each) => isAssignable(each.type, type)).map((each) => `${owner.name}.${each.name}`),
  );
  const all = [...accesses, ...statics];
  return all.length === 0 ? undefined : expression(type, random.pick(all));
}

function method(context: Context, type: Type, depth: number): Expression | undefined {
  const found = context.variables((v) => v.type.kind === 'class');
  if (found.length === 0) return undefined;
  const { name, type: owner } = context.random.pick(found);
  if (owner.kind !== 'class') return undefined;
  const callee = pickCallee(context, owner.class.methods, type);
  if (callee === undefined) return undefined;
  return expression(
    type,
    `${name}.${callee.name}(`,
    ...makeArguments(context, callee.parameters, depth),
    ')',
  );
}

/** Elements of one type. */
export function makeElements(context: Context, type: Type, depth: number): ReturnType<typeof elements> {
  return elements(context.random.times(0, 4, () => make(context, type, depth)));
}
