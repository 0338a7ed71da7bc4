/** Expressions that are numbers or booleans. */
import { type Context, expression } from './context.ts';
import { make } from './expressions.ts';
import { BINARY_NUMBER_FUNCTIONS, MATHEMATICS, NUMBER_FUNCTIONS, NUMBERS } from './literals.ts';
import type { Expression } from './tree.ts';
import { BOOLEAN, NUMBER, STRING, type Type } from './types.ts';

type Maker = (context: Context, depth: number) => Expression | undefined;

const ARITHMETIC = ['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'];
const COMPARISONS = ['<', '<=', '>', '>=', '===', '!==', '==', '!='];

function operation(context: Context, depth: number): Expression {
  const operator = context.random.pick(ARITHMETIC);
  return expression(
    NUMBER,
    '(',
    make(context, NUMBER, depth),
    ` ${operator} `,
    make(context, NUMBER, depth),
    ')',
  );
}

function small(context: Context, depth: number): Expression {
  return expression(
    NUMBER,
    '(',
    make(context, NUMBER, depth),
    context.random.pick([' & 7)', ' | 0)', ' >>> 0)', ' % 10)']),
  );
}

function unary(context: Context, depth: number): Expression {
  const operator = context.random.pick(['-', '+', '~']);
  return expression(NUMBER, `(${operator}(`, make(context, NUMBER, depth), '))');
}

function call(context: Context, depth: number): Expression {
  const { random, features } = context;
  if (random.chance(30)) {
    const name = random.pick(BINARY_NUMBER_FUNCTIONS);
    return expression(
      NUMBER,
      `${name}(`,
      make(context, NUMBER, depth),
      ', ',
      make(context, NUMBER, depth),
      ')',
    );
  }
  const name = random.pick(features.mathematics ? MATHEMATICS : NUMBER_FUNCTIONS);
  return expression(NUMBER, `${name}(`, make(context, NUMBER, depth), ')');
}

function ofString(context: Context, depth: number): Expression {
  const text = make(context, STRING, depth);
  switch (context.random.below(6)) {
    case 0:
      return expression(NUMBER, text, '.length');
    case 1:
      return expression(NUMBER, text, '.charCodeAt(', make(context, NUMBER, depth), ')');
    case 2:
      return expression(NUMBER, text, '.indexOf(', make(context, STRING, depth), ')');
    case 3:
      return expression(NUMBER, 'Number(', text, ')');
    case 4:
      return expression(NUMBER, 'parseInt(', text, context.random.pick([')', ', 16)', ', 2)']));
    default:
      return expression(NUMBER, '(', text, '.codePointAt(', make(context, NUMBER, depth), ') ?? -3)');
  }
}

function update(context: Context): Expression | undefined {
  const { random } = context;
  const found = context.variables(({ type, isMutable }) => isMutable && type.kind === 'number');
  if (found.length === 0) return undefined;
  const { name } = random.pick(found);
  return expression(NUMBER, random.pick([`${name}++`, `--${name}`, `(${name} += 3)`, `(${name} |= 1)`]));
}

function ofArray(context: Context, depth: number): Expression | undefined {
  const variable = context.variableOfKind('array');
  if (variable === undefined) return undefined;
  const { name, type } = variable;
  if (type.element.kind !== 'number' || context.random.chance(20))
    return expression(NUMBER, `${name}.length`);
  switch (context.random.below(5)) {
    case 0:
      return expression(NUMBER, `${name}.indexOf(`, make(context, NUMBER, depth), ')');
    case 1: {
      const [sum, each] = [context.newName('s'), context.newName('e')];
      const body = context.scoped(() => {
        context.declare(sum, NUMBER, false);
        context.declare(each, NUMBER, false);
        return make(context, NUMBER, depth);
      });
      return expression(NUMBER, `${name}.reduce((${sum}: number, ${each}: number): number => `, body, ', 0)');
    }
    case 2:
      return expression(NUMBER, `(${name}.at(`, make(context, NUMBER, depth), ') ?? -5)');
    case 3:
      return expression(NUMBER, `${name}[`, make(context, NUMBER, depth), ']!');
    default:
      return expression(
        NUMBER,
        `(${name}[`,
        small(context, depth),
        '] ?? ',
        make(context, NUMBER, depth),
        ')',
      );
  }
}

function ofTyped(context: Context, depth: number): Expression | undefined {
  const variable = context.variableOfKind('typed');
  if (variable === undefined) return undefined;
  if (context.random.chance(20)) return expression(NUMBER, `${variable.name}.length`);
  return expression(NUMBER, `${variable.name}[`, small(context, depth), ']!');
}

function ofCollection(context: Context, depth: number): Expression | undefined {
  const map = context.variableOfKind('map');
  if (map === undefined) return undefined;
  const { name, type } = map;
  if (type.value.kind !== 'number' || context.random.chance(20)) return expression(NUMBER, `${name}.size`);
  return expression(
    NUMBER,
    `(${name}.get(`,
    make(context, type.key, depth),
    ') ?? ',
    make(context, NUMBER, depth),
    ')',
  );
}

/** In the order of nothing: one is picked. */
export const NUMBER_MAKERS: readonly Maker[] = [
  operation,
  operation,
  operation,
  small,
  unary,
  call,
  ofString,
  update,
  ofArray,
  ofArray,
  ofTyped,
  ofCollection,
  (context, depth) => expression(NUMBER, 'Number(', make(context, BOOLEAN, depth), ')'),
];

/** A literal. */
export function numberLiteral({ random }: Context): Expression {
  const text = random.chance(50) ? String(random.below(12)) : random.pick(NUMBERS);
  return expression(NUMBER, text.startsWith('-') ? `(${text})` : text);
}

function comparison(context: Context, depth: number): Expression {
  const { random } = context;
  const type: Type = random.chance(70) ? NUMBER : STRING;
  return expression(
    BOOLEAN,
    '(',
    make(context, type, depth),
    ` ${random.pick(COMPARISONS)} `,
    make(context, type, depth),
    ')',
  );
}

function connective(context: Context, depth: number): Expression {
  const operator = context.random.pick(['&&', '||']);
  return expression(
    BOOLEAN,
    '(',
    make(context, BOOLEAN, depth),
    ` ${operator} `,
    make(context, BOOLEAN, depth),
    ')',
  );
}

function predicate(context: Context, depth: number): Expression | undefined {
  const { random } = context;
  switch (random.below(5)) {
    case 0:
      return expression(
        BOOLEAN,
        `Number.${random.pick(['isNaN', 'isInteger', 'isSafeInteger', 'isFinite'])}(`,
        make(context, NUMBER, depth),
        ')',
      );
    case 1:
      return expression(
        BOOLEAN,
        make(context, STRING, depth),
        `.${random.pick(['includes', 'startsWith', 'endsWith'])}(`,
        make(context, STRING, depth),
        ')',
      );
    case 2: {
      const set = context.variableOfKind('set');
      return set && expression(BOOLEAN, `${set.name}.has(`, make(context, set.type.element, depth), ')');
    }
    case 3: {
      const array = context.variableOfKind('array');
      if (array === undefined) return undefined;
      const each = context.newName('e');
      const body = context.scoped(() => {
        context.declare(each, array.type.element, false);
        return make(context, BOOLEAN, depth);
      });
      return expression(BOOLEAN, `${array.name}.${random.pick(['some', 'every'])}((${each}) => `, body, ')');
    }
    default: {
      const [variable] = context.variables(({ type }) => type.kind === 'class');
      if (variable === undefined) return undefined;
      return expression(BOOLEAN, `(${variable.name} instanceof ${random.pick(context.classes).name})`);
    }
  }
}

export const BOOLEAN_MAKERS: readonly Maker[] = [
  comparison,
  comparison,
  connective,
  predicate,
  (context, depth) => expression(BOOLEAN, '(!', make(context, BOOLEAN, depth), ')'),
];

/** A literal. */
export function booleanLiteral({ random }: Context): Expression {
  return expression(BOOLEAN, random.pick(['true', 'false']));
}
