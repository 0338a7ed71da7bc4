/**
 * An address that isn't asked of DHCP, from the environment:
 *
 *     IMPORTOS_ADDRESS=10.0.0.2/24   IMPORTOS_GATEWAY=10.0.0.1   IMPORTOS_NAME_SERVERS=10.0.0.1,10.0.0.3
 *
 * A setting that makes no sense ends the program with what is wrong: a machine that comes up elsewhere than it was told
 * to is worse than one that doesn't come up.
 */
import { parseIpv4 } from '../net/address.ts';
import type { StaticAddress } from '../net/stack.ts';

/** The environment of a program. */
export type Environment = { readonly [name: string]: string | undefined };

/** What IMPORTOS_ADDRESS and IMPORTOS_GATEWAY say; undefined without the first. Throws when they make no sense. */
export function fixedAddress(env: Environment): StaticAddress | undefined {
  const text = env['IMPORTOS_ADDRESS'];
  if (text === undefined) return undefined;
  const slash = text.indexOf('/');
  const prefixLength = slash < 0 ? Number.NaN : Number(text.slice(slash + 1));
  const address = parseIpv4(slash < 0 ? text : text.slice(0, slash));
  if (address <= 0 || !Number.isInteger(prefixLength) || prefixLength < 1 || prefixLength > 32) {
    throw new Error(`IMPORTOS_ADDRESS is '${text}': an address and its prefix are wanted, as in 10.0.0.2/24`);
  }
  const gateway = env['IMPORTOS_GATEWAY'];
  return gateway === undefined
    ? { address, prefixLength }
    : { address, prefixLength, gateway: wantedAddress('IMPORTOS_GATEWAY', gateway) };
}

/** What IMPORTOS_NAME_SERVERS lists; undefined when it isn't set: DHCP's. Throws when one is no address. */
export function fixedNameServers(env: Environment): number[] | undefined {
  const text = env['IMPORTOS_NAME_SERVERS'];
  return text?.split(',').map((one) => wantedAddress('IMPORTOS_NAME_SERVERS', one));
}

function wantedAddress(name: string, text: string): number {
  const address = parseIpv4(text);
  if (address <= 0) throw new Error(`'${text}' in ${name} is no address`);
  return address;
}
