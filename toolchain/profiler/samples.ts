/**
 * Reads what the profiler in an image has written down (os/machine/x86_64/profile-record.S draws it). Total: a buffer that
 * was never begun, or that ends in the middle of a record, has the samples before that.
 */

/** One sample: where the processor was, and for how long. */
export interface Sample {
  readonly nanoseconds: number;
  /** Of the instruction, then of where each caller goes on; 0 for what isn't in the image. */
  readonly addresses: readonly number[];
}

/** All of them, in their order. */
export interface Samples {
  readonly samples: readonly Sample[];
  /** How many found no room. */
  readonly dropped: number;
  /** How many found the machine asleep. A process that sleeps is not asked. */
  readonly idle: number;
}

/** What a buffer begins with; a file for a process's samples must, before it is given to it. */
export const PROFILE_MAGIC = 'IMPTPROF';
/** The size of a process's buffer: os/machine/linux/profiler.S. */
export const PROCESS_BUFFER_BYTES = 0x200_0000;
/** The size of a machine's: os/machine/x86_64/profiler.S. */
export const MACHINE_BUFFER_BYTES = 0x40_0000;
/** Where a machine's buffer is. */
export const MACHINE_BUFFER_SYMBOL = 'profile_buffer';

const NEXT = 8;
const DROPPED = 16;
const IDLE = 24;
const RECORDS = 40;
const RECORD_HEADER_BYTES = 8;

/** The samples in a buffer. */
export function readSamples(buffer: Uint8Array): Samples {
  const none: Samples = { samples: [], dropped: 0, idle: 0 };
  if (buffer.length < RECORDS || !isProfile(buffer)) return none;
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const u64 = (at: number): number => Number(view.getBigUint64(at, true));
  const end = Math.min(u64(NEXT), buffer.length);
  const samples: Sample[] = [];
  for (let at = RECORDS; at + RECORD_HEADER_BYTES <= end; ) {
    const count = view.getUint32(at, true);
    const next = at + RECORD_HEADER_BYTES + count * 4;
    if (next > end) break;
    const addresses = Array.from({ length: count }, (_, n) =>
      view.getUint32(at + RECORD_HEADER_BYTES + n * 4, true),
    );
    samples.push({ nanoseconds: view.getUint32(at + 4, true), addresses });
    at = next;
  }
  return { samples, dropped: u64(DROPPED), idle: u64(IDLE) };
}

function isProfile(buffer: Uint8Array): boolean {
  return new TextDecoder().decode(buffer.subarray(0, PROFILE_MAGIC.length)) === PROFILE_MAGIC;
}
