/**
 * What a parser answers: `ACCEPTED`, or why it refuses the bytes. Numbers, because every packet passes here.
 * After a refusal the header object that was passed in holds nothing of meaning.
 */
export type Refusal = 0 | 1 | 2 | 3 | 4 | 5;

export const ACCEPTED = 0;
/** Fewer bytes than the fixed header. */
export const TRUNCATED = 1;
/** A version, type or operation that the parser is not for. */
export const BAD_VERSION = 2;
/** A length field that contradicts the bytes at hand. */
export const BAD_LENGTH = 3;
export const BAD_CHECKSUM = 4;
/** A field with a value that the specification forbids. */
export const BAD_FIELD = 5;
