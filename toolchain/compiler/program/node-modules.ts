/** Which `node:` modules there are: the explicit table of those that os/node/ has (or will have), and Node's full list. */

/** Names whose module is os/node/<name>.ts, slashes as written. A name here whose file doesn't exist isn't supported yet. */
export const SUPPORTED_NODE_MODULES: ReadonlySet<string> = new Set([
  'async_hooks',
  'buffer',
  'child_process',
  'console',
  'crypto',
  'dgram',
  'diagnostics_channel',
  'dns',
  'dns/promises',
  'events',
  'fs',
  'fs/promises',
  'http',
  'https',
  'module',
  'net',
  'os',
  'path',
  'path/posix',
  'perf_hooks',
  'process',
  'punycode',
  'querystring',
  'readline',
  'readline/promises',
  'stream',
  'stream/consumers',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'timers',
  'timers/promises',
  'tls',
  'tty',
  'url',
  'util',
  'util/types',
  'zlib',
]);

/** Modules of Node that ImportOS hasn't: importing one by its bare name must not look into node_modules either. */
const OTHER_NODE_MODULES: ReadonlySet<string> = new Set([
  'cluster',
  'constants',
  'domain',
  'http2',
  'inspector',
  'inspector/promises',
  'path/win32',
  'repl',
  'sys',
  'trace_events',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
]);

/** The name without `node:` when the specifier means a module of Node; undefined otherwise. */
export function nodeModuleName(specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return specifier.slice('node:'.length);
  return SUPPORTED_NODE_MODULES.has(specifier) || OTHER_NODE_MODULES.has(specifier) ? specifier : undefined;
}
