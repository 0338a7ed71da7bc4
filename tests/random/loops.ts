/** Loops: all of them end, by a bound or when the fuel does. */
import type { Context } from './context.ts';
import { make } from './expressions.ts';
import { makeBlock } from './statements.ts';
import { type List, lines, type Node, type Part, statement } from './tree.ts';
import { BOOLEAN, NUMBER, STRING, type Type } from './types.ts';

/** The body of a loop with what the loop declares; it burns fuel. */
function body(
  context: Context,
  nesting: number,
  declared: readonly (readonly [string, Type, boolean])[],
): List {
  return context.scoped(() => {
    for (const [name, type, isMutable] of declared) context.declare(name, type, isMutable);
    context.loops++;
    try {
      return lines([statement('burn();'), ...makeBlock(context, nesting - 1, 1, 3).items]);
    } finally {
      context.loops--;
    }
  });
}

/** Runs something with a label around it, sometimes. */
function labelled(context: Context, make: () => Part[]): Node {
  if (!context.random.chance(25)) return statement(...make());
  const label = context.newName('loop');
  context.labels.push(label);
  try {
    return statement(`${label}: `, ...make());
  } finally {
    context.labels.pop();
  }
}

function counted(context: Context, nesting: number): Node {
  const { random } = context;
  return labelled(context, () => {
    const name = context.newName('i');
    const bound: Part = random.chance(60)
      ? String(1 + random.below(9))
      : `Math.min(9, ${arrayLength(context)})`;
    const step = random.pick([`${name}++`, `${name} += 2`, `${name} += 1.5`]);
    return [
      `for (let ${name} = ${random.below(3)}; ${name} < ${bound}; ${step}) {`,
      body(context, nesting, [[name, NUMBER, false]]),
      '}',
    ];
  });
}

function arrayLength(context: Context): string {
  const array = context.variableOfKind('array');
  return array === undefined ? '5' : `${array.name}.length`;
}

function down(context: Context, nesting: number): Node {
  return labelled(context, () => {
    const name = context.newName('i');
    return [
      `for (let ${name} = ${context.random.below(8)}; ${name} >= 0; ${name}--) {`,
      body(context, nesting, [[name, NUMBER, false]]),
      '}',
    ];
  });
}

function overArray(context: Context, nesting: number): Node | undefined {
  const array = context.variableOfKind('array');
  if (array === undefined) return undefined;
  return labelled(context, () => {
    const name = context.newName('e');
    if (context.random.chance(70)) {
      return [
        `for (const ${name} of ${array.name}) {`,
        body(context, nesting, [[name, array.type.element, false]]),
        '}',
      ];
    }
    const index = context.newName('k');
    const declared = [
      [name, array.type.element, false],
      [index, NUMBER, false],
    ] as const;
    return [
      `for (const [${index}, ${name}] of ${array.name}.entries()) {`,
      body(context, nesting, declared),
      '}',
    ];
  });
}

function overString(context: Context, nesting: number): Node {
  return labelled(context, () => {
    const name = context.newName('c');
    return [
      `for (const ${name} of `,
      make(context, STRING, 1),
      '.slice(0, 8)) {',
      body(context, nesting, [[name, STRING, false]]),
      '}',
    ];
  });
}

function overCollection(context: Context, nesting: number): Node | undefined {
  const map = context.variableOfKind('map');
  if (map === undefined) return undefined;
  const [key, value] = [context.newName('k'), context.newName('m')];
  const declared = [
    [key, map.type.key, false],
    [value, map.type.value, false],
  ] as const;
  return labelled(context, () => [
    `for (const [${key}, ${value}] of ${map.name}) {`,
    body(context, nesting, declared),
    '}',
  ]);
}

function overKeys(context: Context, nesting: number): Node | undefined {
  const object = context.variableOfKind('object');
  if (object === undefined) return undefined;
  const name = context.newName('k');
  return labelled(context, () => [
    `for (const ${name} in ${object.name}) {`,
    body(context, nesting, [[name, STRING, false]]),
    '}',
  ]);
}

function conditional(context: Context, nesting: number): Node {
  const { random } = context;
  return labelled(context, () => {
    const name = context.newName('w');
    const inner = (): List => body(context, nesting, [[name, NUMBER, false]]);
    const condition: Part[] = [`${name}++ < ${1 + random.below(6)} && `, make(context, BOOLEAN, 1)];
    return random.chance(50)
      ? [`for (let ${name} = 0; `, ...condition, ';) {', inner(), '}']
      : [
          `for (let ${name} = 0, once = true; once; once = false) do {`,
          inner(),
          '} while (',
          ...condition,
          ');',
        ];
  });
}

/** The loop's variable in closures: each iteration has its own. */
function capturing(context: Context, nesting: number): Node | undefined {
  if (!context.features.closures) return undefined;
  const [functions, name] = [context.newName('f'), context.newName('i')];
  const value = context.inFunction({ result: NUMBER }, () => {
    context.declare(name, NUMBER, true);
    return make(context, NUMBER, 2);
  });
  const loop = statement(
    `for (let ${name} = 0; ${name} < ${2 + context.random.below(4)}; ${name}++) {`,
    lines([
      statement(`${functions}.push(() => `, value, ');'),
      ...body(context, nesting, [[name, NUMBER, context.random.chance(20)]]).items,
    ]),
    '}',
  );
  return statement(
    `const ${functions}: (() => number)[] = []; `,
    loop,
    ` for (const f of ${functions}) print(f());`,
  );
}

/** One is picked. */
export const LOOPS = [
  counted,
  counted,
  down,
  overArray,
  overArray,
  overString,
  overCollection,
  overKeys,
  conditional,
  capturing,
];
