/**
 * Errors shaped as Node's own: a `code`, and a stack that begins `TypeError [CODE]: message`.
 *
 * An error is made at the moment of throwing, so that its stack names the place. The classes here carry the shape;
 * `codes.ts` has one function for each code with its exact message.
 */

/** What every error of the Node surface has besides `message`. */
export interface NodeErrorShape extends Error {
  code: string;
}

/** A plain Error with a `code`, as the C++ side of Node makes them: its stack doesn't show the code. */
export function codedError(code: string, message: string): NodeErrorShape {
  const error: Error & { code?: string } = new Error(message);
  error.code = code;
  return error as NodeErrorShape;
}

/** An `Error` with a code. */
export class NodeError extends Error implements NodeErrorShape {
  code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    markStack(this, 'Error', code);
  }
  /** `Error [CODE]: message` */
  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

/** A `TypeError` with a code. */
export class NodeTypeError extends TypeError implements NodeErrorShape {
  code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    markStack(this, 'TypeError', code);
  }
  /** `TypeError [CODE]: message` */
  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

/** A `RangeError` with a code. */
export class NodeRangeError extends RangeError implements NodeErrorShape {
  code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    markStack(this, 'RangeError', code);
  }
  /** `RangeError [CODE]: message` */
  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

/** The error that an `AbortSignal` causes (Node docs: errors, ABORT_ERR). */
export class AbortError extends Error implements NodeErrorShape {
  code: string = 'ABORT_ERR';
  constructor(message: string = 'The operation was aborted', options?: ErrorOptions) {
    super(message, options);
    this.name = 'AbortError';
  }
}

/** `TypeError: message` → `TypeError [CODE]: message`, as Node prints it. */
function markStack(error: Error, name: string, code: string): void {
  const stack = error.stack;
  if (stack?.startsWith(name)) {
    Object.defineProperty(error, 'stack', {
      value: `${name} [${code}]${stack.slice(name.length)}`,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
}
