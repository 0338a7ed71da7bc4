// Errors whose name is set on the instance: by the constructor, by a field, later. The stack's head shows that name.
import { inspect } from 'node:util';

class AppError extends Error {
  code: number;
  constructor(message: string) {
    super(message);
    this.name = 'AppError';
    this.code = 7;
  }
}
class Other extends AppError {
  extra = 1;
}
class Field extends Error {
  override name = 'H2';
}
class FieldOfTypeError extends TypeError {
  override name = 'ValidationError';
}
class Named extends Error {
  constructor(message: string) {
    super(message);
    this.name = this.constructor.name;
  }
}
class Derived extends Named {}

/** Prints an error as console.log does, without the lines of its stack. */
function show(error: unknown): void {
  const lines = inspect(error).split('\n');
  const isFrame = (line: string): boolean => line.startsWith('    at ');
  const ends = (line: string): string => (line.endsWith(' {') ? ' {' : '');
  console.log('-');
  console.log(lines.map((line) => (isFrame(line) ? ends(line) : line)).filter((line) => line !== '').join('\n'));
}

show(new AppError('boom'));
show(new Other('boom'));
show(new Field('boom'));
show(new FieldOfTypeError('boom'));
show(new Named('boom'));
show(new Derived('boom'));

const renamed = new Error('first');
renamed.name = 'Renamed';
show(renamed);
const typed = new TypeError('first');
typed.name = 'MyError';
show(typed);
const silent = new Error('');
silent.name = 'Silent';
show(silent);
const unnamed = new Error('text');
unnamed.name = '';
show(unnamed);
const inMessage = new Error('Error in Foo');
inMessage.name = 'Foo';
show(inMessage);

// Without frames, and with a stack of the program's own, nothing is replaced.
const own = new Error('x');
own.name = 'Renamed';
own.stack = 'Error: x';
show(own);
const custom = new Error('x');
custom.name = 'Renamed';
custom.stack = 'custom stack';
show(custom);
