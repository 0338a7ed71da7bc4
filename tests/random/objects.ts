/** Expressions that are arrays, typed arrays, collections, objects, instances and functions. */
import { type Context, expression } from './context.ts';
import { make, makeArguments, makeElements } from './expressions.ts';
import type { Expression, Part } from './tree.ts';
import { BOOLEAN, isAssignable, NUMBER, STRING, type Type, typeText } from './types.ts';

type Of<Kind extends Type['kind']> = Extract<Type, { kind: Kind }>;

/** An array. */
export function makeArray(context: Context, type: Of<'array'>, depth: number): Expression {
  const { random, features } = context;
  const { element } = type;
  const other = context.variableOf(type)?.name;
  const choice = random.below(other === undefined ? 3 : 10);
  switch (choice) {
    case 0:
      return features.holes && random.chance(50)
        ? expression(type, '[', make(context, element, depth), ', , ', make(context, element, depth), ']')
        : expression(type, '[', makeElements(context, element, depth), ']');
    case 1:
      return callback(context, type, depth);
    case 2:
      if (element.kind === 'string') return expression(type, '[...', make(context, STRING, depth), ']');
      return expression(type, '[', makeElements(context, element, depth), ']');
    case 3:
      return expression(type, `${other}.slice(`, make(context, NUMBER, depth), ')');
    case 4:
      return expression(type, `[...${other}, `, makeElements(context, element, depth), '].slice(0, 20)');
    case 5:
      return filtered(context, type, `${other}`, depth);
    case 6:
      return mapped(context, type, `${other}`, depth);
    case 7:
      return expression(type, `${other}.concat(`, make(context, type, depth), ').slice(0, 20)');
    case 8:
      return sorted(context, type, `${other}`);
    default:
      return expression(
        type,
        `${other}.${random.pick(['toReversed()', 'flat()', 'slice()', `with(0, ${other}[0]!)`])}`,
      );
  }
}

function sorted(context: Context, type: Of<'array'>, array: string): Expression {
  const order = context.random.pick([
    'a < b ? -1 : a > b ? 1 : 0',
    'a < b ? 1 : -1',
    'Number(a) - Number(b)',
    '0',
  ]);
  const copy = context.random.pick([`${array}.slice().sort`, `${array}.toSorted`]);
  if (type.element.kind === 'number' || type.element.kind === 'string') {
    return expression(type, `${copy}(${context.random.chance(30) ? '' : `(a, b) => ${order}`})`);
  }
  return expression(type, `${array}.slice().reverse()`);
}

/** Runs something with a parameter of a callback in scope. */
function withParameter(context: Context, type: Type, makeBody: () => Part): [name: string, body: Part] {
  const name = context.newName('e');
  const body = context.scoped(() => {
    context.declare(name, type, false);
    return makeBody();
  });
  return [name, body];
}

function filtered(context: Context, type: Of<'array'>, array: string, depth: number): Expression {
  const [name, body] = withParameter(context, type.element, () => make(context, BOOLEAN, depth));
  return expression(type, `${array}.filter((${name}) => burn() && `, body, ')');
}

function mapped(context: Context, type: Of<'array'>, array: string, depth: number): Expression {
  const [name, body] = withParameter(context, type.element, () => make(context, type.element, depth));
  return expression(type, `${array}.map((${name}): ${typeText(type.element)} => `, body, ')');
}

function callback(context: Context, type: Of<'array'>, depth: number): Expression {
  const [name, body] = withParameter(context, NUMBER, () => make(context, type.element, depth));
  const length = context.random.below(5);
  return expression(
    type,
    `Array.from({ length: ${length} }, (_, ${name}): ${typeText(type.element)} => `,
    body,
    ')',
  );
}

/** A typed array. */
export function makeTyped(context: Context, type: Of<'typed'>, depth: number): Expression {
  const other = context.variableOf(type)?.name;
  switch (context.random.below(other === undefined ? 2 : 5)) {
    case 0:
      return expression(type, `new ${type.name}(${context.random.below(9)})`);
    case 1:
      return expression(type, `new ${type.name}([`, makeElements(context, NUMBER, depth), '])');
    case 2:
      return expression(type, `${other}.subarray(`, make(context, NUMBER, depth), ')');
    case 3:
      return expression(type, `${other}.slice(0, `, make(context, NUMBER, depth), ')');
    default:
      return expression(type, `${other}.map((v) => v + `, make(context, NUMBER, depth), ')');
  }
}

/** A map or a set. */
export function makeCollection(context: Context, type: Of<'map'> | Of<'set'>, depth: number): Expression {
  if (type.kind === 'set')
    return expression(type, 'new Set([', makeElements(context, type.element, depth), '])');
  const entry = (): Expression =>
    expression(NUMBER, '[', make(context, type.key, depth), ', ', make(context, type.value, depth), ']');
  const entries = context.random
    .times(0, 3, entry)
    .flatMap((each, i): Part[] => (i === 0 ? [each] : [', ', each]));
  return expression(type, 'new Map([', ...entries, '])');
}

/** An object of a shape, its properties in an order of their own; or a changed copy. */
export function makeObject(context: Context, type: Of<'object'>, depth: number): Expression {
  const { random } = context;
  const { properties } = type.shape;
  const other = random.chance(30) ? context.variableOf(type)?.name : undefined;
  const parts: Part[] = other === undefined ? [] : [`...${other}, `];
  const given = other === undefined ? properties : properties.filter(() => random.chance(40));
  const ordered = random.chance(80) ? given : given.toReversed();
  for (const each of ordered) {
    if (each.isOptional && random.chance(50)) continue;
    parts.push(`${each.name}: `, make(context, each.type, depth), ', ');
  }
  return expression(type, '({ ', ...parts, '})');
}

/** An instance of a class or of one below it. */
export function makeInstance(context: Context, type: Of<'class'>, depth: number): Expression {
  const candidates = context.classes.filter((each) => isAssignable({ kind: 'class', class: each }, type));
  const chosen = candidates.length === 0 ? type.class : context.random.pick(candidates);
  return expression(
    type,
    `new ${chosen.name}(`,
    ...makeArguments(context, chosen.constructorParameters, depth),
    ')',
  );
}

/** An arrow function. */
export function makeFunction(context: Context, type: Of<'function'>, depth: number): Expression {
  return context.inFunction({ result: type.result }, () => {
    const parameters = type.parameters.map((parameter) => {
      const name = context.newName('p');
      context.declare(name, parameter, true);
      return `${name}: ${typeText(parameter)}`;
    });
    const body = make(context, type.result, depth);
    return expression(
      type,
      `((${parameters.join(', ')}): ${typeText(type.result)} => { burn(); return `,
      body,
      '; })',
    );
  });
}
