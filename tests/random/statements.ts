/** Statements: each prints much, ends, and leaves the program in a state that the next one can use. */
import type { Context, Variable } from './context.ts';
import { make, makeAny, makeArguments, makeElements } from './expressions.ts';
import { LOOPS } from './loops.ts';
import { lines, type Node, type Part, type Statement, statement } from './tree.ts';
import { BOOLEAN, NUMBER, STRING, TYPED_ARRAYS, type Type, typeText, UNDEFINED } from './types.ts';

const DEPTH = 3;

type Maker = (context: Context, nesting: number) => Node | undefined;

/** Some statements in a scope of their own. */
export function makeBlock(context: Context, nesting: number, from = 1, to = 4): ReturnType<typeof lines> {
  return context.scoped(() => lines(makeStatements(context, nesting, from, to)));
}

/** Some statements in the scope around. */
export function makeStatements(context: Context, nesting: number, from: number, to: number): Node[] {
  return context.random.times(from, to, () => makeStatement(context, nesting));
}

/** One statement. */
export function makeStatement(context: Context, nesting: number): Node {
  const { random } = context;
  for (let attempt = 0; attempt < 4; attempt++) {
    const found = random.pick(nesting > 0 && random.chance(35) ? COMPOUND : SIMPLE)(context, nesting);
    if (found !== undefined) return found;
  }
  return printed(context);
}

/** Arrays are printed with their elements, and the text of a function isn't in an image. */
function printable(type: Type): Type {
  return type.kind === 'function' ? NUMBER : type;
}

/** A type that the program uses. */
export function pickType(context: Context, nesting = 2): Type {
  const { random, features } = context;
  const choices: (() => Type | undefined)[] = [
    () => NUMBER,
    () => NUMBER,
    () => STRING,
    () => BOOLEAN,
    () => (nesting > 0 ? { kind: 'array', element: printable(pickType(context, nesting - 1)) } : undefined),
    () => ({ kind: 'array', element: random.pick([NUMBER, STRING]) }),
    () => (features.typedArrays ? { kind: 'typed', name: random.pick(TYPED_ARRAYS) } : undefined),
    () =>
      features.collections
        ? { kind: 'map', key: random.pick([NUMBER, STRING]), value: random.pick([NUMBER, STRING]) }
        : undefined,
    () => (features.collections ? { kind: 'set', element: random.pick([NUMBER, STRING]) } : undefined),
    () => (context.shapes.length > 0 ? { kind: 'object', shape: random.pick(context.shapes) } : undefined),
    () => (context.classes.length > 0 ? { kind: 'class', class: random.pick(context.classes) } : undefined),
    () =>
      features.closures
        ? {
            kind: 'function',
            parameters: random.times(0, 2, () => random.pick([NUMBER, STRING])),
            result: random.pick([NUMBER, STRING]),
          }
        : undefined,
    () =>
      features.unions
        ? {
            kind: 'union',
            members: random.pick([
              [NUMBER, STRING],
              [NUMBER, UNDEFINED],
              [STRING, BOOLEAN],
              [NUMBER, STRING, UNDEFINED],
            ]),
          }
        : undefined,
  ];
  return random.pick(choices)() ?? NUMBER;
}

function declaration(context: Context): Statement {
  const { random } = context;
  const type = pickType(context);
  const value = make(context, type, DEPTH);
  const name = context.newName('v');
  const isMutable = random.chance(60);
  context.declare(name, type, isMutable);
  return statement(`${isMutable ? 'let' : 'const'} ${name}: ${typeText(type)} = `, value, ';');
}

function printed(context: Context): Statement {
  return statement('print(', makeAny(context, DEPTH), ');');
}

function printedVariable(context: Context): Statement | undefined {
  const { random } = context;
  const found = context.variables(({ type: { kind } }) => kind !== 'function');
  if (found.length === 0) return undefined;
  const { name, type } = random.pick(found);
  switch (type.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return statement(`print(${name});`);
    case 'array':
    case 'typed':
      return statement(
        `print(${name}.length, ${random.chance(50) ? `String(${name}.slice(0, 20))` : `${name}[0]`});`,
      );
    case 'map':
    case 'set':
      return statement(`print(${name}.size, [...${name}.keys()].join());`);
    case 'object':
    case 'class':
      return statement(
        random.chance(30) ? `console.log(${name});` : `print(String(JSON.stringify(${name})).slice(0, 200));`,
      );
    default:
      return statement(`print(typeof ${name}, ${name});`);
  }
}

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

function lied(context: Context): Statement | undefined {
  if (!context.features.lies) return undefined;
  const { random } = context;
  const name = context.newName('u');
  const found = context.variables(() => true);
  const value: Part = found.length > 0 && random.chance(70) ? random.pick(found).name : makeAny(context, 2);
  const uses = [
    `${name}.x`,
    `${name}.length`,
    `${name}[0]`,
    `typeof (${name} + 1)`,
    `${name}?.y?.z`,
    `typeof ${name}`,
    `${name}()`,
    `${name} < 3`,
    `Object.keys(Object(${name})).join()`,
    `typeof ${name}.toString()`,
    `JSON.stringify(${name})`,
    `typeof \`\${${name}}\``,
    `'x' in ${name}`,
    `-${name}`,
  ];
  return statement(`const ${name}: any = `, value, `; print(${random.pick(uses)});`);
}

function parsedJson(context: Context): Statement | undefined {
  if (!context.features.objects) return undefined;
  const { random } = context;
  const text = random.pick([
    '{"x":1,"y":[1,2.5,"s",null]}',
    '[1,2,3]',
    '"text"',
    '12e3',
    '{"x":{"x":"\\u00e9"}}',
    '[{"x":true},{"x":-0}]',
    '{"x":',
    '',
  ]);
  const name = context.newName('j');
  const uses = [
    `${name}.x`,
    `${name}[0]`,
    `${name}.length`,
    `JSON.stringify(${name})`,
    `typeof ${name}`,
    `${name}.x?.x`,
    `Object.entries(${name}).join()`,
  ];
  return statement(`const ${name} = JSON.parse('${text}') as any; print(${random.pick(uses)});`);
}

function generatorUse(context: Context): Statement | undefined {
  if (context.generators.length === 0) return undefined;
  const { name, parameters } = context.random.pick(context.generators);
  const call: Part[] = [`${name}(`, ...makeArguments(context, parameters, 2), ')'];
  return context.random.chance(50)
    ? statement('print([...', ...call, '].slice(0, 12).join());')
    : statement(
        'for (const g of ',
        ...call,
        ') { if (!burn()) break; print(g); if (String(g).length > 6) break; }',
      );
}

function asyncUse(context: Context): Statement | undefined {
  if (context.asyncFunctions.length === 0) return undefined;
  const { name, parameters } = context.random.pick(context.asyncFunctions);
  const call: Part[] = [`${name}(`, ...makeArguments(context, parameters, 2), ')'];
  return context.isAsync && context.random.chance(50)
    ? statement('print(await ', ...call, ');')
    : statement('pending(', ...call, ');');
}

function left(context: Context): Statement | undefined {
  const { random, labels } = context;
  if (context.isGenerator && random.chance(60))
    return statement('print(yield ', make(context, NUMBER, 2), ');');
  if (context.isAsync && random.chance(40)) return statement('await null;');
  if (context.loops > 0 && random.chance(60)) {
    const label = labels.length > 0 && random.chance(40) ? ` ${random.pick(labels)}` : '';
    return statement('if (', make(context, BOOLEAN, 2), `) ${random.pick(['break', 'continue'])}${label};`);
  }
  if (context.result === undefined) return undefined;
  return statement('if (', make(context, BOOLEAN, 2), ') return ', make(context, context.result, 2), ';');
}

function thrown(context: Context): Statement | undefined {
  if (!context.features.exceptions) return undefined;
  const value: Part[] = context.random.chance(70)
    ? [`new ${context.random.pick(['Error', 'RangeError', 'TypeError'])}(`, make(context, STRING, 2), ')']
    : [makeAny(context, 2)];
  return statement('if (', make(context, BOOLEAN, 2), ') throw ', ...value, ';');
}

function called(context: Context): Statement | undefined {
  const found: Variable[] = [
    ...context.variables(({ type }) => type.kind === 'class' && type.class.methods.length > 0),
  ];
  if (found.length === 0) return undefined;
  const { name, type } = context.random.pick(found);
  if (type.kind !== 'class') return undefined;
  const method = context.random.pick(type.class.methods);
  return statement(
    `print(typeof ${name}.${method.name}(`,
    ...makeArguments(context, method.parameters, 2),
    '));',
  );
}

const SIMPLE: readonly Maker[] = [
  declaration,
  declaration,
  declaration,
  declaration,
  printed,
  printed,
  printedVariable,
  printedVariable,
  printedVariable,
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
  lied,
  parsedJson,
  generatorUse,
  asyncUse,
  left,
  thrown,
  called,
];

function conditional(context: Context, nesting: number): Statement {
  const condition = make(context, BOOLEAN, 2);
  const consequence = makeBlock(context, nesting - 1);
  if (context.random.chance(50)) return statement('if (', condition, ') {', consequence, '}');
  return statement('if (', condition, ') {', consequence, '} else {', makeBlock(context, nesting - 1), '}');
}

function narrowed(context: Context, nesting: number): Statement | undefined {
  const union = context.variableOfKind('union');
  if (union === undefined) return undefined;
  const member = context.random.pick(union.type.members);
  const body = context.scoped(() => {
    context.declare(union.name, member, false);
    return lines(makeStatements(context, nesting - 1, 1, 3));
  });
  return statement(`if (typeof ${union.name} === '${typeText(member)}') {`, body, '}');
}

function caught(context: Context, nesting: number): Statement {
  const name = context.newName('x');
  const body = makeBlock(context, nesting - 1);
  const last = context.random.chance(40) ? [' finally {', makeBlock(context, nesting - 1, 1, 2), '}'] : [];
  return statement(
    'try {',
    body,
    `} catch (${name}) {`,
    lines([
      statement(`report(${name});`),
      ...context.scoped(() => makeStatements(context, nesting - 1, 0, 2)),
    ]),
    '}',
    ...last,
  );
}

function switched(context: Context, nesting: number): Statement {
  const { random } = context;
  const type = random.pick([NUMBER, STRING]);
  const subject = make(context, type, 2);
  const cases = random.times(2, 4, () =>
    statement(
      'case ',
      make(context, type, 0),
      ': {',
      makeBlock(context, nesting - 1, 1, 2),
      random.chance(70) ? '} break;' : '}',
    ),
  );
  cases.splice(
    random.below(cases.length + 1),
    0,
    statement('default: {', makeBlock(context, nesting - 1, 1, 2), '}'),
  );
  return statement('switch (', subject, ') {', lines(cases), '}');
}

const COMPOUND: readonly Maker[] = [conditional, conditional, narrowed, caught, switched, ...LOOPS];
