/**
 * The table of targets and machines. docs/adding-a-target.md says what a new row needs elsewhere.
 *
 *   amd64 ─┬─ x86_64 ─┬─ microvm     a bare machine, the same image for every way to provide it
 *          │          └─ q35
 *          └─ linux                  a process of this computer
 */
import { resolveTarget, type Target, type TargetRow } from './target.ts';

const MB = 1024 * 1024;

const ROWS = [
  {
    name: 'amd64',
    triple: 'x86_64-unknown-none-elf',
    clangFlags: ['-march=x86-64-v2', '-fno-pic', '-mcmodel=small', '-ffunction-sections', '-fdata-sections'],
    assembly: [
      'os/machine/x86_64/instruction-pointer.S',
      'os/machine/x86_64/memory.S',
      'os/machine/x86_64/spill-registers.S',
    ],
    profiler: { assembly: ['os/machine/x86_64/profile-record.S'], wraps: [] },
    defaultMemoryBytes: 16 * MB,
  },
  {
    name: 'x86_64',
    inherits: 'amd64',
    isTarget: true,
    linkerScript: 'os/machine/x86_64/image.ld',
    assembly: [
      'os/machine/x86_64/entry.S',
      'os/machine/x86_64/instructions.S',
      'os/machine/x86_64/interrupts.S',
    ],
    profiler: {
      assembly: ['os/machine/x86_64/profiler.S'],
      wraps: ['importos_start', 'enableInterrupts', 'interrupt_stubs', 'out8'],
    },
    runs: 'qemu',
    minimumMemoryBytes: 2 * MB,
    qemu: {
      program: 'qemu-system-x86_64',
      arguments: [
        '-cpu',
        'max',
        '-nodefaults',
        '-no-user-config',
        '-display',
        'none',
        '-no-reboot',
        // The program's exit status: QEMU ends with 2 · status + 1.
        '-device',
        'isa-debug-exit,iobase=0x501,iosize=2',
      ],
    },
  },
  {
    name: 'microvm',
    inherits: 'x86_64',
    isMachine: true,
    qemu: {
      // Without ACPI QEMU names the devices on the command line, which is how os/drivers/bus/mmio.ts finds them.
      // Without the global it offers virtio-mmio in the form before the standard (VIRTIO 1.2, 4.2.4).
      arguments: [
        '-machine',
        'microvm,acpi=off,x-option-roms=off,rtc=on,pit=off,pic=off',
        '-global',
        'virtio-mmio.force-legacy=false',
      ],
      networkDevice: 'virtio-net-device',
      entropyDevice: 'virtio-rng-device',
    },
  },
  {
    name: 'q35',
    inherits: 'x86_64',
    isMachine: true,
    qemu: {
      arguments: ['-machine', 'q35'],
      networkDevice: 'virtio-net-pci',
      entropyDevice: 'virtio-rng-pci',
    },
  },
  {
    name: 'linux',
    inherits: 'amd64',
    isTarget: true,
    triple: 'x86_64-unknown-linux-gnu',
    linkerScript: 'os/machine/linux/image.ld',
    assembly: ['os/machine/linux/start.S'],
    profiler: { assembly: ['os/machine/linux/profiler.S'], wraps: ['importos_start'] },
    runs: 'process',
    minimumMemoryBytes: 1 * MB,
  },
] as const satisfies readonly TargetRow[];

/** Every row, ancestors first. */
export const TARGETS: readonly TargetRow[] = ROWS;

/** A name that `--target` takes. */
export type TargetName = Extract<(typeof ROWS)[number], { readonly isTarget: true }>['name'];

/** What `--target` takes. The first is the default. */
export const TARGET_NAMES: readonly string[] = TARGETS.filter((row) => row.isTarget).map(({ name }) => name);

/** What `--machine` takes for a target; the first is the default. Empty when it runs without a virtual machine. */
export function machineNames(target: string): readonly string[] {
  return TARGETS.filter((row) => row.isMachine && row.inherits === target).map(({ name }) => name);
}

/** A target or machine of the table by its name, which must be in it. */
export function targetNamed(name: string): Target {
  return resolveTarget(name, TARGETS);
}
