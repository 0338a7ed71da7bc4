/**
 * A simulated network for tests: stacks on one memory wire under one virtual clock, which jumps from event to event.
 */

import { parseIpv4 } from '../address.ts';
import type { NetErrorCode, NetworkStack, TcpHandler, TcpSocket } from '../api.ts';
import type { DeviceOffloads, NetDevice } from '../device.ts';
import { PacketPool } from '../packet-buffer.ts';
import { createNetworkStack, type DeviceOptions } from '../stack.ts';
import type { TcpConfig } from '../transport/tcp/context.ts';
import { FaultInjector, type Faults } from './fault-injector.ts';
import { type MemoryDevice, MemoryWire } from './memory-wire.ts';
import { SeededEntropy } from './seeded-entropy.ts';

/** How a host differs from the usual. */
export interface HostOptions {
  readonly address?: string | 'dhcp';
  readonly gateway?: string;
  readonly faults?: Faults;
  readonly tcp?: Partial<TcpConfig>;
  readonly poolLimit?: number;
  readonly offloads?: DeviceOffloads;
  readonly nameServers?: readonly number[];
}

/** One machine. */
export interface Host {
  readonly stack: NetworkStack;
  readonly device: MemoryDevice;
  readonly pool: PacketPool;
  readonly injector: FaultInjector;
}

/** The machines and their wire. */
export class Network {
  readonly wire: MemoryWire;
  readonly hosts: Host[] = [];
  #random: SeededEntropy;

  constructor(seed: number, latencyMs: number = 1) {
    this.wire = new MemoryWire(latencyMs);
    this.#random = new SeededEntropy(seed);
  }

  /** Adds a machine; the first is 10.0.0.1/24, the second 10.0.0.2 … unless the options say otherwise. */
  addHost(options: HostOptions = {}): Host {
    const number = this.hosts.length + 1;
    const pool = new PacketPool(options.poolLimit ?? 1024);
    const mac = new Uint8Array([0x52, 0x54, 0, 0, 0, number]);
    const device = this.wire.attach(mac, pool, options.offloads);
    const injector = new FaultInjector(
      device,
      pool,
      options.faults ?? {},
      new SeededEntropy(this.#random.next32()),
    );
    const plugged: NetDevice = injector;
    const text = options.address ?? `10.0.0.${number}`;
    const deviceOptions: DeviceOptions =
      text === 'dhcp'
        ? { device: plugged }
        : {
            device: plugged,
            address: { address: ip(text), prefixLength: 24, gateway: ip(options.gateway ?? '0.0.0.0') },
          };
    const stack = createNetworkStack({
      pool,
      entropy: new SeededEntropy(this.#random.next32()),
      devices: [deviceOptions],
      ...(options.tcp === undefined ? {} : { tcp: options.tcp }),
      ...(options.nameServers === undefined ? {} : { nameServers: options.nameServers }),
    });
    const host = { stack, device, pool, injector };
    this.hosts.push(host);
    return host;
  }

  /** Polls everybody once; returns when something happens next. */
  pollAll(): number {
    let nextMs = Infinity;
    for (const host of this.hosts) {
      nextMs = Math.min(nextMs, host.stack.poll(this.wire.nowMs));
      if (host.injector.holdsFrames()) nextMs = Math.min(nextMs, this.wire.nowMs + 1);
    }
    return Math.min(nextMs, this.wire.nextArrivalMs());
  }

  /** Runs until `done` holds (true) or `limitMs` of simulated time have passed (false). */
  runUntil(done: () => boolean, limitMs: number): boolean {
    const endMs = this.wire.nowMs + limitMs;
    let idlePolls = 0;
    while (true) {
      const nextMs = this.pollAll();
      if (done()) return true;
      if (nextMs > endMs) {
        this.wire.nowMs = endMs;
        this.pollAll();
        return done();
      }
      if (nextMs > this.wire.nowMs) {
        this.wire.nowMs = nextMs;
        idlePolls = 0;
      } else if (++idlePolls > 100_000) {
        throw new Error(`polls for ever at ${this.wire.nowMs} ms`);
      }
    }
  }

  /** Lets `durationMs` of simulated time pass. */
  run(durationMs: number): void {
    this.runUntil(() => false, durationMs);
  }
}

/** The address, which the test has written correctly. */
export function ip(text: string): number {
  const address = parseIpv4(text);
  if (address === -1) throw new Error(`no address: ${text}`);
  return address;
}

/** A handler that writes down what happens. */
export class RecordingHandler implements TcpHandler {
  connected = false;
  received = 0;
  readonly chunks: Uint8Array[] = [];
  ended = false;
  drains = 0;
  closed = false;
  closes = 0;
  error: NetErrorCode | undefined = undefined;
  socket: TcpSocket | undefined = undefined;

  onConnect(socket: TcpSocket): void {
    this.connected = true;
    this.socket = socket;
  }

  onData(_socket: TcpSocket, bytes: Uint8Array, start: number, end: number): void {
    this.received += end - start;
    this.chunks.push(bytes.slice(start, end));
  }

  onEnd(_socket: TcpSocket): void {
    this.ended = true;
  }

  onDrain(_socket: TcpSocket): void {
    this.drains++;
  }

  onClose(_socket: TcpSocket, error: NetErrorCode | undefined): void {
    this.closed = true;
    this.closes++;
    this.error = error;
  }

  /** Everything received, as one array. */
  bytes(): Uint8Array {
    const whole = new Uint8Array(this.received);
    let at = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  /** Everything received, as ASCII. */
  text(): string {
    let text = '';
    for (const byte of this.bytes()) text += String.fromCharCode(byte);
    return text;
  }
}

/** ASCII text as bytes. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
