/**
 * Everything that the stack counts: the table of reasons why a packet was refused, and what happened else.
 *
 * One flat object, shared by all layers of one stack. Counting never fails and never allocates.
 */

/** Counters since the stack was made. They count up, as doubles (exact to 2^53). */
export class Counters {
  // Link
  framesReceived = 0;
  framesTransmitted = 0;
  /** Too short, or an odd length field. */
  frameMalformed = 0;
  /** For another station. */
  frameNotOurs = 0;
  /** An EtherType that nothing here speaks. */
  frameUnknownProtocol = 0;
  /** The device's ring and our queue were full. */
  transmitDropped = 0;
  arpMalformed = 0;
  arpRequestsAnswered = 0;
  /** Packets dropped because too many waited for one station address. */
  arpPendingDropped = 0;
  /** Neighbours that did not answer. */
  arpUnresolved = 0;
  /** Somebody else uses our address (RFC 5227). */
  arpConflicts = 0;

  // IPv4
  ipReceived = 0;
  ipTransmitted = 0;
  ipMalformed = 0;
  ipBadChecksum = 0;
  /** For another host, or from an address that can't be a source. */
  ipNotOurs = 0;
  ipBadSource = 0;
  ipUnknownProtocol = 0;
  ipNoRoute = 0;
  ipFragmentsReceived = 0;
  ipReassembled = 0;
  ipReassemblyTimeouts = 0;
  ipReassemblyDropped = 0;
  /** No packet buffer to send with. */
  outOfPackets = 0;

  // ICMP
  icmpMalformed = 0;
  icmpEchoAnswered = 0;
  icmpErrorsReceived = 0;
  icmpErrorsSent = 0;
  icmpRateLimited = 0;

  // UDP
  udpReceived = 0;
  udpTransmitted = 0;
  udpMalformed = 0;
  udpBadChecksum = 0;
  udpNoPort = 0;

  // TCP
  tcpReceived = 0;
  tcpTransmitted = 0;
  tcpMalformed = 0;
  tcpBadChecksum = 0;
  /** Segments for no connection and no listener. */
  tcpNoConnection = 0;
  tcpResetsSent = 0;
  tcpResetsReceived = 0;
  tcpRetransmits = 0;
  tcpFastRetransmits = 0;
  tcpTimeouts = 0;
  tcpOutOfOrder = 0;
  /** Out-of-order or paused data for which there was no memory. */
  tcpReceiveDropped = 0;
  /** Refused by the sequence, acknowledgment, PAWS or window check. */
  tcpOutOfWindow = 0;
  tcpChallengeAcks = 0;
  /** SYNs dropped because the backlog or the table was full. */
  tcpSynDropped = 0;
  tcpAccepted = 0;
  tcpConnected = 0;
  tcpTimeWaitRecycled = 0;
  tcpKeepAliveProbes = 0;
  tcpWindowProbes = 0;

  // Clients
  dhcpMalformed = 0;
  dnsMalformed = 0;
  dnsQueries = 0;
  dnsTimeouts = 0;
}
