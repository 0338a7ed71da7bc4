/**
 * The names of character encodings that Buffer knows, and their many spellings.
 */

/** Encodings under their canonical name (Node docs: buffer, "Buffers and character encodings"). */
export type Encoding = 'utf8' | 'utf16le' | 'latin1' | 'ascii' | 'base64' | 'base64url' | 'hex';

/** The canonical name of `name`, whatever its case, or `undefined` if there is no such encoding. */
export function canonicalEncoding(name: string): Encoding | undefined {
  // The usual spellings first: lower-casing costs a string.
  return lookUp(name) ?? lookUp(name.toLowerCase());
}

function lookUp(name: string): Encoding | undefined {
  switch (name) {
    case 'utf8':
    case 'utf-8':
    case '':
      return 'utf8';
    case 'latin1':
    case 'binary':
      return 'latin1';
    case 'utf16le':
    case 'utf-16le':
    case 'ucs2':
    case 'ucs-2':
      return 'utf16le';
    case 'ascii':
    case 'base64':
    case 'base64url':
    case 'hex':
      return name;
    default:
      return undefined;
  }
}
