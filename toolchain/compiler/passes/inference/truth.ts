/**
 * What inference knows of operations that give a bool: comparisons, tests, `in`, `delete`. Branches that can't be taken are not
 * followed. Called by analysis.ts only.
 */

import type { Instr } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import { P_HOLE, P_NULL, P_NUMBER, P_UNDEFINED } from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import {
  EITHER,
  invertTruth,
  MAY_BE_FALSE,
  MAY_BE_TRUE,
  primTruth,
  relationalTruth,
  strictEqualTruth,
  truthOf,
} from './arithmetic.ts';
import { isBranded } from './branded.ts';
import { callMethod, keyConversion, toPrimitive } from './calls.ts';
import { chainOf, isArray, isOrdinaryInstanceof } from './properties.ts';
import { arrayTruth, saysIsArray } from './refine.ts';
import { HOLE, hasObjects, isNever, isOnly, PRIMITIVES, type Type, UNDEFINED } from './type.ts';
import { typeofTest, typeofTruth } from './typeof.ts';

/** What is known of a bool: whether it may be true, and whether false. */
export function truthOfBool(a: Analysis, i: Instr): number {
  const t = (n: number): Type => a.type(i.args[n]);
  const name = i.attrs.name ?? '';
  switch (i.op) {
    case 'truthy':
      return truthOf(t(0)) & truthOfCall(a, i.args[0]);
    case 'not':
      return invertTruth(a.truth(i.args[0]));
    case 'is.nullish':
      return primTruth(t(0), P_UNDEFINED | P_NULL);
    case 'is.undefined':
      return primTruth(t(0), P_UNDEFINED);
    case 'is.hole':
      return primTruth(t(0), P_HOLE);
    case 'is.object':
      return invertTruth(primTruth(t(0), PRIMITIVES));
    case 'compare':
      return compareTruth(a, i, t(0), t(1));
    case 'phi':
    case 'select':
      return i.args.reduce((truth, x) => truth | (x.type === 'bool' ? a.truth(x) : 0), 0);
    case 'intrinsic':
      return name !== 'isAnyArray' || t(0).opaque ? EITHER : MAY_BE_FALSE;
    case 'prop.has':
      askFor(a, t(0), name);
      return EITHER;
    case 'elem.has':
      keyConversion(a, i, t(1));
      return EITHER;
    case 'private.has':
      return brandTruth(a, i, t(0));
    case 'prop.delete':
    case 'elem.delete':
      if (i.op === 'elem.delete') keyConversion(a, i, t(1));
      if (t(0).opaque && !(i.op === 'elem.delete' && isOnly(t(1), P_NUMBER))) a.w.unknown.changesAny = true;
      for (const o of a.w.objectsOf(t(0), a.f)) {
        const byIndex = i.op === 'elem.delete' && isOnly(t(1), P_NUMBER);
        if (isArray(o)) a.w.write(o.elements, HOLE);
        if (isArray(o) && byIndex) continue;
        a.w.open(o);
        if (name !== '') a.w.write(o.field(name), UNDEFINED);
        else for (const [, field] of o.fields) if (field.present) a.w.write(field, UNDEFINED);
      }
      return EITHER;
    case 'instanceof':
      if (isNever(t(0)) || isNever(t(1))) return 0;
      if (!isOrdinaryInstanceof(t(1))) {
        callMethod(a, i, t(1), symbolKey('hasInstance'), { listed: [t(0)] }, true);
        for (const o of t(1).objects) o.field(symbolKey('hasInstance')).readers.add(a.f);
        return EITHER;
      }
      for (const o of t(1).objects) a.w.watchFields(o, a.f);
      return hasObjects(t(0)) ? EITHER : MAY_BE_FALSE;
    default:
      return EITHER;
  }
}

/** What a call that asks for arrays may give. */
function truthOfCall(a: Analysis, call: Instr | undefined): number {
  if (call?.op !== 'call.method' && call?.op !== 'call.direct') return EITHER;
  const targets = [...(a.f.targets.get(call) ?? [])];
  const asks = targets.length > 0 && targets.every((target) => saysIsArray(target.fn.key));
  return asks ? arrayTruth(a.w, a.type(call.args[1])) : EITHER;
}

/** `name in value`: the tables have to have what is asked for. */
function askFor(a: Analysis, value: Type, name: string): void {
  if (value.opaque) a.w.unknown.ask(name);
  for (const o of value.objects)
    for (const { field } of chainOf(a, o, name).found)
      for (const fn of field.type.objects) a.takenAsValue(fn);
}

function compareTruth(analysis: Analysis, i: Instr, a: Type, b: Type): number {
  const operator = i.attrs.operator ?? '';
  const test = typeofTest(i);
  if (test !== undefined) {
    const truth = typeofTruth(analysis.type(test.value), test.name);
    return operator.startsWith('!') ? invertTruth(truth) : truth;
  }
  if (operator === '===') return strictEqualTruth(a, b);
  if (operator === '!==') return invertTruth(strictEqualTruth(a, b));
  if (hasObjects(a) && !isOnly(b, P_UNDEFINED | P_NULL)) toPrimitive(analysis, i, a);
  if (hasObjects(b) && !isOnly(a, P_UNDEFINED | P_NULL)) toPrimitive(analysis, i, b);
  if (operator === '==' || operator === '!=') return isNever(a) || isNever(b) ? 0 : EITHER;
  return relationalTruth(operator, a, b);
}

/** `#name in object` where it names a method or accessor: what inference knows of the object says it. */
function brandTruth(a: Analysis, i: Instr, type: Type): number {
  const isMember = i.attrs.class?.members.some((m) => m.name === i.attrs.name && m.fn !== undefined) === true;
  if (!isMember || type.opaque || type.prims !== 0) return EITHER;
  return type.objects.reduce((truth, o) => truth | (isBranded(a.w, o, i) ? MAY_BE_TRUE : MAY_BE_FALSE), 0);
}
