/** Expressions that are strings: none grows beyond sixty characters by concatenation. */
import { type Context, expression } from './context.ts';
import { make, makeAny } from './expressions.ts';
import { LATIN_STRINGS, UNICODE_STRINGS } from './literals.ts';
import type { Expression } from './tree.ts';
import { NUMBER, STRING } from './types.ts';

type Maker = (context: Context, depth: number) => Expression | undefined;

function method(context: Context, depth: number): Expression {
  const { random } = context;
  const text = make(context, STRING, depth);
  const number = (): Expression => make(context, NUMBER, depth);
  switch (random.below(9)) {
    case 0:
      return expression(
        STRING,
        text,
        `.${random.pick(['slice', 'substring'])}(`,
        number(),
        ', ',
        number(),
        ')',
      );
    case 1:
      return expression(
        STRING,
        text,
        `.${random.pick(['toUpperCase', 'toLowerCase', 'trim', 'trimStart', 'trimEnd'])}()`,
      );
    case 2:
      return expression(STRING, text, '.charAt(', number(), ')');
    case 3:
      return expression(
        STRING,
        text,
        `.${random.pick(['padStart', 'padEnd'])}(`,
        number(),
        ' & 15, ',
        make(context, STRING, depth),
        ')',
      );
    case 4:
      return expression(STRING, text, '.slice(0, 12).repeat(', number(), ' & 3)');
    case 5:
      return expression(
        STRING,
        text,
        `.${random.pick(['replace', 'replaceAll'])}(`,
        make(context, STRING, depth),
        ', ',
        random.pick(["'-'", "'$&$&'", "'[$`]'"]),
        ').slice(0, 60)',
      );
    case 6:
      return expression(
        STRING,
        text,
        '.split(',
        make(context, STRING, depth),
        ').',
        random.pick(["join('|').slice(0, 60)", "reverse().join('').slice(0, 60)", 'toSorted().join()']),
      );
    case 7:
      return expression(STRING, '(', text, '[', number(), "] ?? 'none')");
    default:
      return expression(STRING, '(', text, '.at(', number(), ") ?? 'none')");
  }
}

function ofNumber(context: Context, depth: number): Expression {
  const { random } = context;
  const number = make(context, NUMBER, depth);
  switch (random.below(4)) {
    case 0:
      return expression(STRING, '(', number, `).toString(${random.pick(['', '2', '16', '36'])})`);
    case 1:
      return expression(STRING, '(', number, `).toFixed(${random.below(4)})`);
    case 2:
      return expression(
        STRING,
        '(',
        number,
        `).${random.pick(['toPrecision(3)', 'toExponential(2)', 'toPrecision(17)'])}`,
      );
    default:
      return expression(STRING, 'String(', number, ')');
  }
}

function ofArray(context: Context): Expression | undefined {
  const found = context.variables(
    ({ type }) => type.kind === 'array' && ['number', 'string', 'boolean'].includes(type.element.kind),
  );
  if (found.length === 0) return undefined;
  const { name } = context.random.pick(found);
  return expression(
    STRING,
    context.random.pick([
      `${name}.join().slice(0, 60)`,
      `String(${name}).slice(0, 60)`,
      `${name}.join('').slice(0, 60)`,
      `JSON.stringify(${name}).slice(0, 60)`,
    ]),
  );
}

function json(context: Context): Expression | undefined {
  const { random, features } = context;
  if (!features.objects) return undefined;
  const variable = context.variableOfKind(random.pick(['object', 'class', 'array']));
  return variable && expression(STRING, `String(JSON.stringify(${variable.name})).slice(0, 60)`);
}

function template(context: Context, depth: number): Expression {
  return expression(
    STRING,
    '`${',
    make(context, STRING, depth),
    '}:${',
    make(context, NUMBER, depth),
    '}`.slice(0, 60)',
  );
}

/** One is picked. */
export const STRING_MAKERS: readonly Maker[] = [
  (context, depth) =>
    expression(
      STRING,
      '(',
      make(context, STRING, depth),
      ' + ',
      make(context, STRING, depth),
      ').slice(0, 60)',
    ),
  template,
  template,
  method,
  method,
  ofNumber,
  ofArray,
  json,
  (context, depth) => expression(STRING, '(typeof ', makeAny(context, depth), ')'),
  (context, depth) =>
    expression(
      STRING,
      '(',
      make(context, STRING, depth),
      ' + ',
      make(context, NUMBER, depth),
      ').slice(0, 60)',
    ),
];

/** A literal. */
export function stringLiteral({ random, features }: Context): Expression {
  return expression(
    STRING,
    random.pick(features.unicode && random.chance(50) ? UNICODE_STRINGS : LATIN_STRINGS),
  );
}
