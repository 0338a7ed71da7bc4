/**
 * A stub resolver: A records from the configured name servers over UDP (RFC 1035 7, RFC 5452 for forgery).
 *
 * Every query has its own socket, hence its own unguessable port, besides an unguessable id. An answer counts only
 * from the server asked, with the id and the question asked. Results are kept for their TTL.
 */

import { ADDRESS_LOOPBACK, type IpAddress, parseIpv4 } from '../address.ts';
import type { NetErrorCode, ResolveCallback, UdpHandler, UdpService, UdpSocket } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { Counters } from '../counters.ts';
import type { RandomSource } from '../entropy.ts';
import {
  DNS_NAME_ERROR,
  DNS_NO_ERROR,
  DNS_PORT,
  DNS_QUERY_BYTES,
  DnsResponse,
  emitDnsQuery,
  isValidName,
  parseDnsResponse,
} from '../wire/dns.ts';
import { ACCEPTED } from '../wire/refusal.ts';

const CACHE_LIMIT = 256;
const QUERY_LIMIT = 64;
const WAITING_LIMIT = 256;
const FIRST_TIMEOUT_MS = 1000;
/** Each server is asked this often, in turn, with time-outs of 1, 2 and 4 seconds. */
const ROUNDS = 3;
const ALIAS_LIMIT = 16;
const MAX_TTL_SECONDS = 86_400;
/** RFC 2308 5: "no such name" is kept for five minutes at most here. */
const MAX_NEGATIVE_TTL_SECONDS = 300;

const NO_ADDRESSES: readonly IpAddress[] = [];

/** What the resolver knows about a name. */
interface CachedAnswer {
  readonly error: NetErrorCode | undefined;
  readonly addresses: readonly IpAddress[];
  readonly expiresMs: number;
}

/** A callback whose answer is known, until the next poll. */
interface DueCallback {
  readonly callback: ResolveCallback;
  readonly error: NetErrorCode | undefined;
  readonly addresses: readonly IpAddress[];
}

/** A question under way. */
class Query implements UdpHandler {
  readonly name: string;
  readonly callbacks: ResolveCallback[] = [];
  socket: UdpSocket | undefined = undefined;
  id = 0;
  server: IpAddress = 0;
  tries = 0;
  deadlineMs = 0;
  #resolver: DnsResolver;

  constructor(resolver: DnsResolver, name: string) {
    this.#resolver = resolver;
    this.name = name;
  }

  onMessage(
    _socket: UdpSocket,
    bytes: Uint8Array,
    start: number,
    end: number,
    address: IpAddress,
    port: number,
  ): void {
    if (address !== this.server || port !== DNS_PORT) return;
    this.#resolver.receive(this, bytes, start, end);
  }

  onError(): void {
    // The server's port is closed: try the next one now.
    this.deadlineMs = 0;
  }
}

/** The resolver of one stack. */
export class DnsResolver {
  #udp: UdpService;
  #clock: Clock;
  #random: RandomSource;
  #counters: Counters;
  #servers: readonly IpAddress[] = [];
  #ready = false;
  #cache: Map<string, CachedAnswer> = new Map();
  #queries: Query[] = [];
  #due: DueCallback[] = [];
  #response: DnsResponse = new DnsResponse();
  #waiting = 0;
  /** A question came since the last poll. */
  #fresh = false;

  constructor(udp: UdpService, clock: Clock, random: RandomSource, counters: Counters) {
    this.#udp = udp;
    this.#clock = clock;
    this.#random = random;
    this.#counters = counters;
  }

  /** The servers to ask, in order; `ready`: the first configuration is over, there will be no others soon. */
  setServers(servers: readonly IpAddress[], ready: boolean): void {
    this.#servers = servers;
    this.#ready = ready;
  }

  /** See `NetworkStack.resolve`. */
  resolve(text: string, callback: ResolveCallback): void {
    const name = (text.endsWith('.') ? text.slice(0, -1) : text).toLowerCase();
    const literal = parseIpv4(name);
    if (literal >= 0) {
      this.#due.push({ callback, error: undefined, addresses: [literal] });
      return;
    }
    // RFC 6761 6.3
    if (name === 'localhost' || name.endsWith('.localhost')) {
      this.#due.push({ callback, error: undefined, addresses: [ADDRESS_LOOPBACK] });
      return;
    }
    if (!isValidName(name)) {
      this.#due.push({ callback, error: 'ENOTFOUND', addresses: NO_ADDRESSES });
      return;
    }
    const cached = this.#cache.get(name);
    if (cached !== undefined && cached.expiresMs > this.#clock.nowMs) {
      this.#due.push({ callback, error: cached.error, addresses: cached.addresses });
      return;
    }
    this.#ask(name, callback);
  }

  /** Whether a `resolve` waits for a poll. */
  hasWork(): boolean {
    return this.#fresh || this.#due.length > 0;
  }

  /** Nothing is asked and nothing is to be answered. */
  isIdle(): boolean {
    return this.#queries.length === 0 && this.#due.length === 0;
  }

  /** Sends, repeats, gives up and answers; returns when to come again. */
  poll(): number {
    const nowMs = this.#clock.nowMs;
    let deadlineMs = Infinity;
    this.#fresh = false;
    for (let i = this.#queries.length - 1; i >= 0; i--) {
      const query = this.#queries[i];
      if (!this.#ready && this.#servers.length === 0) continue;
      if (nowMs >= query.deadlineMs) this.#next(query);
      deadlineMs = Math.min(deadlineMs, query.deadlineMs);
    }
    this.#answerDue();
    return deadlineMs;
  }

  /** A datagram from the server that was asked. */
  receive(query: Query, bytes: Uint8Array, start: number, end: number): void {
    const response = this.#response;
    if (parseDnsResponse(bytes, start, end, response) !== ACCEPTED) {
      this.#counters.dnsMalformed++;
      return;
    }
    if (response.id !== query.id || response.question !== query.name) {
      this.#counters.dnsMalformed++;
      return;
    }
    if (response.code === DNS_NAME_ERROR) {
      this.#finish(query, 'ENOTFOUND', NO_ADDRESSES, negativeTtl(response));
    } else if (response.code === DNS_NO_ERROR) {
      this.#finishWithRecords(query, response);
    } else {
      // The server can't or won't: ask the next one.
      query.deadlineMs = 0;
    }
  }

  #ask(name: string, callback: ResolveCallback): void {
    if (this.#waiting >= WAITING_LIMIT) {
      this.#due.push({ callback, error: 'EAI_AGAIN', addresses: NO_ADDRESSES });
      return;
    }
    let query = this.#queries.find((candidate) => candidate.name === name);
    if (query === undefined) {
      if (this.#queries.length >= QUERY_LIMIT) {
        this.#due.push({ callback, error: 'EAI_AGAIN', addresses: NO_ADDRESSES });
        return;
      }
      query = new Query(this, name);
      this.#queries.push(query);
    }
    query.callbacks.push(callback);
    this.#fresh = true;
    this.#waiting++;
  }

  /** Sends the query to the next server in turn, or gives up. */
  #next(query: Query): void {
    const servers = this.#servers;
    if (query.tries > 0) this.#counters.dnsTimeouts++;
    if (query.tries >= ROUNDS * servers.length) {
      this.#finish(query, 'EAI_AGAIN', NO_ADDRESSES, 0);
      return;
    }
    query.socket?.close();
    const socket = this.#udp.open({}, query);
    if (typeof socket === 'string') {
      query.socket = undefined;
      this.#finish(query, 'EAI_AGAIN', NO_ADDRESSES, 0);
      return;
    }
    query.socket = socket;
    query.id = this.#random.next32() & 0xffff;
    query.server = servers[query.tries % servers.length];
    const round = Math.floor(query.tries / servers.length);
    query.tries++;
    query.deadlineMs = this.#clock.nowMs + FIRST_TIMEOUT_MS * 2 ** round;
    const bytes = new Uint8Array(DNS_QUERY_BYTES);
    const end = emitDnsQuery(bytes, 0, query.id, query.name);
    this.#counters.dnsQueries++;
    if (socket.send(bytes, 0, end, query.server, DNS_PORT) === 'ENETUNREACH')
      query.deadlineMs = this.#clock.nowMs;
  }

  #finishWithRecords(query: Query, response: DnsResponse): void {
    const addresses: IpAddress[] = [];
    let ttl = MAX_TTL_SECONDS;
    let name = query.name;
    for (let hop = 0; hop < ALIAS_LIMIT; hop++) {
      let alias = '';
      for (const record of response.records) {
        if (record.name !== name) continue;
        ttl = Math.min(ttl, record.ttlSeconds);
        if (record.isAlias) alias = record.target;
        else addresses.push(record.address);
      }
      if (addresses.length > 0 || alias === '') break;
      name = alias;
    }
    if (addresses.length > 0) this.#finish(query, undefined, addresses, ttl);
    else if (response.truncated) query.deadlineMs = 0;
    else this.#finish(query, 'ENOTFOUND', NO_ADDRESSES, negativeTtl(response));
  }

  #finish(
    query: Query,
    error: NetErrorCode | undefined,
    addresses: readonly IpAddress[],
    ttlSeconds: number,
  ): void {
    query.socket?.close();
    query.deadlineMs = Infinity;
    const at = this.#queries.indexOf(query);
    if (at >= 0) this.#queries.splice(at, 1);
    this.#waiting -= query.callbacks.length;
    if (ttlSeconds > 0) this.#remember(query.name, error, addresses, ttlSeconds);
    for (const callback of query.callbacks) this.#due.push({ callback, error, addresses });
  }

  #remember(
    name: string,
    error: NetErrorCode | undefined,
    addresses: readonly IpAddress[],
    ttlSeconds: number,
  ): void {
    this.#cache.delete(name);
    if (this.#cache.size >= CACHE_LIMIT) {
      for (const oldest of this.#cache.keys()) {
        this.#cache.delete(oldest);
        break;
      }
    }
    this.#cache.set(name, { error, addresses, expiresMs: this.#clock.nowMs + ttlSeconds * 1000 });
  }

  #answerDue(): void {
    const due = this.#due;
    if (due.length === 0) return;
    this.#due = [];
    for (const { callback, error, addresses } of due) callback(error, addresses);
  }
}

function negativeTtl(response: DnsResponse): number {
  return Math.min(response.negativeTtlSeconds, MAX_NEGATIVE_TTL_SECONDS);
}
