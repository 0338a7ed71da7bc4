/**
 * What is an IP address: `net.isIP` and its kin.
 */

import { formatIpv4, parseIpv4 } from '../../net/address.ts';

/** 4, 6, or 0 for anything else (Node docs: net.isIP). */
export function isIP(input: unknown): 0 | 4 | 6 {
  if (isIPv4(input)) return 4;
  return isIPv6(input) ? 6 : 0;
}

/** Whether it is dotted decimal without leading zeros. */
export function isIPv4(input: unknown): boolean {
  return parseIpv4(String(input)) >= 0;
}

/** Whether it is an IPv6 address, with an optional zone (RFC 4291 2.2, RFC 4007 11). */
export function isIPv6(input: unknown): boolean {
  const text = String(input);
  const zone = text.indexOf('%');
  if (zone >= 0 && !isZone(text.slice(zone + 1))) return false;
  const address = zone < 0 ? text : text.slice(0, zone);
  const gap = address.indexOf('::');
  if (gap < 0) return countGroups(address) === 8;
  if (address.indexOf('::', gap + 1) >= 0) return false;
  const head = address.slice(0, gap);
  const headCount = head.includes('.') ? -1 : countGroups(head);
  const tailCount = countGroups(address.slice(gap + 2));
  return headCount >= 0 && tailCount >= 0 && headCount + tailCount <= 7;
}

/** How many 16-bit groups there are, or -1 if any isn't one. An IPv4 address at the end counts as two. */
function countGroups(text: string): number {
  if (text === '') return 0;
  const groups = text.split(':');
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] ?? '';
    if (isHexGroup(group)) continue;
    return i === groups.length - 1 && isIPv4(group) ? groups.length + 1 : -1;
  }
  return groups.length;
}

function isHexGroup(text: string): boolean {
  if (text.length < 1 || text.length > 4) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const lower = code | 32;
    if (!(code >= 48 && code <= 57) && !(lower >= 97 && lower <= 102)) return false;
  }
  return true;
}

function isZone(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const lower = code | 32;
    const isWord = (code >= 48 && code <= 57) || (lower >= 97 && lower <= 122);
    if (!isWord && code !== 45 && code !== 46 && code !== 58) return false;
  }
  return text !== '';
}

/** An address of the stack as text. */
export function addressText(address: number): string {
  return formatIpv4(address >>> 0);
}
