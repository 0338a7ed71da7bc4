/** The labels of the encodings that TextDecoder knows (WHATWG Encoding 4.2). */

const UTF8 = ' utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 ';
const UTF16LE = ' utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff ';
const WINDOWS_1252 =
  ' windows-1252 latin1 iso-8859-1 iso8859-1 iso88591 iso_8859-1 l1 ascii us-ascii cp1252 cp819 ibm819 x-cp1252 ansi_x3.4-1968 ';

/** The name of the encoding under a label, in any case and with white space around it; undefined when unknown. */
export function encodingOfLabel(label: string): string | undefined {
  const key = ` ${label.trim().toLowerCase()} `;
  if (key.length < 3 || key.slice(1, -1).includes(' ')) return undefined;
  if (UTF8.includes(key)) return 'utf-8';
  if (UTF16LE.includes(key)) return 'utf-16le';
  return WINDOWS_1252.includes(key) ? 'windows-1252' : undefined;
}
