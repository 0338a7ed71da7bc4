/**
 * One connection: the transmission control block of RFC 9293 3.3.1 and the methods that its user sees.
 *
 * The fields are open to `input.ts`, `output.ts`, `timers.ts` and `tcp.ts`, which hold the behaviour; users see the
 * interface `TcpSocket` only. Methods change fields and mark the connection: segments leave at the end of the poll.
 */

import type { IpAddress } from '../../address.ts';
import type { NetErrorCode, TcpHandler, TcpSocket } from '../../api.ts';
import { Congestion } from './congestion.ts';
import type { TcpContext } from './context.ts';
import type { Timed } from './deadline-queue.ts';
import type { Listener } from './listener.ts';
import { output } from './output.ts';
import { ReceiveBuffer } from './receive-buffer.ts';
import { RttEstimator } from './rtt.ts';
import { Scoreboard } from './scoreboard.ts';
import { emitReset } from './segment.ts';
import { SendBuffer } from './send-buffer.ts';
import {
  CLOSED,
  FIN_WAIT_2,
  isSynchronized,
  nextState,
  SYN_RECEIVED,
  SYN_SENT,
  type TcpState,
  TIME_WAIT,
  USER_CLOSED,
} from './state.ts';

const DEFAULT_KEEP_ALIVE_MS = 7_200_000;
/** How long a closed connection waits for the peer's FIN. */
export const ORPHAN_MS = 60_000;

/** Before `onAccept` has answered nobody listens. */
const SILENT_HANDLER: TcpHandler = {
  onData(): void {},
  onClose(): void {},
};

/** A connection in any state but LISTEN. */
export class TcpConnection implements TcpSocket, Timed {
  readonly localAddress: IpAddress;
  readonly localPort: number;
  readonly remoteAddress: IpAddress;
  readonly remotePort: number;
  owner: unknown = undefined;
  handler: TcpHandler = SILENT_HANDLER;
  state: TcpState = CLOSED;
  /** The listener whose backlog this connection is in: until the handshake is done. */
  listener: Listener | undefined = undefined;

  // Send sequence variables
  iss = 0;
  sndUna = 0;
  /** What is sent next; falls back to SND.UNA after a time-out. */
  sndNxt = 0;
  /** Behind everything that was ever sent. */
  sndMax = 0;
  /** The peer's window in bytes. */
  sndWnd = 0;
  sndWndMax = 0;
  sndWl1 = 0;
  sndWl2 = 0;
  sndScale = 0;
  /** Payload of a full segment, without options. */
  mss = 536;
  /** `end()` was called: FIN follows the buffer. */
  finQueued = false;
  finSent = false;
  finSequence = 0;
  readonly sendBuffer: SendBuffer;
  /** A `write` was cut short. */
  drainWanted = false;
  noDelay = false;

  // Receive sequence variables
  irs = 0;
  rcvNxt = 0;
  /** The right edge of the window that we have advertised. */
  rcvAdv = 0;
  rcvScale = 0;
  readonly receiveBuffer: ReceiveBuffer;
  /** The peer's FIN came, perhaps ahead of missing bytes. */
  peerFinKnown = false;
  peerFinSequence = 0;
  paused = false;
  /** `close()` was called: nobody takes data any more. */
  detached = false;
  /** RCV.NXT has passed the FIN. */
  finReceived = false;
  endReported = false;
  closeReported = false;
  closeError: NetErrorCode | undefined = undefined;

  // Acknowledging
  lastAckSent = 0;
  /** Segments in order since the last ACK. */
  unackedSegments = 0;
  ackNow = false;
  lastChallengeMs = -Infinity;

  // Options in use
  scaleEnabled = false;
  timestampsEnabled = false;
  timestampOffset = 0;
  timestampRecent = 0;
  timestampRecentMs = 0;
  sackEnabled = false;

  // Loss and congestion
  readonly rtt: RttEstimator = new RttEstimator();
  readonly congestion: Congestion = new Congestion();
  readonly scoreboard: Scoreboard = new Scoreboard();
  /** The segment that is being timed, when there are no timestamps; -1: none. */
  rttStartMs = -1;
  rttSequence = 0;
  duplicateAcks = 0;
  inRecovery = false;
  /** SND.MAX when the last recovery or time-out began (RFC 6582). */
  recover = 0;
  /** In recovery: everything before it that was lost has been sent again (RFC 6675 HighRxt). */
  highRetransmit = 0;
  retransmits = 0;
  /** New data was sent to ask what became of the rest (RFC 8985 7), and nothing new is acknowledged since. */
  tailProbed = false;
  /** What ICMP last said; the reason given when the connection times out. */
  softError: NetErrorCode | undefined = undefined;

  // Timers: absolute times in ms, Infinity while off
  retransmitMs = Infinity;
  /** The retransmission timer probes a closed window instead. */
  persisting = false;
  delayedAckMs = Infinity;
  keepAliveMs = Infinity;
  /** The end of TIME-WAIT, or of an orphan's wait. */
  lifeMs = Infinity;
  keepAliveIdleMs = 0;
  keepAliveProbes = 0;
  lastReceiveMs = 0;
  lastSendMs = 0;

  // Places in the collections of `Tcp`
  deadlineMs = Infinity;
  heapIndex = -1;
  heapMs = 0;
  nextInTable: TcpConnection | undefined = undefined;
  isDirty = false;
  isStalled = false;
  waitsForMemory = false;

  #context: TcpContext;

  constructor(
    context: TcpContext,
    localAddress: IpAddress,
    localPort: number,
    remoteAddress: IpAddress,
    remotePort: number,
  ) {
    this.#context = context;
    this.localAddress = localAddress;
    this.localPort = localPort;
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
    this.sendBuffer = new SendBuffer(context.config.sendBufferBytes, context.memory);
    this.receiveBuffer = new ReceiveBuffer(context.config.receiveBufferBytes, context.memory);
  }

  setHandler(handler: TcpHandler): void {
    this.handler = handler;
  }

  write(bytes: Uint8Array, start: number = 0, end: number = bytes.length): number {
    if (this.finQueued || this.detached || this.state === CLOSED || this.state === TIME_WAIT) return 0;
    const last = Math.min(end, bytes.length);
    if (start < 0 || start >= last) return 0;
    const accepted = this.sendBuffer.append(bytes, start, last);
    if (accepted < last - start) {
      this.drainWanted = true;
      // With an empty buffer no ACK will come to make room: it is the common memory that is short.
      if (this.sendBuffer.length === 0) this.#context.waitForMemory(this);
    }
    if (accepted > 0) this.#context.markDirty(this);
    return accepted;
  }

  writableBytes(): number {
    if (this.finQueued || this.detached || this.state === CLOSED || this.state === TIME_WAIT) return 0;
    return this.sendBuffer.limit - this.sendBuffer.length;
  }

  queuedBytes(): number {
    return this.sendBuffer.length;
  }

  end(): void {
    if (this.finQueued || this.state === CLOSED) return;
    this.finQueued = true;
    // In SYN-SENT and SYN-RECEIVED nothing changes yet: the FIN follows the handshake (RFC 9293 3.10.4).
    this.state = nextState(this.state, USER_CLOSED);
    this.#context.markDirty(this);
  }

  close(): void {
    if (this.detached) return;
    this.detached = true;
    if (this.state === CLOSED) {
      // It ended while bytes waited for a pausing user, who gives them up now.
      this.#context.reportClose(this, undefined);
      return;
    }
    if (this.state === SYN_SENT) {
      this.#context.destroy(this, undefined);
      return;
    }
    if (this.receiveBuffer.readable > 0) {
      // RFC 1122 4.2.2.13: the peer must learn that data was lost. What was written and may leave goes first: an answer
      // to a request whose rest isn't read would be lost otherwise.
      output(this.#context, this);
      this.abort();
      return;
    }
    this.end();
    if (this.state === FIN_WAIT_2) {
      this.lifeMs = this.#context.clock.nowMs + ORPHAN_MS;
      this.#context.schedule(this);
    }
    this.#context.reportClose(this, undefined);
  }

  abort(): void {
    this.detached = true;
    if (this.state === CLOSED) {
      this.#context.reportClose(this, undefined);
      return;
    }
    if (this.state === SYN_RECEIVED || (isSynchronized(this.state) && this.state !== TIME_WAIT)) {
      emitReset(this.#context, this);
    }
    this.#context.destroy(this, undefined);
  }

  setNoDelay(noDelay: boolean): void {
    this.noDelay = noDelay;
    if (noDelay && this.sendBuffer.length > 0) this.#context.markDirty(this);
  }

  setKeepAlive(enabled: boolean, idleMs: number = DEFAULT_KEEP_ALIVE_MS): void {
    this.keepAliveIdleMs = enabled ? (idleMs > 0 ? idleMs : DEFAULT_KEEP_ALIVE_MS) : 0;
    this.keepAliveProbes = 0;
    this.keepAliveMs =
      enabled && isSynchronized(this.state) ? this.#context.clock.nowMs + this.keepAliveIdleMs : Infinity;
    // The next poll takes the new deadline into account.
    if (this.state !== CLOSED) this.#context.markDirty(this);
  }

  pauseReceive(): void {
    this.paused = true;
  }

  resumeReceive(): void {
    if (!this.paused) return;
    this.paused = false;
    this.#context.markDirty(this);
  }
}
