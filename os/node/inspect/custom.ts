/** The method by which objects print themselves. A module of its own: a program that prints no objects has no symbols. */

/** The name of the method by which objects say how they are printed (Node docs: util.inspect.custom). */
export const CUSTOM_INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;
