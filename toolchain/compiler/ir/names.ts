/**
 * Names of properties as operations and fields carry them: a string key is itself; well-known symbols and private names begin with a
 * code point that is no character (Unicode 23.7), so that no key of a program is taken for one.
 */
const SYMBOL_PREFIX = '\uffff@';
const PRIVATE_PREFIX = '\uffff#';

/** The name of a property whose key is `Symbol.word`. */
export function symbolKey(word: string): string {
  return SYMBOL_PREFIX + word;
}

export function isSymbolKey(name: string): boolean {
  return name.startsWith(SYMBOL_PREFIX);
}

/** `iterator` of the name of `Symbol.iterator`. */
export function symbolOfKey(name: string): string {
  return name.slice(SYMBOL_PREFIX.length);
}

/** The name of `#word` in the class with this number: classes of one chain may have the same private names. */
export function privateName(word: string, classNumber: number): string {
  return `${PRIVATE_PREFIX}${word.slice(1)}@${classNumber.toString(36)}`;
}

export function isPrivateName(name: string): boolean {
  return name.startsWith(PRIVATE_PREFIX);
}

/** As the program writes it: `name`, `#name`, `Symbol.iterator`. */
export function shownName(name: string): string {
  if (isSymbolKey(name)) return `Symbol.${symbolOfKey(name)}`;
  return isPrivateName(name) ? name.slice(1, name.lastIndexOf('@')) : name;
}

/** As messages of errors have it: `name`, `#name`, `Symbol(Symbol.iterator)`. */
export function messageName(name: string): string {
  return isSymbolKey(name) ? `Symbol(Symbol.${symbolOfKey(name)})` : shownName(name);
}

/** As IR is printed: `#name@3`, `@iterator`. */
export function printedName(name: string): string {
  return isSymbolKey(name) || isPrivateName(name) ? name.slice(1) : name;
}
