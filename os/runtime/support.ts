/**
 * The functions of os/ that compiled code calls by name. The compiler looks a name up here (then in globals.ts) and links
 * the function only if some operation of the program needs it. Values are boxed unless a parameter says otherwise.
 */

export { panic } from '../machine/panic.ts';
export { keepOverwritten } from '../memory/barrier.ts';
export { allocate, takeFromRefilled } from '../memory/heap.ts';
export { bigInts as useBigInts } from './bigint/arithmetic.ts';
export {
  argumentsOfWords,
  arrayOfWords,
  arrayReserve,
  arrayWords,
  callSpread,
  constructSpread,
} from './core/arguments.ts';
export { toBoolean, toNumber, toNumeric, toObject, toStringValue, typeofValue } from './core/conversion.ts';
export {
  greaterOrEqual,
  greaterThan,
  lessOrEqual,
  lessThan,
  looseEqual,
  strictEqual,
} from './core/equality.ts';
export { throwTypeError } from './core/errors.ts';
export {
  adoptPrototype,
  callableCode,
  constructedValue,
  constructorCode,
  extendPrototype,
  hasPrototype,
  instanceOf,
  requireConstructible,
  requireExtendable,
  requireFunction,
  setFunctionName,
  takePrototype,
} from './core/functions.ts';
export {
  abandonIterator,
  abandonWalk,
  arrayAppendAll,
  closeIterator,
  closeWalk,
  iteratorResult,
  openIterator,
  openWalk,
  requireIterable,
  stepIndexed,
  stepIterator,
  stepString,
  stepWalk,
} from './core/iteration.ts';
export {
  throwCannotDestructure,
  throwCannotRead as throwReadOfNullish,
  throwCannotSet as throwWriteOfNullish,
  throwClassCall,
  throwConstAssignment,
  throwDerivedResult,
  throwInOperand,
  throwNotAConstructor as throwNotConstructor,
  throwNotAFunction,
  throwNotCompiled,
  throwNotDefined,
  throwNotIterable,
  throwPrivateMethodWrite,
  throwPrivateNoGetter,
  throwPrivateNoSetter,
  throwPrivateRead,
  throwPrivateReceiver,
  throwPrivateTwice,
  throwPrivateWrite,
  throwSuperNotConstructor,
  throwSuperTwice,
  throwThisUninitialized,
  throwUninitialized,
} from './core/messages.ts';
export { toInt32 as doubleToInt32 } from './core/numbers/integers.ts';
export { powerOfNumbers } from './core/numbers/power.ts';
export { remainderOfNumbers } from './core/numbers/remainder.ts';
export { int32ToString, numberToString } from './core/numbers/to-string.ts';
export { defineAccessor, defineHiddenProperty, defineMember, defineProperty } from './core/objects/define.ts';
export { isDenseArray } from './core/objects/dense.ts';
export { arrayAppend, giveCount, giveLength, newArray } from './core/objects/elements.ts';
export { getMethodNoting, getPropertyNoting, setPropertyNoting } from './core/objects/inline-cache.ts';
export { toPropertyKey } from './core/objects/keys.ts';
export { sealNamespace } from './core/objects/namespace.ts';
export { copyDataProperties, copyRest, forInKeys } from './core/objects/own-keys.ts';
export {
  deleteElement,
  deleteProperty,
  elementBehind,
  getElement,
  getLength,
  getProperty,
  getPropertyWithReceiver,
  hasElement,
  hasProperty,
  setElement,
  setProperty,
  setSuper,
  storeIndexed,
} from './core/objects/properties.ts';
export {
  getPrototype as prototypeOf,
  setIntrinsicPrototype,
  setPrototypeOfLiteral,
} from './core/objects/prototype.ts';
export { cameOfShape } from './core/objects/shape.ts';
export { clampToUint8 } from './core/objects/typed-elements.ts';
export {
  add,
  bitAnd,
  bitNot,
  bitOr,
  bitXor,
  decrement,
  divide,
  increment,
  multiply,
  negate,
  power,
  remainder,
  shiftLeft,
  shiftRight,
  shiftRightUnsigned,
  subtract,
} from './core/operators.ts';
export { forInHas, requireObject } from './core/protocol.ts';
export { stackOverflow } from './core/stack-limit.ts';
export { compare as compareStrings, equal as equalStrings } from './core/strings/compare.ts';
export { concat as concatStrings, concatAll } from './core/strings/concat.ts';
export { slice as sliceOfString, unitAt } from './core/strings/primitives.ts';
export { indexOfString, matchesAt } from './core/strings/search.ts';
export { stringOfUnit, unitOfCharacter } from './core/strings/units.ts';
export { isObject } from './core/values.ts';
export { fitsType, misfit, requireType } from './core/verification.ts';
export {
  AsyncFunctionGlobal as AsyncFunction,
  AsyncGeneratorFunctionGlobal as AsyncGeneratorFunction,
  GeneratorFunctionGlobal as GeneratorFunction,
} from './function/kinds.ts';
export {
  dynamicDependency,
  dynamicModule,
  importMissing,
  importModule,
  importUnknown,
} from './modules/dynamic.ts';
export { awaitModule, moduleRecord, startModule, watchProgram } from './modules/evaluation.ts';
export { awaitValue, returnAsync, startAsync } from './suspension/async-function.ts';
export {
  awaitInGenerator,
  returnAsyncGenerator,
  startAsyncGenerator,
  yieldAsync,
} from './suspension/async-generator.ts';
export {
  asyncIteratorObject,
  closeAsyncIterator,
  openAsyncIterator,
  stepAsyncIterator,
} from './suspension/async-iteration.ts';
export { returnGenerator, startGenerator, yieldValue } from './suspension/generator.ts';
