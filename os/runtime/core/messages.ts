/** V8's texts for what went wrong, and how it names values in them. Only error paths come here. */

import { primitiveToString } from './conversion.ts';
import { throwReferenceError, throwTypeError } from './errors.ts';
import { constructorName, functionName } from './objects/constructor-name.ts';
import { lengthOf } from './strings/primitives.ts';
import { symbolDescription } from './symbols.ts';
import { isArray, isBigInt, isCallable, isNull, isObject, isString, isSymbol } from './values.ts';

/** How V8's messages name a value: primitives by their text, objects by their constructor (`#<Foo>`). */
export function describe(value: unknown): string {
  if (isString(value)) return value;
  if (isSymbol(value)) return describeSymbol(value);
  if (isBigInt(value) || !isObject(value)) return primitiveToString(value);
  if (isArray(value)) return '[object Array]';
  if (isCallable(value)) return 'function ' + functionName(value);
  const name: string = constructorName(value);
  return lengthOf(name) === 0 ? '#<Object>' : '#<' + name + '>';
}

/** A property key as V8's messages show it. */
export function describeKey(key: unknown): string {
  return describe(key);
}

function describeSymbol(symbol: unknown): string {
  const description: unknown = symbolDescription(symbol);
  return isString(description) ? 'Symbol(' + description + ')' : 'Symbol()';
}

/** Reading a property of undefined or null. */
export function throwCannotRead(value: unknown, key: unknown): never {
  throwTypeError('Cannot read properties of ' + describe(value) + " (reading '" + describeKey(key) + "')");
}

/** Writing one. */
export function throwCannotSet(value: unknown, key: unknown): never {
  throwTypeError('Cannot set properties of ' + describe(value) + " (setting '" + describeKey(key) + "')");
}

/** `text` is the source of the callee. */
export function throwNotAFunction(text: string): never {
  throwTypeError(text + ' is not a function');
}

export function throwNotAConstructor(text: string): never {
  throwTypeError(text + ' is not a constructor');
}

export function throwNotIterable(text: string): never {
  throwTypeError(text + ' is not iterable');
}

export function throwNotAsyncIterable(text: string): never {
  throwTypeError(text + ' is not async iterable');
}

/** A variable in its temporal dead zone. */
export function throwUninitialized(name: string): never {
  throwReferenceError("Cannot access '" + name + "' before initialization");
}

export function throwConstAssignment(): never {
  throwTypeError('Assignment to constant variable.');
}

export function throwNotDefined(name: string): never {
  throwReferenceError(name + ' is not defined');
}

/** `name` with its #. */
export function throwPrivateRead(name: string): never {
  throwTypeError('Cannot read private member ' + name + ' from an object whose class did not declare it');
}

export function throwPrivateWrite(name: string): never {
  throwTypeError('Cannot write private member ' + name + ' to an object whose class did not declare it');
}

export function throwPrivateTwice(name: string): never {
  throwTypeError('Cannot initialize ' + name + ' twice on the same object');
}

/** A private method or accessor of an object that isn't an instance. */
export function throwPrivateReceiver(className: string): never {
  throwTypeError('Receiver must be an instance of class ' + className);
}

export function throwPrivateNoSetter(name: string): never {
  throwTypeError("'" + name + "' was defined without a setter");
}

export function throwPrivateNoGetter(name: string): never {
  throwTypeError("'" + name + "' was defined without a getter");
}

export function throwPrivateMethodWrite(name: string): never {
  throwTypeError('Private method ' + name + ' is not writable');
}

export function throwClassCall(name: string): never {
  throwTypeError('Class constructor ' + name + " cannot be invoked without 'new'");
}

/** A built-in class is called without `new`. */
export function throwBuiltinCall(name: string): never {
  throwTypeError('Constructor ' + name + " requires 'new'");
}

/** `this` before `super()`. */
export function throwThisUninitialized(): never {
  throwReferenceError(
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
  );
}

export function throwSuperTwice(): never {
  throwReferenceError('Super constructor may only be called once');
}

export function throwDerivedResult(): never {
  throwTypeError('Derived constructors may only return object or undefined');
}

export function throwSuperNotConstructor(value: unknown, className: string): never {
  throwTypeError('Super constructor ' + describe(value) + ' of ' + className + ' is not a constructor');
}

export function throwExtends(value: unknown): never {
  throwTypeError('Class extends value ' + describe(value) + ' is not a constructor or null');
}

/** The right side of `in` isn't an object. */
export function throwInOperand(key: unknown, value: unknown): never {
  throwTypeError("Cannot use 'in' operator to search for '" + describeKey(key) + "' in " + describe(value));
}

/**
 * Destructuring of undefined or null; `name` is the first property, or '' when there is none; `source` is how the program
 * writes the value, or '' for an argument.
 */
export function throwCannotDestructure(value: unknown, name: string, source: string): never {
  const what: string = describe(value);
  if (lengthOf(source) === 0) throwCannotDestructure(value, name, isNull(value) ? 'object null' : what);
  if (lengthOf(name) === 0) throwTypeError("Cannot destructure '" + source + "' as it is " + what + '.');
  throwTypeError("Cannot destructure property '" + name + "' of '" + source + "' as it is " + what + '.');
}

export function throwIteratorResult(value: unknown): never {
  throwTypeError('Iterator result ' + describe(value) + ' is not an object');
}

/** An import() or require() of what isn't in the image, and other things the build warned of. */
export function throwNotCompiled(what: string): never {
  throwTypeError(what + ' is not available: it was not known when the image was built');
}
