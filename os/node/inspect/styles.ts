/**
 * Colours of `inspect`: styles name a kind of value, colours are ECMA-48 "select graphic rendition" codes.
 */

/** A colour: the code that begins it and the code that ends it. */
export type ColorCodes = readonly [begin: number, end: number];

/** Colours by name (Node docs: util.inspect.colors, "Modifiers" and the colour tables). */
export const COLORS: { [name: string]: ColorCodes } = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  bgBlack: [40, 49],
  bgRed: [41, 49],
  bgGreen: [42, 49],
  bgYellow: [43, 49],
  bgBlue: [44, 49],
  bgMagenta: [45, 49],
  bgCyan: [46, 49],
  bgWhite: [47, 49],
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, 39],
  grey: [90, 39],
  redBright: [91, 39],
  greenBright: [92, 39],
  yellowBright: [93, 39],
  blueBright: [94, 39],
  magentaBright: [95, 39],
  cyanBright: [96, 39],
  whiteBright: [97, 39],
};

/** Which colour each kind of value has (Node docs: util.inspect.styles). */
export const STYLES: { [style: string]: string } = {
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
};

/** Wraps `text` in the colour of `style`, if it has one. */
export function withColor(text: string, style: string): string {
  const name = STYLES[style];
  const codes = name === undefined ? undefined : COLORS[name];
  return codes === undefined ? text : `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m`;
}
