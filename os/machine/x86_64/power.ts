/**
 * The end of the machine.
 *
 * Under QEMU the launcher adds `isa-debug-exit` at port 0x501: writing v ends the emulator with (v << 1) | 1, of which
 * a process keeps eight bits. Seven bits of status fit; 127 there stands for "127 or more", and the exact status is
 * the byte written before to port 0xE9, the debug console, if the launcher has connected it. Machines without that
 * device are switched off or reset in the ways they have, one after the other, the harmless ones first.
 */
import type { u8, u16, u32 } from '../../unsafe.ts';
import { disableInterrupts, halt, out8, out16, tripleFault } from './instructions.ts';

const DEBUG_CONSOLE: u16 = 0xe9;
const DEBUG_EXIT: u16 = 0x501;
const LARGEST_DIRECT_STATUS: u32 = 127;
/** PM1a control of QEMU's ICH9 (ACPI 6.4 4.8.3.2): sleep type 0 in bits 10–12, SLP_EN in bit 13. */
const QEMU_PM1A_CONTROL: u16 = 0x604;
const SLEEP_ENABLE: u16 = 0x2000;
/** Cloud Hypervisor's ACPI shutdown device: SLEEP_CONTROL_REG with sleep type 5 and SLP_EN. */
const CLOUD_HYPERVISOR_SLEEP: u16 = 0x600;
const SLEEP_CONTROL_S5: u8 = 0x34;
/** The keyboard controller's command port; 0xFE pulses the reset line, which Firecracker takes as the end. */
const KEYBOARD_COMMAND: u16 = 0x64;
const PULSE_RESET: u8 = 0xfe;

/** See `Machine.powerOff`. */
export function powerOff(status: u32): never {
  disableInterrupts();
  out8(DEBUG_CONSOLE, status as u8);
  out16(DEBUG_EXIT, (status < LARGEST_DIRECT_STATUS ? status : LARGEST_DIRECT_STATUS) as u16);
  out16(QEMU_PM1A_CONTROL, SLEEP_ENABLE);
  out8(CLOUD_HYPERVISOR_SLEEP, SLEEP_CONTROL_S5);
  out8(KEYBOARD_COMMAND, PULSE_RESET);
  tripleFault();
  for (;;) halt();
}
