/**
 * Types in a few characters, for people who read IR and panics.
 */
import {
  P_BIGINT,
  P_BOOLEAN,
  P_DOUBLE,
  P_HOLE,
  P_INT32,
  P_NULL,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../../ir/types.ts';
import type { AbstractObject } from './objects.ts';
import { isNever, type Type } from './type.ts';

/** A type in a few characters, for people. */
export function describeType(type: Type | undefined): string {
  if (type === undefined || isNever(type)) return '';
  const parts: string[] = [];
  if ((type.prims & P_DOUBLE) !== 0) parts.push('number');
  else if ((type.prims & P_INT32) !== 0)
    parts.push(type.lo === type.hi ? `${type.lo}` : `${type.lo}..${type.hi}`);
  for (const [bit, name] of PRIMITIVE_NAMES) if ((type.prims & bit) !== 0) parts.push(name);
  for (const o of type.objects) parts.push(o.key);
  if (type.opaque) parts.push('some object');
  return parts.join(' | ');
}

const PRIMITIVE_NAMES: readonly (readonly [number, string])[] = [
  [P_UNDEFINED, 'undefined'],
  [P_NULL, 'null'],
  [P_BOOLEAN, 'boolean'],
  [P_STRING, 'string'],
  [P_SYMBOL, 'symbol'],
  [P_BIGINT, 'bigint'],
  [P_HOLE, 'hole'],
];

/** An abstract object with what may be read from it. */
export function describeObject(object: AbstractObject): string {
  const flags = `${object.open ? ' open' : ''}${object.escaped ? ' escaped' : ''}`;
  const lines = [`object ${object.id}: ${object.key}${flags}`];
  if (object.elements.present) lines.push(`  [*]: ${describeType(object.elements.type)}`);
  for (const [name, field] of object.fields) {
    if (!field.present) continue;
    const accessor = `${field.getter === undefined ? '' : ' get'}${field.setter === undefined ? '' : ' set'}`;
    lines.push(`  ${name}:${accessor} ${describeType(field.type)}`);
  }
  return lines.join('\n');
}
