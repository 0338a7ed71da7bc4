/**
 * Faults of the processor arrive as signals: each is our fault and ends the process with a report, printed on a stack
 * of its own because the main one may have overflowed. SIGPIPE is ignored, so that a write answers with an error.
 * SIGINT and SIGTERM keep their default: they end the process.
 *
 *   struct sigaction (kernel's):  +0 u64 handler, +8 u64 flags, +16 u64 restorer, +24 u64 mask
 *   stack_t:                      +0 u64 address, +8 u32 flags, +16 u64 size
 *   siginfo_t:                    +16 u64 address of the fault
 *   ucontext_t:                   +120 rbp, +160 rsp, +168 rip (uc_mcontext begins at +40)
 */
import { codeAddress, load64, store32, store64, symbolAddress, type u64, type usize } from '../../unsafe.ts';
import { beginReport, endReport, printHex, printText } from '../panic.ts';
import { SYS_SIGACTION, SYS_SIGALTSTACK, scratch, syscall3, syscall6 } from './kernel.ts';

const SIGILL: u64 = 4;
const SIGBUS: u64 = 7;
const SIGFPE: u64 = 8;
const SIGSEGV: u64 = 11;
const SIGPIPE: u64 = 13;
/** SA_SIGINFO, SA_RESTORER, SA_ONSTACK, SA_NODEFER: a fault inside the handler reaches it again and ends the report. */
const HANDLER_FLAGS: u64 = 0x4c00_0004;
const SIGNAL_SET_BYTES: u64 = 8;
const IGNORE: usize = 1;

const INFO_ADDRESS: usize = 16;
const CONTEXT_RBP: usize = 120;
const CONTEXT_RSP: usize = 160;
const CONTEXT_RIP: usize = 168;

function signalName(signal: u64): string {
  if (signal === SIGILL) return 'invalid instruction';
  if (signal === SIGBUS) return 'bus error';
  if (signal === SIGFPE) return 'division by zero';
  return 'segmentation fault';
}

function handleFault(signal: u64, info: usize, context: usize): void {
  beginReport();
  printText('panic: ');
  printText(signalName(signal));
  printText('\n  rip ');
  printHex(load64(context + CONTEXT_RIP));
  printText('  rsp ');
  printHex(load64(context + CONTEXT_RSP));
  printText('  address ');
  printHex(load64(info + INFO_ADDRESS));
  printText('\n');
  endReport(load64(context + CONTEXT_RIP), load64(context + CONTEXT_RBP));
}

function handle(signal: u64, handler: usize): void {
  const action: usize = scratch();
  store64(action, handler);
  store64(action + 8, HANDLER_FLAGS);
  store64(action + 16, symbolAddress('restore_signal'));
  store64(action + 24, 0);
  syscall6(SYS_SIGACTION, signal, action, 0, SIGNAL_SET_BYTES, 0, 0);
}

/** From here on a fault prints a report. */
export function initializeSignals(): void {
  const stack: usize = scratch();
  const lowest: usize = symbolAddress('signal_stack');
  store64(stack, lowest);
  store32(stack + 8, 0);
  store64(stack + 16, symbolAddress('signal_stack_end') - lowest);
  syscall3(SYS_SIGALTSTACK, stack, 0, 0);
  const handler: usize = codeAddress(handleFault);
  handle(SIGSEGV, handler);
  handle(SIGBUS, handler);
  handle(SIGILL, handler);
  handle(SIGFPE, handler);
  handle(SIGPIPE, IGNORE);
}
