/**
 * The console: the first serial port of a PC, a 16550 (National PC16550D data sheet, 8.0 registers), polled.
 *
 * Polled, because the console must work in a panic and before interrupts do. Bytes go out in bursts as long as the
 * transmit FIFO, so that its state is read once for sixteen bytes. Streams 1 and 2 are the same wire. A machine
 * without the port reads as all ones, which looks ready: its output is lost, nothing hangs.
 */
import type { u8, u16, u32, usize } from '../../unsafe.ts';
import { in8, out8, outBytes } from './instructions.ts';

const COM1: u16 = 0x3f8;
const TRANSMIT: u16 = COM1;
const DIVISOR_LOW: u16 = COM1;
const INTERRUPT_ENABLE: u16 = COM1 + 1;
const DIVISOR_HIGH: u16 = COM1 + 1;
const FIFO_CONTROL: u16 = COM1 + 2;
const LINE_CONTROL: u16 = COM1 + 3;
const MODEM_CONTROL: u16 = COM1 + 4;
const LINE_STATUS: u16 = COM1 + 5;

/** LCR: bits 0–1 word length 8, bit 7 divisor latch access. */
const WORD_8_BITS: u8 = 0x03;
const DIVISOR_ACCESS: u8 = 0x80;
/** FCR: bit 0 enable, bits 1–2 clear both FIFOs. */
const FIFO_ENABLE_CLEAR: u8 = 0x07;
/** MCR: data terminal ready, request to send. */
const READY_TO_SEND: u8 = 0x03;
/** LSR bit 5: the transmit FIFO is empty. */
const TRANSMIT_EMPTY: u8 = 0x20;
const FIFO_BYTES: usize = 16;

/** 115,200 baud (divisor 1), 8 data bits, no parity, one stop bit, FIFOs on, no interrupts. */
export function initializeSerial(): void {
  out8(INTERRUPT_ENABLE, 0);
  out8(LINE_CONTROL, DIVISOR_ACCESS);
  out8(DIVISOR_LOW, 1);
  out8(DIVISOR_HIGH, 0);
  out8(LINE_CONTROL, WORD_8_BITS);
  out8(FIFO_CONTROL, FIFO_ENABLE_CLEAR);
  out8(MODEM_CONTROL, READY_TO_SEND);
}

/** See `Machine.writeConsole`. */
export function writeConsole(_stream: u32, address: usize, sizeBytes: usize): void {
  let from: usize = address;
  let left: usize = sizeBytes;
  while (left > 0) {
    while ((in8(LINE_STATUS) & TRANSMIT_EMPTY) === 0) {}
    const burst: usize = left < FIFO_BYTES ? left : FIFO_BYTES;
    outBytes(TRANSMIT, from, burst);
    from += burst;
    left -= burst;
  }
}
