/** What a program declares: interfaces, classes, functions, generators, async functions. */
import type { Context } from './context.ts';
import { make } from './expressions.ts';
import { makeBlock, pickType } from './statements.ts';
import { lines, type Node, type Part, type Statement, statement } from './tree.ts';
import {
  type ClassShape,
  NUMBER,
  type Property,
  type Signature,
  STRING,
  type Type,
  typeText,
} from './types.ts';

/** Few names, so that unlike things have properties of the same name. */
const PROPERTIES = ['x', 'y', 'z', 'name', 'value', 'next', 'size'];
const METHODS = ['get', 'run', 'toText', 'add'];

/** An interface. */
export function makeShape(context: Context): Statement {
  const { random } = context;
  const name = context.newName('Shape');
  const names = PROPERTIES.filter(() => random.chance(45));
  const properties = (names.length === 0 ? ['x'] : names).map(
    (each): Property => ({ name: each, type: pickType(context, 1), isOptional: random.chance(15) }),
  );
  context.shapes.push({ name, properties });
  const members = properties.map(
    (each) => `${each.name}${each.isOptional ? '?' : ''}: ${typeText(each.type)}`,
  );
  return statement(`interface ${name} { ${members.join('; ')} }`);
}

function declareParameters(
  context: Context,
  types: readonly Type[],
  defaults: readonly (Part | undefined)[] = [],
): Part[] {
  return types.flatMap((type, i): Part[] => {
    const name = context.newName('p');
    context.declare(name, type, true);
    const fallback = defaults[i];
    const comma = i === 0 ? '' : ', ';
    return [`${comma}${name}: ${typeText(type)}`, ...(fallback === undefined ? [] : [' = ', fallback])];
  });
}

/** A function's body: it burns fuel first and returns last. */
function functionBody(context: Context, result: Type, first: readonly Node[] = []): Part[] {
  const block = makeBlock(context, 1, 1, 4);
  const last = statement('return ', make(context, result, 2), ';');
  return ['{ burn();', lines([...first, ...block.items, last]), '}'];
}

function makeParameters(context: Context): Type[] {
  return context.random.times(0, 3, () => pickType(context, 1));
}

/** A function. */
export function makeFunction(context: Context): Statement {
  const { random } = context;
  const name = context.newName('fn');
  const types = makeParameters(context);
  const result = pickType(context, 1);
  const made = context.inFunction({ result }, () => {
    const defaults = types.map((type, i) =>
      i === types.length - 1 && random.chance(30) ? make(context, type, 1) : undefined,
    );
    const parameters = declareParameters(context, types, defaults);
    return statement(
      `function ${name}(`,
      ...parameters,
      `): ${typeText(result)} `,
      ...functionBody(context, result),
    );
  });
  context.functions.push({ name, parameters: types, result });
  return made;
}

/** A generator of numbers. */
export function makeGenerator(context: Context): Statement {
  const name = context.newName('gen');
  const types = [NUMBER, STRING].filter(() => context.random.chance(60));
  const made = context.inFunction({ result: NUMBER, isGenerator: true }, () => {
    const parameters = declareParameters(context, types);
    return statement(
      `function* ${name}(`,
      ...parameters,
      '): Generator<number, number, unknown> ',
      ...functionBody(context, NUMBER),
    );
  });
  context.generators.push({ name, parameters: types, result: NUMBER });
  return made;
}

/** An async function. */
export function makeAsync(context: Context): Statement {
  const name = context.newName('task');
  const types = [NUMBER, STRING].filter(() => context.random.chance(60));
  const result = context.random.pick([NUMBER, STRING]);
  const made = context.inFunction({ result, isAsync: true }, () => {
    const parameters = declareParameters(context, types);
    return statement(
      `async function ${name}(`,
      ...parameters,
      `): Promise<${typeText(result)}> `,
      ...functionBody(context, result),
    );
  });
  context.asyncFunctions.push({ name, parameters: types, result });
  return made;
}

/** A class, below another one sometimes. */
export function makeClass(context: Context): Statement {
  const { random } = context;
  const name = context.newName('Class');
  const base = context.classes.length > 0 && random.chance(50) ? random.pick(context.classes) : undefined;
  const inherited = base?.properties ?? [];
  const own = PROPERTIES.filter(
    (each) => random.chance(30) && !inherited.some((property) => property.name === each),
  ).map((each): Property => ({ name: each, type: pickType(context, 1) }));
  const statics: Property[] = random.chance(30)
    ? [{ name: `count${context.classes.length}`, type: NUMBER }]
    : [];
  const self: ClassShape = {
    name,
    base,
    constructorParameters: random.times(0, 2, () => random.pick([NUMBER, STRING])),
    properties: [...inherited, ...own],
    methods: [],
    statics,
  };
  const members: Node[] = statics.map((each) => statement(`static ${each.name} = ${random.below(5)};`));
  for (const each of own) {
    const initial: Part[] = random.chance(60) ? [' = ', make(context, each.type, 1)] : ['!'];
    members.push(
      initial.length === 1
        ? statement(`${each.name}!: ${typeText(each.type)};`)
        : statement(`${each.name}: ${typeText(each.type)}`, ...initial, ';'),
    );
  }
  members.push(makeConstructor(context, self, own));
  const { members: methods, signatures } = makeMethods(context, self);
  members.push(...methods);
  const accessor = random.chance(30) ? makeAccessor(context, self) : undefined;
  if (accessor !== undefined) members.push(accessor.member);
  const properties = [...self.properties, ...(accessor === undefined ? [] : [accessor.property])];
  context.classes.push({ ...self, properties, methods: signatures });
  return statement(`class ${name}${base ? ` extends ${base.name}` : ''} {`, lines(members), '}');
}

function makeConstructor(
  context: Context,
  { base, constructorParameters }: ClassShape,
  own: readonly Property[],
): Statement {
  return context.inFunction({}, () => {
    const parameters = declareParameters(context, constructorParameters);
    const body: Node[] = [];
    if (base !== undefined) {
      const given = base.constructorParameters.flatMap((type, i): Part[] => [
        i === 0 ? '' : ', ',
        make(context, type, 1),
      ]);
      body.push(statement('super(', ...given, ');'));
    }
    for (const { name, type } of own) body.push(statement(`this.${name} = `, make(context, type, 2), ';'));
    return statement('constructor(', ...parameters, ') { ', lines(body), '}');
  });
}

function makeMethods(context: Context, self: ClassShape): { members: Node[]; signatures: Signature[] } {
  const inherited = self.base?.methods ?? [];
  const signatures = [...inherited];
  const members = METHODS.filter(() => context.random.chance(45)).map((name) => {
    const overridden = inherited.find((each) => each.name === name);
    const parameters = overridden?.parameters ?? context.random.times(0, 2, () => pickType(context, 1));
    const result = overridden?.result ?? pickType(context, 1);
    if (overridden === undefined) signatures.push({ name, parameters, result });
    return context.inFunction({ result }, () => {
      const declared = declareParameters(context, parameters);
      const own = self.properties.filter(
        ({ name: property }) => context.random.chance(60) && property !== 'size',
      );
      for (const { name: property, type } of own) context.declare(`this.${property}`, type, true);
      const first =
        overridden !== undefined && context.random.chance(50) ? [superCall(context, overridden)] : [];
      return statement(
        `${name}(`,
        ...declared,
        `): ${typeText(result)} `,
        ...functionBody(context, result, first),
      );
    });
  });
  return { members, signatures };
}

function superCall(context: Context, { name, parameters }: Signature): Statement {
  const given = parameters.flatMap((type, i): Part[] => [i === 0 ? '' : ', ', make(context, type, 1)]);
  return statement(`print(typeof super.${name}(`, ...given, '));');
}

function makeAccessor(context: Context, self: ClassShape): { member: Statement; property: Property } {
  const name = `half${context.classes.length}`;
  const [field] = self.properties.filter(({ type }) => type.kind === 'number');
  const place = field === undefined ? '(1 as number)' : `this.${field.name}`;
  const setter = field === undefined ? '' : ` set ${name}(v: number) { ${place} = v * 2; }`;
  return {
    member: statement(`get ${name}(): number { return ${place} / 2; }${setter}`),
    property: { name, type: NUMBER, isReadonly: field === undefined },
  };
}
