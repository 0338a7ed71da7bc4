/** A host with one connection, and a peer whose segments are written by hand: where the tests of TCP start. */

import assert from 'node:assert';
import type { TcpSocket } from '../../../api.ts';
import {
  ascii,
  type Host,
  type HostOptions,
  ip,
  Network,
  RecordingHandler,
} from '../../../testing/network.ts';
import { RawPeer, type SeenSegment } from '../../../testing/raw-peer.ts';
import { emitTimestamps, TCP_ACK, TCP_PSH, TCP_SYN } from '../../../wire/tcp.ts';
import { TcpConnection } from '../connection.ts';
import { seqAdd } from '../sequence.ts';
import { stateName } from '../state.ts';

export const PEER_ISS = 1000;

export interface Fixture {
  readonly network: Network;
  readonly host: Host;
  readonly peer: RawPeer;
  readonly handler: RecordingHandler;
  /** The host's initial sequence number. */
  iss: number;
  socket: TcpSocket;
}

export function stateOf(fixture: Fixture): string {
  assert.ok(fixture.socket instanceof TcpConnection);
  return stateName(fixture.socket.state);
}

export function prepare(
  seed: number,
  options: HostOptions = {},
): { network: Network; host: Host; peer: RawPeer } {
  const network = new Network(seed, 0);
  const host = network.addHost(options);
  const peer = new RawPeer(network, ip('10.0.0.9'), 5000, ip('10.0.0.1'), 80);
  return { network, host, peer };
}

export function only(segments: readonly SeenSegment[]): SeenSegment {
  assert.strictEqual(segments.length, 1, `one segment, not ${segments.length}`);
  return segments[0];
}

/** A connection that the peer has opened, in ESTABLISHED. */
export function accepted(
  options: HostOptions = {},
  synOptions?: Uint8Array,
  window: number = 65_535,
): Fixture {
  const { network, host, peer } = prepare(1, options);
  const handler = new RecordingHandler();
  let socket: TcpSocket | undefined;
  host.stack.tcp.listen(
    { port: 80 },
    {
      onAccept(accepted) {
        socket = accepted;
        return handler;
      },
    },
  );
  peer.send({
    flags: TCP_SYN,
    sequence: PEER_ISS,
    window,
    ...(synOptions === undefined ? {} : { options: synOptions }),
  });
  const synAck = only(peer.take());
  assert.strictEqual(synAck.flags, TCP_SYN | TCP_ACK);
  peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1,
    acknowledgment: seqAdd(synAck.sequence, 1),
    window,
    ...(synAck.header.hasTimestamps ? { options: stamps(100, synAck.header.timestampValue) } : {}),
  });
  assert.ok(socket !== undefined);
  assert.deepStrictEqual(peer.take(), []);
  return { network, host, peer, handler, iss: synAck.sequence, socket };
}

/** A connection that the host opens, in SYN-SENT. */
export function connecting(options: HostOptions = {}): Fixture {
  const { network, host, peer } = prepare(2, options);
  const handler = new RecordingHandler();
  const socket = host.stack.tcp.connect({ address: ip('10.0.0.9'), port: 5000 }, handler);
  if (typeof socket === 'string') throw new Error(socket);
  peer.settle();
  peer.setHostPort(socket.localPort);
  const syn = only(peer.take());
  assert.strictEqual(syn.flags, TCP_SYN);
  return { network, host, peer, handler, iss: syn.sequence, socket };
}

export function stamps(value: number, echo: number): Uint8Array {
  const bytes = new Uint8Array(12);
  emitTimestamps(bytes, 0, value, echo);
  return bytes;
}

export function data(
  fixture: Fixture,
  offset: number,
  text: string,
  flags: number = TCP_ACK | TCP_PSH,
): void {
  fixture.peer.send({
    flags,
    sequence: PEER_ISS + 1 + offset,
    acknowledgment: seqAdd(fixture.iss, 1),
    payload: ascii(text),
  });
}

export function ack(fixture: Fixture, peerOffset: number, acked: number, window: number = 65_535): void {
  fixture.peer.send({
    flags: TCP_ACK,
    sequence: PEER_ISS + 1 + peerOffset,
    acknowledgment: seqAdd(fixture.iss, 1 + acked),
    window,
  });
}
