/**
 * Which function selects instructions for each operation: one row an operation.
 */
import type { Instr } from '../../ir/ir.ts';
import type { OpName } from '../../ir/ops.ts';
import type { FunctionEmitter } from '../function.ts';
import * as arithmetic from './arithmetic.ts';
import * as calls from './calls.ts';
import * as comparison from './compare.ts';
import { concat } from './concat.ts';
import * as construction from './construct.ts';
import * as control from './control.ts';
import * as elements from './elements.ts';
import * as iteration from './iteration.ts';
import * as machine from './machine.ts';
import * as objects from './objects.ts';
import * as privateMembers from './private-members.ts';
import * as properties from './properties.ts';
import * as values from './values.ts';

export type Select = (e: FunctionEmitter, i: Instr) => void;

function replaced(_e: FunctionEmitter, i: Instr): void {
  throw new Error(`${i.op} must have been replaced by passes/state-machine.ts`);
}

export const SELECT: Record<OpName, Select> = {
  const: values.lazily,
  int: values.lazily,
  symbol: values.wellKnownSymbol,
  hole: values.lazily,
  param: values.param,
  rest: values.rest,
  arguments: values.argumentsObject,
  this: values.self,
  newtarget: values.newTarget,
  capture: values.capture,
  phi: values.lazily,
  'cell.new': values.cellNew,
  'cell.get': values.cellGet,
  'cell.set': values.cellSet,
  'global.get': values.globalGet,
  'global.set': values.globalSet,
  'tdz.check': values.tdzCheck,
  closure: values.closure,
  class: values.classValue,
  'class.member': values.classMember,
  'class.ref': values.classValue,
  'super.call': construction.superCall,
  'super.call.spread': construction.superCallSpread,
  'super.get': construction.superGet,
  'super.elem.get': construction.superElementGet,
  'super.set': construction.superSet,
  'super.method': construction.superMethod,
  object: objects.objectLiteral,
  'prop.get': properties.propGet,
  'prop.set': properties.propSet,
  'prop.delete': properties.propDelete,
  'prop.has': properties.propHas,
  'prop.define': properties.propDefine,
  'elem.get': elements.elemGet,
  'elem.set': elements.elemSet,
  'elem.delete': elements.elemDelete,
  'elem.has': elements.elemHas,
  'elem.define': elements.elemDefine,
  'accessor.define': objects.accessorDefine,
  'proto.set': objects.protoSet,
  'function.name': objects.functionName,
  'object.spread': objects.objectSpread,
  'require.object': properties.requireObject,
  'object.rest': objects.objectRest,
  'private.get': privateMembers.privateGet,
  'private.set': privateMembers.privateSet,
  'private.add': privateMembers.privateAdd,
  'private.has': privateMembers.privateHas,
  'private.method': privateMembers.privateMethod,
  array: objects.arrayLiteral,
  'array.push': objects.arrayPush,
  'array.spread': objects.arraySpread,
  binary: arithmetic.binary,
  unary: arithmetic.unary,
  compare: comparison.compare,
  typeof: comparison.typeofOp,
  instanceof: comparison.instanceofOp,
  truthy: comparison.truthy,
  not: comparison.not,
  frombool: comparison.fromBool,
  'is.nullish': comparison.isNullish,
  'is.undefined': comparison.isUndefined,
  'is.hole': comparison.isHole,
  'is.object': comparison.isObject,
  tostring: arithmetic.toStringOf,
  'to.key': arithmetic.toKey,
  concat,
  refine: values.same,
  limit: values.same,
  trust: values.same,
  call: calls.call,
  'call.method': calls.callMethod,
  'call.elem': calls.callElement,
  'call.direct': calls.callDirect,
  'call.spread': calls.callSpread,
  new: construction.construct,
  'new.spread': construction.constructSpread,
  intrinsic: machine.intrinsic,
  'iter.open': iteration.open,
  'iter.open.async': iteration.openAsync,
  'iter.step': iteration.step,
  'iter.object': iteration.iteratorObject,
  'iter.next.async': iteration.nextAsync,
  'iter.result': iteration.result,
  'iter.close': iteration.close,
  'iter.abandon': iteration.abandon,
  'iter.close.async': iteration.closeAsync,
  'forin.keys': iteration.forInKeys,
  'forin.has': iteration.forInHas,
  'frame.new': objects.frameNew,
  'frame.get': objects.frameGet,
  'frame.set': objects.frameSet,
  'generator.start': replaced,
  'yield.returned': replaced,
  await: replaced,
  yield: replaced,
  catch: values.catchValue,
  'int.binary': machine.intBinary,
  'int.compare': machine.intCompare,
  convert: machine.convertOp,
  select: machine.select,
  jump: control.jump,
  branch: control.branch,
  switch: control.switchOn,
  return: control.returnOp,
  throw: control.throwOp,
  check: control.check,
  unreachable: control.unreachable,
};
