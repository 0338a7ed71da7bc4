/**
 * IP addresses as the stack holds them, and as people write them.
 *
 * An IPv4 address is an unsigned 32-bit number, most significant byte first: 127.0.0.1 is 0x7f000001.
 * Everything above the IP layer names the type `IpAddress`, so that IPv6 can widen it in this one place.
 */

/** An IPv4 address, 0 … 2^32 - 1. */
export type Ipv4Address = number;

/** An address of any family that the stack speaks. */
export type IpAddress = Ipv4Address;

/** 0.0.0.0: "any" when binding, "none yet" as a source. */
export const ADDRESS_ANY: Ipv4Address = 0;
/** 127.0.0.1 */
export const ADDRESS_LOOPBACK: Ipv4Address = 0x7f000001;
/** 255.255.255.255 */
export const ADDRESS_BROADCAST: Ipv4Address = 0xffffffff;

/** 127.0.0.0/8, RFC 1122 3.2.1.3. */
export function isLoopback(address: Ipv4Address): boolean {
  return address >>> 24 === 127;
}

/** 224.0.0.0/4, RFC 1112. */
export function isMulticast(address: Ipv4Address): boolean {
  return address >>> 28 === 14;
}

/** 169.254.0.0/16, RFC 3927. */
export function isLinkLocal(address: Ipv4Address): boolean {
  return address >>> 16 === 0xa9fe;
}

/** The netmask of a prefix length from 0 to 32, as an unsigned number. */
export function prefixMask(prefixLength: number): number {
  return prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
}

/** The prefix length of a netmask, or -1 when its ones are not contiguous. */
export function maskPrefixLength(mask: number): number {
  const inverted = ~mask >>> 0;
  if ((inverted & (inverted + 1)) !== 0) return -1;
  return Math.clz32(inverted);
}

/** Dotted decimal: `10.0.2.15`. */
export function formatIpv4(address: Ipv4Address): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/**
 * The address in four decimal parts, each from 0 to 255 without leading zeros (which some read as octal), or
 * -1 for any other text.
 */
export function parseIpv4(text: string): Ipv4Address | -1 {
  let address = 0;
  let part = -1;
  let parts = 0;
  if (text.length > 15) return -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 46;
    if (code === 46) {
      if (part < 0) return -1;
      address = ((address << 8) | part) >>> 0;
      parts++;
      part = -1;
    } else if (code >= 48 && code <= 57) {
      if (part === 0) return -1;
      part = (part < 0 ? 0 : part * 10) + code - 48;
      if (part > 255) return -1;
    } else {
      return -1;
    }
  }
  return parts === 4 ? address : -1;
}

/** A station address as `52:54:00:12:34:56`. */
export function formatMac(mac: Uint8Array): string {
  let text = '';
  for (let i = 0; i < 6; i++) {
    text += (i === 0 ? '' : ':') + (mac[i] < 16 ? '0' : '') + mac[i].toString(16);
  }
  return text;
}
