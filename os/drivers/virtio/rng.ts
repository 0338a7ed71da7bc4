/**
 * The virtio entropy device (VIRTIO 1.2 5.4): give it a buffer, it comes back with unpredictable bytes. Only for
 * machines whose processor has no generator of its own. Called rarely and for little, so it waits for the answer.
 */
import { allocatePages } from '#machine';
import { setEntropySource } from '../../machine/x86_64/entropy.ts';
import { spinPause } from '../../machine/x86_64/instructions.ts';
import { codeAddress, copyMemory, type u32, type usize } from '../../unsafe.ts';
import { beginInitialization, finishInitialization, type VirtioTransport } from './transport.ts';
import { Virtqueue } from './virtqueue.ts';

const QUEUE: u32 = 0;
const QUEUE_SIZE_MAX: u32 = 8;
const BUFFER_BYTES: usize = 4096;

let queue: Virtqueue | undefined;
let buffer: usize = 0;

function fill(address: usize, sizeBytes: usize): void {
  if (queue === undefined) return;
  let to: usize = address;
  let left: usize = sizeBytes;
  while (left > 0) {
    const wanted: usize = left < BUFFER_BYTES ? left : BUFFER_BYTES;
    queue.add(buffer, wanted, true);
    queue.notify();
    while (!queue.hasUsed()) spinPause();
    const bytes: u32 = queue.usedBytes();
    const got: usize = bytes < wanted ? bytes : wanted;
    queue.takeDescriptor();
    copyMemory(to, buffer, got);
    to += got;
    left -= got;
  }
}

/** Makes the device the machine's source of entropy. False: it can't be. */
export function openVirtioRng(transport: VirtioTransport): boolean {
  if (beginInitialization(transport, 0) === 0) return false;
  buffer = allocatePages(BUFFER_BYTES);
  if (buffer === 0) return false;
  queue = new Virtqueue(transport, QUEUE, QUEUE_SIZE_MAX, false);
  queue.suppressInterrupts();
  finishInitialization(transport);
  setEntropySource(codeAddress(fill));
  return true;
}
