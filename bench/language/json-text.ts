/**
 * The text that the Json problem reads. The suite's own is a message of a widget toolkit; this one is made, with as many
 * operations and about as many characters, objects, arrays, numbers, strings and nulls.
 */

const CREATED = 132;
/** Operations without a widget's data; with the created ones the suite's 156. */
const OTHERS = 24;

function words(seed: number): string {
  const names = ['Helium', 'Neon', 'Argon', 'Krypton', 'Xenon', 'Radon', 'Oganesson'];
  return names[seed % names.length];
}

/** A row of a table: six cells, and the colour of one of them. */
function row(index: number): string {
  const cells = [
    `${index + 1}`,
    words(index).slice(0, 2),
    words(index),
    'Noble gas metal',
    '18',
    `${index % 7}`,
  ];
  const texts = cells.map((cell) => `"${cell}"`).join(',');
  const colour = `[null,null,null,[${index},${255 - index},207,255],null,null]`;
  return `["create","w${index + 100}","widgets.GridItem",{"parent":"w99","index":${index},"texts":[${texts}],"cellBackgrounds":${colour}}]`;
}

function other(index: number): string {
  return `["listen","w${index}",{"Selection":true,"bounds":[${index},-1,10.5,26],"visible":false,"activeKeys":["CTRL+#70","CTRL+#78"]}]`;
}

function makeText(): string {
  const operations: string[] = [];
  for (let i = 0; i < OTHERS; i++) operations.push(other(i));
  for (let i = 0; i < CREATED; i++) operations.push(row(i));
  return `{"head":{"requestCounter":4},"operations":[${operations.join(',')}]}`;
}

export const JSON_TEXT = makeText();
