/** The types that random programs use. */

/** A type. */
export type Type =
  | { readonly kind: 'number' | 'string' | 'boolean' | 'undefined' }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'set'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'typed'; readonly name: TypedArrayName }
  | { readonly kind: 'function'; readonly parameters: readonly Type[]; readonly result: Type }
  | { readonly kind: 'object'; readonly shape: Shape }
  | { readonly kind: 'class'; readonly class: ClassShape }
  | { readonly kind: 'union'; readonly members: readonly Type[] };

/** Those that are used. */
export const TYPED_ARRAYS = [
  'Uint8Array',
  'Int32Array',
  'Float64Array',
  'Int16Array',
  'Uint32Array',
] as const;
export type TypedArrayName = (typeof TYPED_ARRAYS)[number];

/** A property of a shape or a class. */
export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly isOptional?: boolean;
  readonly isReadonly?: boolean;
}

/** An interface with a name. */
export interface Shape {
  readonly name: string;
  readonly properties: readonly Property[];
}

/** A method or a function. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type;
}

/** What a class has, the inherited included. */
export interface ClassShape {
  readonly name: string;
  readonly base: ClassShape | undefined;
  readonly constructorParameters: readonly Type[];
  readonly properties: readonly Property[];
  readonly methods: readonly Signature[];
  readonly statics: readonly Property[];
}

export const NUMBER: Type = { kind: 'number' };
export const STRING: Type = { kind: 'string' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const UNDEFINED: Type = { kind: 'undefined' };

/** As TypeScript writes it; also what makes two types the same. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'array':
      return `${typeText(type.element)}[]`;
    case 'set':
      return `Set<${typeText(type.element)}>`;
    case 'map':
      return `Map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case 'typed':
      return type.name;
    case 'function': {
      const parameters = type.parameters.map((parameter, i) => `_${i}: ${typeText(parameter)}`);
      return `((${parameters.join(', ')}) => ${typeText(type.result)})`;
    }
    case 'object':
      return type.shape.name;
    case 'class':
      return type.class.name;
    case 'union':
      return `(${type.members.map(typeText).join(' | ')})`;
    default:
      return type.kind;
  }
}

/** Whether a value of one type is one of another. */
export function isAssignable(from: Type, to: Type): boolean {
  if (typeText(from) === typeText(to)) return true;
  if (to.kind === 'union') {
    if (from.kind === 'union') return from.members.every((member) => isAssignable(member, to));
    return to.members.some((member) => isAssignable(from, member));
  }
  if (from.kind !== 'class' || to.kind !== 'class') return false;
  for (let base = from.class.base; base !== undefined; base = base.base) if (base === to.class) return true;
  return false;
}

/** A value of a type that needs nothing in scope. */
export function simplestOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'number':
      return '1';
    case 'string':
      return "'a'";
    case 'boolean':
      return 'true';
    case 'undefined':
      return 'undefined';
    case 'array':
      return '[]';
    case 'set':
      return 'new Set()';
    case 'map':
      return 'new Map()';
    case 'typed':
      return `new ${type.name}(2)`;
    case 'union': {
      const [first] = type.members;
      return first && simplestOf(first);
    }
    case 'function': {
      const result = simplestOf(type.result);
      return result === undefined ? undefined : `(() => ${result})`;
    }
    default:
      return undefined;
  }
}
