/**
 * The states of a connection and how events change them: figure 5 of RFC 9293 (3.3.2) as a table.
 *
 * LISTEN is not here: a listener is an object of its own, and its connections begin in SYN-RECEIVED.
 */

export type TcpState = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export const CLOSED = 0;
export const SYN_SENT = 1;
export const SYN_RECEIVED = 2;
export const ESTABLISHED = 3;
export const FIN_WAIT_1 = 4;
export const FIN_WAIT_2 = 5;
export const CLOSE_WAIT = 6;
export const CLOSING = 7;
export const LAST_ACK = 8;
export const TIME_WAIT = 9;

export type TcpEvent = 0 | 1 | 2 | 3 | 4 | 5;

/** A SYN without an ACK of ours came (simultaneous open). */
export const RECEIVED_SYN = 0;
/** Our SYN is acknowledged (and the peer's SYN is here). */
export const SYN_ACKED = 1;
/** The peer's FIN came, and everything before it. */
export const RECEIVED_FIN = 2;
/** Our FIN is acknowledged. */
export const FIN_ACKED = 3;
/** The user is done sending: CLOSE in the RFC's words. */
export const USER_CLOSED = 4;
/** A timer ended TIME-WAIT, or a RST, an abort or a time-out the connection. */
export const DELETED = 5;

/** [state, event, next state] */
const ROWS: readonly (readonly [TcpState, TcpEvent, TcpState])[] = [
  [SYN_SENT, RECEIVED_SYN, SYN_RECEIVED],
  [SYN_SENT, SYN_ACKED, ESTABLISHED],
  [SYN_RECEIVED, SYN_ACKED, ESTABLISHED],
  [ESTABLISHED, RECEIVED_FIN, CLOSE_WAIT],
  [ESTABLISHED, USER_CLOSED, FIN_WAIT_1],
  [FIN_WAIT_1, RECEIVED_FIN, CLOSING],
  [FIN_WAIT_1, FIN_ACKED, FIN_WAIT_2],
  [FIN_WAIT_2, RECEIVED_FIN, TIME_WAIT],
  [CLOSE_WAIT, USER_CLOSED, LAST_ACK],
  [CLOSING, FIN_ACKED, TIME_WAIT],
  [LAST_ACK, FIN_ACKED, CLOSED],
];

const EVENT_COUNT = 6;
const STATE_COUNT = 10;

function buildTable(): readonly TcpState[] {
  const table: TcpState[] = [];
  for (let state = 0; state < STATE_COUNT; state++) {
    for (let event = 0; event < EVENT_COUNT; event++) {
      table.push(event === DELETED ? CLOSED : (state as TcpState));
    }
  }
  for (const [state, event, next] of ROWS) table[state * EVENT_COUNT + event] = next;
  return table;
}

const TABLE = buildTable();

/** The state after `event`; the same state when the event means nothing there. */
export function nextState(state: TcpState, event: TcpEvent): TcpState {
  return TABLE[state * EVENT_COUNT + event];
}

/** Both SYNs are acknowledged: RFC 9293 calls these states synchronized (3.5.1), TIME-WAIT included. */
export function isSynchronized(state: TcpState): boolean {
  return state >= ESTABLISHED;
}

/** The peer may still send data: its FIN has not come. */
export function mayReceive(state: TcpState): boolean {
  return state === ESTABLISHED || state === FIN_WAIT_1 || state === FIN_WAIT_2;
}

/** Data or a FIN of ours may be on its way. */
export function maySend(state: TcpState): boolean {
  return (
    state === ESTABLISHED ||
    state === CLOSE_WAIT ||
    state === FIN_WAIT_1 ||
    state === CLOSING ||
    state === LAST_ACK
  );
}

const NAMES: readonly string[] = [
  'CLOSED',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
];

/** The name of a state in the RFC, for people. */
export function stateName(state: TcpState): string {
  return NAMES[state];
}
