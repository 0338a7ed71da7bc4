// Error subclasses: name, message, cause, instanceof, toString.
class AppError extends Error {
  override name = 'AppError';
  constructor(
    message: string,
    readonly code: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
class NotFound extends AppError {
  constructor(what: string) {
    super(`${what} not found`, 404, { cause: 'missing' });
  }
}
try {
  throw new NotFound('page');
} catch (e) {
  const err = e as NotFound;
  console.log(
    err instanceof NotFound,
    err instanceof AppError,
    err instanceof Error,
    err instanceof TypeError,
  );
  console.log(err.name, err.message, err.code, err.cause, String(err), typeof err.stack);
  console.log(
    Object.keys(err).join(),
    Object.prototype.toString.call(err),
    Object.hasOwn(err, 'message'),
    Object.hasOwn(new Error(), 'message'),
  );
}
class Silent extends Error {
  override toString(): string {
    return `<${this.constructor.name}>`;
  }
}
console.log(`${new Silent('x')}`, 'cause' in new Silent('x'));
