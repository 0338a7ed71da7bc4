/**
 * The words that start QEMU for an image, and what its ending means. Pure: what is started is decided here and can be
 * tested word by word; launch.ts does it.
 */
import { createHash } from 'node:crypto';
import { Problem } from '../problem.ts';
import type { Target } from '../targets/target.ts';
import type { Network } from './network.ts';

/** The virtual machine to start. */
export interface Machine {
  readonly target: Target;
  readonly image: string;
  readonly memoryBytes: number;
  readonly accelerator: 'tcg' | 'kvm';
  /** From `bootCommandLine`. */
  readonly commandLine: string;
  /** Undefined: no network device at all. */
  readonly network: Network | undefined;
  /** A file that is the machine's memory, for others to read. */
  readonly memoryFile?: string | undefined;
}

/** The file descriptor by which QEMU hands us the exact exit status: a connected socket. */
export const STATUS_DESCRIPTOR = 3;
/** The port to which os/machine/x86_64/power.ts writes it. */
const STATUS_PORT = 0xe9;

/** QEMU's arguments. The console is its standard input and output, byte for byte. */
export function qemuArguments(machine: Machine): readonly string[] {
  const { target, image, memoryBytes, accelerator, commandLine, network, memoryFile } = machine;
  const memory = `${Math.ceil(memoryBytes / 1024)}K`;
  return [
    ...target.qemu.arguments,
    ...['-accel', accelerator],
    ...['-m', memory],
    ...(memoryFile === undefined ? [] : memoryArguments(memoryFile, memory)),
    ...['-chardev', 'stdio,id=console,mux=off', '-serial', 'chardev:console'],
    ...['-chardev', `socket,id=status,fd=${STATUS_DESCRIPTOR}`],
    ...['-device', `isa-debugcon,iobase=0x${STATUS_PORT.toString(16)},chardev=status`],
    ...['-device', target.qemu.entropyDevice],
    ...(network ? networkArguments(network, target.qemu.networkDevice) : []),
    ...['-kernel', image],
    ...(commandLine === '' ? [] : ['-append', commandLine]),
  ];
}

function memoryArguments(file: string, size: string): readonly string[] {
  const object = `memory-backend-file,id=memory,size=${size},mem-path=${file},share=on`;
  return ['-object', object, '-machine', 'memory-backend=memory'];
}

function networkArguments({ ports, tap }: Network, device: string): readonly string[] {
  if (tap !== undefined) {
    const netdev = `tap,id=net,ifname=${tap},script=no,downscript=no`;
    return ['-netdev', netdev, '-device', `${device},netdev=net,mac=${hardwareAddress(tap)}`];
  }
  const forwards = ports.map((port) => `,hostfwd=${port.protocol}::${port.hostPort}-:${port.guestPort}`);
  return ['-netdev', `user,id=net${forwards.join('')}`, '-device', `${device},netdev=net`];
}

/** Differs from one TAP to the next, so that two machines on one bridge don't share an address; QEMU's prefix. */
function hardwareAddress(tap: string): string {
  const tail = createHash('sha256').update(tap).digest('hex').slice(0, 6);
  return `52:54:00:${(tail.match(/../g) ?? []).join(':')}`;
}

/** The program's exit status from QEMU's, and from the last byte on the status channel if there was one. */
export function machineStatus(code: number | null, lastByte: number | undefined, complaints: string): number {
  if (lastByte !== undefined) return lastByte;
  if (code !== null && code > 1 && code % 2 === 1) return code >> 1;
  const reason = code === 0 ? 'the machine reset itself' : `QEMU ended with status ${code ?? 'unknown'}`;
  throw new Problem(`the machine stopped without an exit status: ${reason}`, complaints.trim() || undefined);
}

/** Whether KVM can be used: the processor offers virtualisation and the device opens. */
export function chooseAccelerator(cpuInfo: string, canOpenKvm: () => boolean): 'tcg' | 'kvm' {
  return /^flags\s*:.*\b(vmx|svm)\b/m.test(cpuInfo) && canOpenKvm() ? 'kvm' : 'tcg';
}
