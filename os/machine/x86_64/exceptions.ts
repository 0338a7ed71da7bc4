/**
 * Exceptions of the processor: every one of them is our fault (programs get no access to raw memory), so each ends
 * the machine with a report. The handler runs on a stack of its own and is entered by interrupts.S, whose drawing of
 * the frame these offsets follow.
 */
import { codeAddress, load64, store64, symbolAddress, type u64, type usize } from '../../unsafe.ts';
import { beginReport, endReport, printHex, printText } from '../panic.ts';
import { PAGE_BYTES, stackBottom } from './boot-memory.ts';
import { readCr2 } from './instructions.ts';

const FRAME_RBP: usize = 80;
const FRAME_VECTOR: usize = 120;
const FRAME_ERROR: usize = 128;
const FRAME_RIP: usize = 136;
const FRAME_RSP: usize = 160;

const DIVIDE_ERROR: u64 = 0;
const NON_MASKABLE: u64 = 2;
const INVALID_OPCODE: u64 = 6;
const DOUBLE_FAULT: u64 = 8;
const GENERAL_PROTECTION: u64 = 13;
const PAGE_FAULT: u64 = 14;

function exceptionName(vector: u64): string {
  if (vector === DIVIDE_ERROR) return 'division by zero';
  if (vector === NON_MASKABLE) return 'non-maskable interrupt';
  if (vector === INVALID_OPCODE) return 'invalid instruction';
  if (vector === DOUBLE_FAULT) return 'double fault';
  if (vector === GENERAL_PROTECTION) return 'general protection fault';
  if (vector === PAGE_FAULT) return 'page fault';
  return 'exception';
}

function isStackGuard(address: u64): boolean {
  return address < stackBottom() && address >= stackBottom() - PAGE_BYTES;
}

function printFact(name: string, value: u64): void {
  printText(name);
  printHex(value);
}

function handleException(frame: usize): void {
  beginReport();
  const vector: u64 = load64(frame + FRAME_VECTOR);
  const address: u64 = readCr2();
  printText('panic: ');
  printText(vector === PAGE_FAULT && isStackGuard(address) ? 'stack overflow' : exceptionName(vector));
  printFact(' (vector ', vector);
  printFact(', error ', load64(frame + FRAME_ERROR));
  printFact(')\n  rip ', load64(frame + FRAME_RIP));
  printFact('  rsp ', load64(frame + FRAME_RSP));
  printFact('  cr2 ', address);
  printText('\n');
  endReport(load64(frame + FRAME_RIP), load64(frame + FRAME_RBP));
}

/** From here on an exception is reported instead of stopping the processor silently. */
export function initializeExceptions(): void {
  store64(symbolAddress('exception_handler'), codeAddress(handleException));
}
