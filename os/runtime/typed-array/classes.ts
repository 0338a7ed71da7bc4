/**
 * The eleven typed arrays (ECMA-262 23.2.6): a class each over what they share; the element type of an instance is in its
 * layout (layout/natives.ts).
 */
import { bigInts } from '../bigint/arithmetic.ts';
import { TypedArrayGlobal } from './typed-array.ts';

export class Int8ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 1;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 1;
  }
}

export class Uint8ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 1;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 1;
  }
}

export class Uint8ClampedArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 1;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 1;
  }
}

export class Int16ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 2;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 2;
  }
}

export class Uint16ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 2;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 2;
  }
}

export class Int32ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 4;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 4;
  }
}

export class Uint32ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 4;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 4;
  }
}

export class Float32ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 4;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 4;
  }
}

export class Float64ArrayGlobal extends TypedArrayGlobal<number> {
  static get BYTES_PER_ELEMENT(): number {
    return 8;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 8;
  }
}

export class BigInt64ArrayGlobal extends TypedArrayGlobal<bigint> {
  constructor(source?: unknown, byteOffset?: unknown, length?: unknown) {
    bigInts();
    super(source, byteOffset, length);
  }

  static get BYTES_PER_ELEMENT(): number {
    return 8;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 8;
  }
}

export class BigUint64ArrayGlobal extends TypedArrayGlobal<bigint> {
  constructor(source?: unknown, byteOffset?: unknown, length?: unknown) {
    bigInts();
    super(source, byteOffset, length);
  }

  static get BYTES_PER_ELEMENT(): number {
    return 8;
  }
  get $prototype$BYTES_PER_ELEMENT(): number {
    return 8;
  }
}
