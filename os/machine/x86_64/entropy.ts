/**
 * Unpredictable bytes: the processor's generator (RDRAND) where there is one, else a device's, which its driver
 * installs (drivers/virtio/rng.ts). With neither the machine panics: a secret that can be guessed is worse than none.
 */
import { callCode, copyMemory, symbolAddress, type u32, type u64, type usize } from '../../unsafe.ts';
import { panic } from '../panic.ts';
import { cpuidHigh, readRandom } from './instructions.ts';

const CPUID_FEATURES: u32 = 1;
/** CPUID leaf 1, ECX bit 30. */
const ECX_RDRAND: u64 = 0x4000_0000;

let deviceSource: usize = 0;

/** `code`: the address of a function (address: usize, sizeBytes: usize): void that fills memory or panics. */
export function setEntropySource(code: usize): void {
  deviceSource = code;
}

/** Whether the processor itself gives entropy, so that no device is needed. */
export function processorHasEntropy(): boolean {
  return (cpuidHigh(CPUID_FEATURES, 0) & ECX_RDRAND) !== 0;
}

/** See `Machine.fillRandom`. */
export function fillRandom(address: usize, sizeBytes: usize): void {
  if (!processorHasEntropy()) {
    if (deviceSource === 0) panic('this machine has no source of entropy: add a virtio-rng device');
    callCode(deviceSource, address, sizeBytes);
    return;
  }
  let at: usize = address;
  let left: usize = sizeBytes;
  while (left > 0) {
    if (readRandom() === 0) panic('the processor ran out of entropy');
    const part: usize = left < 8 ? left : 8;
    copyMemory(at, symbolAddress('random_word'), part);
    at += part;
    left -= part;
  }
}
