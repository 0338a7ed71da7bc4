/** The tables behind `colors: true` (Node docs: util.inspect, "Customizing util.inspect colors"); programs may change them. */

/** Terminal codes that begin and end a colour. */
export type ColorCodes = readonly [begin: number, end: number];

/** Name, beginning and end of each colour: as text it takes the least room in an image. */
const TABLE =
  'reset 0 0 bold 1 22 dim 2 22 italic 3 23 underline 4 24 blink 5 25 inverse 7 27 hidden 8 28 ' +
  'strikethrough 9 29 doubleunderline 21 24 black 30 39 red 31 39 green 32 39 yellow 33 39 blue 34 39 ' +
  'magenta 35 39 cyan 36 39 white 37 39 bgBlack 40 49 bgRed 41 49 bgGreen 42 49 bgYellow 43 49 ' +
  'bgBlue 44 49 bgMagenta 45 49 bgCyan 46 49 bgWhite 47 49 framed 51 54 overlined 53 55 gray 90 39 ' +
  'grey 90 39 redBright 91 39 greenBright 92 39 yellowBright 93 39 blueBright 94 39 ' +
  'magentaBright 95 39 cyanBright 96 39 whiteBright 97 39 bgGray 100 49 bgRedBright 101 49 ' +
  'bgGreenBright 102 49 bgYellowBright 103 49 bgBlueBright 104 49 bgMagentaBright 105 49 ' +
  'bgCyanBright 106 49 bgWhiteBright 107 49';

let colors: { [name: string]: ColorCodes } | undefined;

/** Colours by name, made when they are first asked for. */
export function colorTable(): { [name: string]: ColorCodes } {
  if (colors !== undefined) return colors;
  const made: { [name: string]: ColorCodes } = {};
  const words = TABLE.split(' ');
  for (let i = 0; i + 2 < words.length; i += 3)
    made[words[i] as string] = [Number(words[i + 1]), Number(words[i + 2])];
  colors = made;
  return made;
}

/** The colour of each style. */
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
