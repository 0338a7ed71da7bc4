/** V8's message for a cycle: how the object that closes it is reached, the middle of a long way left out. */

/** `stack[start]` is met again under `path[stack.length]`; path[i] names how stack[i] was reached. */
export function circularMessage(stack: readonly object[], path: readonly string[], start: number): string {
  let text = `Converting circular structure to JSON\n    --> starting at object with constructor ${constructorName(stack[start] as object)}`;
  const last = stack.length - 1;
  for (let i = start + 1; i <= last; i++) {
    if (i > start + 2 && i < last) {
      if (i === start + 3) text += '\n    |     ...';
      continue;
    }
    text += `\n    |     ${path[i]} -> object with constructor ${constructorName(stack[i] as object)}`;
  }
  return `${text}\n    --- ${path[stack.length]} closes the circle`;
}

function constructorName(object: object): string {
  const constructor: unknown = object.constructor;
  return `'${typeof constructor === 'function' ? constructor.name : 'Object'}'`;
}
