/**
 * Declarations of what the assembly files beside this one define: instructions that no compiler emits, as functions
 * of the C calling convention. Port numbers and registers are named where they are used.
 */
import type { u8, u16, u32, u64, usize } from '../../unsafe.ts';

export declare function in8(port: u16): u8;
export declare function in16(port: u16): u16;
export declare function in32(port: u16): u32;
export declare function out8(port: u16, value: u8): void;
export declare function out16(port: u16, value: u16): void;
export declare function out32(port: u16, value: u32): void;
/** Writes `sizeBytes` bytes of memory to one port. */
export declare function outBytes(port: u16, address: usize, sizeBytes: usize): void;

export declare function readMsr(register: u32): u64;
export declare function writeMsr(register: u32, value: u64): void;
export declare function readCr2(): u64;
export declare function readCr4(): u64;
export declare function writeCr4(value: u64): void;
export declare function writeCr3(value: u64): void;
/** Drops the translation of one page (INVLPG). */
export declare function invalidatePage(address: usize): void;
export declare function loadIdt(address: usize, limit: u32): void;
export declare function loadTask(selector: u32): void;

export declare function enableInterrupts(): void;
export declare function disableInterrupts(): void;
export declare function halt(): void;
export declare function spinPause(): void;
export declare function readTsc(): u64;
/** EAX in the low half, EBX in the high half of CPUID's answer. */
export declare function cpuidLow(leaf: u32, subleaf: u32): u64;
/** ECX in the low half, EDX in the high half of CPUID's answer. */
export declare function cpuidHigh(leaf: u32, subleaf: u32): u64;
/** Stores 64 random bits (RDRAND) at the symbol `random_word` and answers 1, or 0 when the processor has none to give. */
export declare function readRandom(): u32;
/** Resets the machine by an exception that can't be delivered. */
export declare function tripleFault(): void;

/** Halts until an interrupt comes; returns at once when one is pending that nobody has taken. */
export declare function sleepUnlessPending(): void;
/** The pending interrupts within `mask`, bit n for vector 32 + n, which it clears. */
export declare function takePending(mask: u32): u32;
