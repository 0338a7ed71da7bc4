/** Statements that change what is there: variables, properties, elements, collections; destructuring, which reads them. */
import type { Context } from './context.ts';
import { make, makeElements } from './expressions.ts';
import { type Part, type Statement, statement } from './tree.ts';
import { NUMBER } from './types.ts';

const DEPTH = 3;

function assigned(context: Context): Statement | undefined {
  const { random } = context;
  const found = context.variables(({ isMutable }) => isMutable);
  if (found.length === 0) return undefined;
  const { name, type } = random.pick(found);
  if (type.kind === 'number' && random.chance(50)) {
    const operator = random.pick([
      '+=',
      '-=',
      '*=',
      '/=',
      '%=',
      '|=',
      '&=',
      '^=',
      '<<=',
      '>>=',
      '>>>=',
      '**=',
      '??=',
      '||=',
      '&&=',
    ]);
    return statement(`${name} ${operator} `, make(context, NUMBER, DEPTH), ';');
  }
  return statement(`${name} = `, make(context, type, DEPTH), ';');
}

function written(context: Context): Statement | undefined {
  const { random } = context;
  const found = context.variables(({ type: { kind } }) => kind === 'object' || kind === 'class');
  if (found.length === 0) return undefined;
  const { name, type } = random.pick(found);
  const properties =
    type.kind === 'object' ? type.shape.properties : type.kind === 'class' ? type.class.properties : [];
  const property = properties.length === 0 ? undefined : random.pick(properties);
  if (property === undefined || property.isReadonly) return undefined;
  if (property.isOptional && random.chance(30)) return statement(`delete ${name}.${property.name};`);
  const place = random.chance(15) ? `${name}['${property.name}']` : `${name}.${property.name}`;
  if (property.type.kind === 'number' && random.chance(40))
    return statement(`${place}${random.pick(['++', ' += 2', ' *= 3', ' -= 0.5', ' |= 0'])};`);
  return statement(`${place} = `, make(context, property.type, DEPTH), ';');
}

function arrayChange(context: Context): Statement | undefined {
  const { random, features } = context;
  const variable = context.variableOfKind('array');
  if (variable === undefined) return undefined;
  const { name, type } = variable;
  const element = (): Part => make(context, type.element, DEPTH - 1);
  const index = (): Part => make(context, NUMBER, 1);
  switch (random.below(9)) {
    case 0:
      return statement(`print(${name}.push(`, element(), '));');
    case 1:
      return statement(`print(typeof ${name}.${random.pick(['pop', 'shift'])}());`);
    case 2:
      return statement(`${name}.unshift(`, makeElements(context, type.element, 1), ');');
    case 3:
      return statement(
        `print(${name}.splice(`,
        index(),
        ' & 7, ',
        index(),
        ' & 3, ',
        element(),
        ').length);',
      );
    case 4:
      return statement(`${name}[`, index(), ' & 15] = ', element(), ';');
    case 5:
      return features.holes ? statement(`${name}.length = `, index(), ' & 7;') : undefined;
    case 6:
      return statement(`${name}.${random.pick(['reverse()', 'copyWithin(1, 0)', 'sort()'])};`);
    case 7:
      return features.holes ? statement(`delete ${name}[`, index(), ' & 7];') : undefined;
    default:
      return statement(`${name}.fill(`, element(), `, ${random.below(3)}, ${random.below(6)});`);
  }
}

function typedChange(context: Context): Statement | undefined {
  const variable = context.variableOfKind('typed');
  if (variable === undefined) return undefined;
  const { name } = variable;
  switch (context.random.below(4)) {
    case 0:
      return statement(`${name}.fill(`, make(context, NUMBER, 2), ');');
    case 1:
      return statement(`${name}.set([`, makeElements(context, NUMBER, 1), '].slice(0, ', `${name}.length));`);
    case 2:
      return statement(`${name}.sort();`);
    default:
      return statement(`${name}[`, make(context, NUMBER, 1), ' & 7] = ', make(context, NUMBER, DEPTH), ';');
  }
}

function collectionChange(context: Context): Statement | undefined {
  const map = context.variableOfKind('map');
  if (map !== undefined && context.random.chance(60)) {
    const { key, value } = map.type;
    if (context.random.chance(25))
      return statement(`print(${map.name}.delete(`, make(context, key, 1), '));');
    return statement(`${map.name}.set(`, make(context, key, 2), ', ', make(context, value, 2), ');');
  }
  const set = context.variableOfKind('set');
  return (
    set &&
    statement(
      `${set.name}.${context.random.pick(['add', 'add', 'delete'])}(`,
      make(context, set.type.element, 2),
      ');',
    )
  );
}

function destructured(context: Context): Statement | undefined {
  const { random } = context;
  if (random.chance(50)) {
    const array = context.variableOfKind('array');
    if (array === undefined || !['number', 'string'].includes(array.type.element.kind)) return undefined;
    const { element } = array.type;
    const fallback = make(context, element, 1);
    const [first, second, rest] = [context.newName('d'), context.newName('d'), context.newName('d')];
    context.declare(first, element, true);
    context.declare(rest, array.type, false);
    return statement(
      `let [${first} = `,
      fallback,
      `, , ${second}, ...${rest}] = ${array.name}; print(${second} === undefined, ${rest}.length);`,
    );
  }
  const object = context.variableOfKind('object');
  if (object === undefined) return undefined;
  const property = random.pick(object.type.shape.properties);
  const fallback = make(context, property.type, 1);
  const [name, rest] = [context.newName('d'), context.newName('d')];
  context.declare(name, property.type, false);
  return statement(
    `const { ${property.name}: ${name} = `,
    fallback,
    `, ...${rest} } = ${object.name}; print(Object.keys(${rest}).join());`,
  );
}

function swapped(context: Context): Statement | undefined {
  const array = context.variableOfKind('array');
  if (array === undefined) return undefined;
  const [i, j] = [context.random.below(5), context.random.below(5)];
  return statement(
    `[${array.name}[${i}], ${array.name}[${j}]] = [${array.name}[${j}]!, ${array.name}[${i}]!];`,
  );
}

/** One is picked; what is named twice, twice as often. */
export const CHANGES = [
  assigned,
  assigned,
  assigned,
  written,
  written,
  arrayChange,
  arrayChange,
  typedChange,
  collectionChange,
  destructured,
  swapped,
] as const;
