/**
 * `http://host:port/path?query` as the options of a request.
 */

import { NodeTypeError } from '../errors/node-error.ts';
import type { RequestOptions } from './client.ts';

/** Splits an absolute http URL. ERR_INVALID_URL, ERR_INVALID_PROTOCOL. */
export function urlToOptions(url: string): RequestOptions {
  const schemeEnd = url.indexOf('://');
  if (schemeEnd < 0) throw new NodeTypeError('ERR_INVALID_URL', 'Invalid URL');
  const protocol = url.slice(0, schemeEnd + 1).toLowerCase();
  if (protocol !== 'http:') {
    throw new NodeTypeError('ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "http:"`);
  }
  const rest = withoutFragment(url.slice(schemeEnd + 3));
  const pathStart = firstOf(rest, '/', '?');
  const authority = rest.slice(0, pathStart);
  const path = rest.slice(pathStart);
  const at = authority.lastIndexOf('@');
  const place = authority.slice(at + 1);
  const colon = place.lastIndexOf(':');
  const hostname = colon < 0 ? place : place.slice(0, colon);
  if (hostname === '') throw new NodeTypeError('ERR_INVALID_URL', 'Invalid URL');
  return {
    hostname,
    port: colon < 0 ? 80 : Number(place.slice(colon + 1)) || 80,
    path: path === '' ? '/' : path.startsWith('?') ? `/${path}` : path,
    ...(at < 0 ? {} : { auth: decodeURIComponent(authority.slice(0, at)) }),
  };
}

function withoutFragment(text: string): string {
  const hash = text.indexOf('#');
  return hash < 0 ? text : text.slice(0, hash);
}

function firstOf(text: string, left: string, right: string): number {
  const first = text.indexOf(left);
  const second = text.indexOf(right);
  if (first < 0) return second < 0 ? text.length : second;
  return second < 0 ? first : Math.min(first, second);
}
