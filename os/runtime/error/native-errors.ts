/** The errors that the language itself throws, and AggregateError (ECMA-262 20.5.5, 20.5.7). */
import { trust } from '../../unsafe.ts';
import { ErrorGlobal } from './error.ts';

export class TypeErrorGlobal extends ErrorGlobal {
  static override $call(message?: unknown, options?: unknown): object {
    return new TypeError(trust<string>(message), trust<ErrorOptions>(options));
  }

  override get $prototype$name(): string {
    return 'TypeError';
  }

  override get $prototype$message(): string {
    return '';
  }
}

export class RangeErrorGlobal extends ErrorGlobal {
  static override $call(message?: unknown, options?: unknown): object {
    return new RangeError(trust<string>(message), trust<ErrorOptions>(options));
  }

  override get $prototype$name(): string {
    return 'RangeError';
  }

  override get $prototype$message(): string {
    return '';
  }
}

export class SyntaxErrorGlobal extends ErrorGlobal {
  static override $call(message?: unknown, options?: unknown): object {
    return new SyntaxError(trust<string>(message), trust<ErrorOptions>(options));
  }

  override get $prototype$name(): string {
    return 'SyntaxError';
  }

  override get $prototype$message(): string {
    return '';
  }
}

export class ReferenceErrorGlobal extends ErrorGlobal {
  static override $call(message?: unknown, options?: unknown): object {
    return new ReferenceError(trust<string>(message), trust<ErrorOptions>(options));
  }

  override get $prototype$name(): string {
    return 'ReferenceError';
  }

  override get $prototype$message(): string {
    return '';
  }
}

export class EvalErrorGlobal extends ErrorGlobal {
  static override $call(message?: unknown, options?: unknown): object {
    return new EvalError(trust<string>(message), trust<ErrorOptions>(options));
  }

  override get $prototype$name(): string {
    return 'EvalError';
  }

  override get $prototype$message(): string {
    return '';
  }
}

export class URIErrorGlobal extends ErrorGlobal {
  static override $call(message?: unknown, options?: unknown): object {
    return new URIError(trust<string>(message), trust<ErrorOptions>(options));
  }

  override get $prototype$name(): string {
    return 'URIError';
  }

  override get $prototype$message(): string {
    return '';
  }
}

/** ECMA-262 20.5.7: `errors` is an own property that isn't enumerable. */
export class AggregateErrorGlobal extends ErrorGlobal {
  constructor(errors: Iterable<unknown>, message: unknown, options?: unknown) {
    super(message, options);
    const list: unknown[] = [];
    for (const error of errors) list.push(error);
    trust<{ errors: unknown[] }>(this).errors = list;
  }

  static override $call(errors?: unknown, message?: unknown, options?: unknown): object {
    return new AggregateErrorGlobal(trust<Iterable<unknown>>(errors), message, options);
  }

  override get $prototype$name(): string {
    return 'AggregateError';
  }

  override get $prototype$message(): string {
    return '';
  }
}
