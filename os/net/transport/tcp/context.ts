/** What the parts of TCP that work on one connection (input, output, timers) need of the whole. */

import type { NetErrorCode } from '../../api.ts';
import type { Clock } from '../../clock.ts';
import type { Counters } from '../../counters.ts';
import type { Ipv4 } from '../../ip/ipv4.ts';
import type { TcpConnection } from './connection.ts';
import type { RingMemory } from './ring-memory.ts';

/** The limits of TCP; all have defaults in `DEFAULT_TCP_CONFIG`. */
export interface TcpConfig {
  /** Connections in all states, TIME-WAIT included. */
  readonly maxConnections: number;
  /** Connections in TIME-WAIT; the oldest makes room. */
  readonly maxTimeWait: number;
  /** Bytes a connection's send buffer may hold: a power of two from 4,096. */
  readonly sendBufferBytes: number;
  /** The receive window: a power of two from 4,096 to 2^20. */
  readonly receiveBufferBytes: number;
  /** Bytes that all buffers may hold together. */
  readonly memoryBytes: number;
  /** How long TIME-WAIT lasts: twice the maximum segment lifetime. */
  readonly timeWaitMs: number;
}

export const DEFAULT_TCP_CONFIG: TcpConfig = {
  maxConnections: 8192,
  maxTimeWait: 1024,
  sendBufferBytes: 131_072,
  receiveBufferBytes: 131_072,
  memoryBytes: 4 * 1024 * 1024,
  timeWaitMs: 60_000,
};

/** Implemented by `Tcp`. */
export interface TcpContext {
  readonly ip: Ipv4;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly memory: RingMemory;
  readonly config: TcpConfig;
  /** The connection has something to send or to deliver: visit it before this poll ends. */
  markDirty(connection: TcpConnection): void;
  /** The link is full: visit the connection in the next poll. */
  stall(connection: TcpConnection): void;
  /** A `write` found no memory: call `onDrain` when there is some again. */
  waitForMemory(connection: TcpConnection): void;
  /** The connection's deadlines have changed. */
  schedule(connection: TcpConnection): void;
  /** The handshake of an accepted connection is done. */
  handOver(connection: TcpConnection): void;
  /** Both directions are done: TIME-WAIT begins. */
  enterTimeWait(connection: TcpConnection): void;
  /** The connection is no more; its user learns of it before this poll ends (`error`: why). */
  destroy(connection: TcpConnection, error: NetErrorCode | undefined): void;
  /** Tells the user at the end of this poll that the connection is over, unless told before. */
  reportClose(connection: TcpConnection, error: NetErrorCode | undefined): void;
}
