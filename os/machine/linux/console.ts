/**
 * Standard output and error as the console. Everything is written before the call returns: a descriptor that somebody
 * made non-blocking is waited for, interrupted calls are repeated. If the other end is gone, output is dropped: there
 * is nobody to tell.
 */
import { type i64, store16, store32, type u16, type u32, type u64, type usize } from '../../unsafe.ts';
import { EAGAIN, EINTR, SYS_PPOLL, SYS_WRITE, scratch, syscall3, syscall6 } from './kernel.ts';

const POLLOUT: u16 = 4;

function waitUntilWritable(descriptor: u32): void {
  const pollfd: usize = scratch();
  store32(pollfd, descriptor);
  store16(pollfd + 4, POLLOUT);
  store16(pollfd + 6, 0);
  syscall6(SYS_PPOLL, pollfd, 1, 0, 0, 8, 0);
}

/** See `Machine.writeConsole`. */
export function writeConsole(stream: u32, address: usize, sizeBytes: usize): void {
  let from: usize = address;
  let left: usize = sizeBytes;
  while (left > 0) {
    const written: i64 = syscall3(SYS_WRITE, stream as u64, from, left);
    if (written > 0) {
      from += written;
      left -= written;
    } else if (written === EAGAIN) {
      waitUntilWritable(stream);
    } else if (written !== EINTR) {
      return;
    }
  }
}
