/**
 * The tables by which the processor finds our code when something happens: the task state segment, which only holds
 * the stacks to switch to, and the interrupt descriptor table with its 64 gates (interrupts.S).
 *
 *   gate, 16 bytes (SDM 3A 7.14.1):     +0 u16 offset 0–15    +2 u16 code segment   +4 u8 stack index
 *                                       +5 u8 type, present   +6 u16 offset 16–31   +8 u32 offset 32–63
 *   task state segment (SDM 3A 9.7):    +36 u64 stack 1, +44 u64 stack 2 …, +102 u16 offset of the I/O bitmap
 *   its descriptor, 16 bytes (9.2.3):   limit 0–15, base 0–23, type 0x89, limit and flags, base 24–31, base 32–63
 */
import {
  store8,
  store16,
  store32,
  store64,
  symbolAddress,
  type u8,
  type u16,
  type u32,
  type u64,
  type usize,
} from '../../unsafe.ts';
import { loadIdt, loadTask } from './instructions.ts';

const CODE_SEGMENT: u16 = 0x08;
const TASK_SEGMENT: u32 = 0x18;

const VECTORS: u32 = 64;
const FIRST_INTERRUPT: u32 = 32;
const GATE_BYTES: u32 = 16;
const STUB_BYTES: u32 = 16;
/** Present, ring 0, 64-bit interrupt gate: the processor closes the door (IF = 0) on the way in. */
const INTERRUPT_GATE: u8 = 0x8e;

const INTERRUPT_STACK: u8 = 1;
const EXCEPTION_STACK: u8 = 2;
const TASK_STACK_1: usize = 36;
const TASK_STACK_2: usize = 44;
const TASK_IO_BITMAP: usize = 102;
const TASK_BYTES: u16 = 104;

function fillTaskState(): void {
  const task: usize = symbolAddress('task_state');
  store64(task + TASK_STACK_1, symbolAddress('interrupt_stack_top'));
  store64(task + TASK_STACK_2, symbolAddress('exception_stack_top'));
  store16(task + TASK_IO_BITMAP, TASK_BYTES);
  const descriptor: usize = symbolAddress('tss_descriptor');
  const base: u64 = task;
  store16(descriptor, TASK_BYTES - 1);
  store16(descriptor + 2, base & 0xffff);
  store8(descriptor + 4, (base >> 16) & 0xff);
  store8(descriptor + 5, 0x89);
  store8(descriptor + 6, 0);
  store8(descriptor + 7, (base >> 24) & 0xff);
  store64(descriptor + 8, base >> 32);
  loadTask(TASK_SEGMENT);
}

function fillGates(): void {
  const table: usize = symbolAddress('interrupt_table');
  const stubs: usize = symbolAddress('interrupt_stubs');
  for (let vector: u32 = 0; vector < VECTORS; vector++) {
    const gate: usize = table + vector * GATE_BYTES;
    const code: u64 = stubs + vector * STUB_BYTES;
    store16(gate, code & 0xffff);
    store16(gate + 2, CODE_SEGMENT);
    store8(gate + 4, vector < FIRST_INTERRUPT ? EXCEPTION_STACK : INTERRUPT_STACK);
    store8(gate + 5, INTERRUPT_GATE);
    store16(gate + 6, (code >> 16) & 0xffff);
    store32(gate + 8, code >> 32);
  }
  loadIdt(table, VECTORS * GATE_BYTES - 1);
}

/** From here on exceptions and interrupts arrive. */
export function initializeDescriptors(): void {
  fillTaskState();
  fillGates();
}
