/** V8's message for a cycle: how the object that closes it is reached, the middle of a long way left out. */

/** `stack[start]` is met again under `path[stack.length]`; path[i] is the key, or the index, under which stack[i] was reached. */
export function circularMessage(
  stack: readonly object[],
  path: readonly (string | number)[],
  start: number,
): string {
  let text = `Converting circular structure to JSON\n    --> starting at object with constructor ${constructorName(stack[start] as object)}`;
  const last = stack.length - 1;
  for (let i = start + 1; i <= last; i++) {
    if (i > start + 2 && i < last) {
      if (i === start + 3) text += '\n    |     ...';
      continue;
    }
    text += `\n    |     ${placeName(path[i])} -> object with constructor ${constructorName(stack[i] as object)}`;
  }
  return `${text}\n    --- ${placeName(path[stack.length])} closes the circle`;
}

function placeName(key: string | number | undefined): string {
  return typeof key === 'number' ? `index ${key}` : `property '${key}'`;
}

function constructorName(object: object): string {
  const constructor: unknown = object.constructor;
  return `'${typeof constructor === 'function' ? constructor.name : 'Object'}'`;
}
