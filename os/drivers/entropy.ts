/** The machine's unpredictable bytes for arrays: what the rooms above get where they ask for entropy. */
import { fillRandom } from '#machine';
import { bytesAddress } from './dma.ts';

/** Overwrites all of `bytes`. `openEntropy` (table.ts) has said that the machine has a source. */
export function fillWithEntropy(bytes: Uint8Array): void {
  fillRandom(bytesAddress(bytes), bytes.length);
}
