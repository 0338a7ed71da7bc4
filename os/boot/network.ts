/**
 * The composition of a program with a network: the devices that the table of drivers finds, one pool of packets for them
 * and the stack, entropy, and the stack as a source of events for the loop. A device's interrupt (under Linux: its
 * descriptor) ends the loop's sleep by itself, because its driver has connected it (os/machine/contract.ts).
 *
 * Runs after host.ts and before the program's own modules, and only in programs that reach os/node/network.ts. Addresses
 * come from DHCP. A machine without a network device still has its loopback.
 */
import { freePageBytes } from '#machine';
import { fillWithEntropy } from '../drivers/entropy.ts';
import { openEntropy, openNetDevices } from '../drivers/table.ts';
import { PACKET_BUFFER_BYTES, PacketPool } from '../net/packet-buffer.ts';
import { createNetworkStack } from '../net/stack.ts';
import { theHost } from '../node/host.ts';
import { NetworkSource, useNetwork } from '../node/network.ts';

/** Shares of the memory that is free at the start: one in so many bytes for packets and for what TCP keeps. */
const PACKET_SHARE = 16;
const TCP_SHARE = 4;
const PACKETS_MIN = 64;
const PACKETS_MAX = 1024;
const TCP_BYTES_MIN = 0x4_0000;
const TCP_BYTES_MAX = 0x200_0000;
/** A connection costs about as much: its own state and what `node:net` and `node:http` keep of it. */
const CONNECTION_BYTES = 0x4000;
const CONNECTIONS_MIN = 64;
const CONNECTIONS_MAX = 8192;

/** Installs the network. */
export function installNetwork(): void {
  if (!openEntropy()) {
    throw new Error('This machine has no source of entropy, which a network needs: add a virtio-rng device');
  }
  const freeBytes = freePageBytes() + 0;
  const pool = new PacketPool(
    clamp(freeBytes / PACKET_SHARE / PACKET_BUFFER_BYTES, PACKETS_MIN, PACKETS_MAX),
  );
  const maxConnections = clamp(freeBytes / CONNECTION_BYTES, CONNECTIONS_MIN, CONNECTIONS_MAX);
  const stack = createNetworkStack({
    pool,
    entropy: { fill: fillWithEntropy },
    devices: openNetDevices(pool).map((device) => ({ device })),
    tcp: {
      maxConnections,
      maxTimeWait: maxConnections >> 3,
      memoryBytes: clamp(freeBytes / TCP_SHARE, TCP_BYTES_MIN, TCP_BYTES_MAX),
    },
  });
  useNetwork(stack);
  theHost().loop.addSource(new NetworkSource(stack));
}

/** The whole number nearest below `value` that is neither less than `low` nor more than `high`. */
function clamp(value: number, low: number, high: number): number {
  return Math.floor(Math.min(Math.max(value, low), high));
}
