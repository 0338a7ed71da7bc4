import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../problem.ts';
import { targetNamed } from '../targets/table.ts';
import { bootCommandLine } from './command-line.ts';
import type { Network } from './network.ts';
import { chooseAccelerator, type Machine, machineStatus, qemuArguments } from './qemu.ts';

function wordsFor(name: string, rest: Partial<Machine> = {}): readonly string[] {
  const machine: Machine = {
    target: targetNamed(name),
    image: '/tmp/a, b.img',
    memoryBytes: 16 << 20,
    accelerator: 'tcg',
    commandLine: '',
    network: undefined,
    ...rest,
  };
  return qemuArguments(machine);
}

const network = (rest: Partial<Network>): Network => ({ ports: [], ...rest });

/** The values of one option, in order. */
function valuesOf(words: readonly string[], option: string): readonly string[] {
  return words.flatMap((word, index) => (word === option ? [words[index + 1] ?? ''] : []));
}

test('the whole command for a microvm without a network, word by word', () => {
  assert.deepEqual(wordsFor('microvm'), [
    ...['-cpu', 'max', '-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-device', 'isa-debug-exit,iobase=0x501,iosize=2'],
    ...['-machine', 'microvm,acpi=off,x-option-roms=off,rtc=on,pit=off,pic=off'],
    ...['-global', 'virtio-mmio.force-legacy=false'],
    ...['-accel', 'tcg', '-m', '16384K'],
    ...['-chardev', 'stdio,id=console,mux=off', '-serial', 'chardev:console'],
    ...['-chardev', 'socket,id=status,fd=3', '-device', 'isa-debugcon,iobase=0xe9,chardev=status'],
    ...['-device', 'virtio-rng-device', '-kernel', '/tmp/a, b.img'],
  ]);
});

test('ports become forwards of the user network, tcp and udp', () => {
  const ports = [
    { protocol: 'tcp', hostPort: 8080, guestPort: 80 },
    { protocol: 'udp', hostPort: 5353, guestPort: 53 },
  ] as const;
  const words = wordsFor('microvm', { network: network({ ports }) });
  assert.deepEqual(valuesOf(words, '-netdev'), ['user,id=net,hostfwd=tcp::8080-:80,hostfwd=udp::5353-:53']);
  assert.ok(valuesOf(words, '-device').includes('virtio-net-device,netdev=net'));
});

test('a q35 machine has its devices on PCI', () => {
  const devices = valuesOf(wordsFor('q35', { network: network({}) }), '-device');
  assert.ok(devices.includes('virtio-net-pci,netdev=net'));
  assert.ok(devices.includes('virtio-rng-pci'));
});

test('each TAP device gives its machine another hardware address', () => {
  const deviceOf = (tap: string): string | undefined =>
    valuesOf(wordsFor('q35', { network: network({ tap }) }), '-device').find((value) =>
      value.includes('mac='),
    );
  assert.match(deviceOf('tap0') ?? '', /^virtio-net-pci,netdev=net,mac=52:54:00(:[0-9a-f]{2}){3}$/);
  assert.notEqual(deviceOf('tap0'), deviceOf('tap1'));
  assert.deepEqual(valuesOf(wordsFor('q35', { network: network({ tap: 'tap0' }) }), '-netdev'), [
    'tap,id=net,ifname=tap0,script=no,downscript=no',
  ]);
});

test('the exact exit status comes by its own channel, else from the status of QEMU', () => {
  assert.equal(machineStatus(1, 0, ''), 0);
  assert.equal(machineStatus(255, 200, ''), 200);
  assert.equal(machineStatus(85, undefined, ''), 42);
});

test('a machine that ends without a status is a failure, with what QEMU said', () => {
  assert.throws(() => machineStatus(0, undefined, ''), { message: /reset itself/ });
  assert.throws(() => machineStatus(1, undefined, 'qemu: no such device\n'), {
    message: /QEMU ended with status 1/,
    help: 'qemu: no such device',
  });
});

test('KVM is taken only when the processor offers it and the device opens', () => {
  const cpu = 'processor\t: 0\nflags\t\t: fpu vme svm sse\n';
  assert.equal(
    chooseAccelerator(cpu, () => true),
    'kvm',
  );
  assert.equal(
    chooseAccelerator(cpu, () => false),
    'tcg',
  );
  assert.equal(
    chooseAccelerator('flags\t\t: fpu sse\nmodel name\t: vmx 9000\n', () => true),
    'tcg',
  );
});

test('environment and arguments are one string from which both can be read back', () => {
  const env = new Map([
    ['NAME', 'a b'],
    ['PATH', '/x:"y"'],
  ]);
  assert.equal(bootCommandLine(env, ['100%', 'ü', '']), 'NAME=a%20b PATH=/x:"y" -- 100%25 %c3%bc %00');
  assert.equal(bootCommandLine(new Map(), ['virtio_mmio.device=x']), '-- %76irtio_mmio.device=x');
  assert.equal(bootCommandLine(new Map(), []), '');
});

test('more than the machine keeps of it is refused', () => {
  assert.equal(bootCommandLine(new Map(), ['x'.repeat(4092)]).length, 4095);
  assert.throws(() => bootCommandLine(new Map(), ['x'.repeat(4093)]), Problem);
});
