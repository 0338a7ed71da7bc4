/** The SyntaxErrors of JSON.parse, in V8's words. */

/** An error that says where: `Expected ',' or '}' after property value in JSON at position 12`. */
export function throwAt(what: string, position: number): never {
  throw new SyntaxError(`${what} in JSON at position ${position}`);
}

const CONTEXT = 10;

/** The character at `position` can't begin what was expected there; the end of the text can't either. */
export function throwUnexpected(text: string, position: number): never {
  if (position >= text.length) throw new SyntaxError('Unexpected end of JSON input');
  const character = text.charAt(position);
  if (character === '"') throwAt('Unexpected string', position);
  if (character === '-' || (character >= '0' && character <= '9')) throwAt('Unexpected number', position);
  if (text === 'undefined' || text === 'NaN' || text === 'Infinity' || text === '[object Object]') {
    throw new SyntaxError(`"${text}" is not valid JSON`);
  }
  let context = `"${text}"`;
  if (text.length > 2 * CONTEXT) {
    if (position < CONTEXT) context = `"${text.substring(0, position + CONTEXT)}"...`;
    else if (position < text.length - CONTEXT) {
      context = `..."${text.substring(position - CONTEXT, position + CONTEXT)}"...`;
    } else context = `..."${text.substring(position - CONTEXT)}"`;
  }
  throw new SyntaxError(`Unexpected token '${character}', ${context} is not valid JSON`);
}

/** More text follows a complete value. */
export function throwTrailing(position: number): never {
  throw new SyntaxError(`Unexpected non-whitespace character after JSON at position ${position}`);
}
