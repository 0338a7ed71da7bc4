/**
 * Finds, loads and checks a project's `importos.config.ts`. The file is a program and runs here, under Node.
 */
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { COLLECTIONS } from '../compiler/api.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { nearest } from './nearest.ts';

/** The file's name. */
export const CONFIG_NAME = 'importos.config.ts';

/** Makes `import … from 'importos'` mean this clone, so that a configuration works without an installed package. */
const RESOLVER = `export function resolve(specifier, context, next) {
  return next(specifier === 'importos' ? '${new URL('../config.ts', import.meta.url).href}' : specifier, context);
}`;

/** The type of each setting as a checkable fact, and the names that exist. */
const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  entry: isString,
  target: isString,
  memory: isString,
  network: isRecord,
  heap: isRecord,
  env: (value) => isRecord(value) && Object.values(value).every(isString),
};
const NETWORK_CHECKS: typeof CHECKS = {
  ports: (value) => Array.isArray(value) && value.every(isString),
  tap: isString,
};
const HEAP_CHECKS: typeof CHECKS = {
  collection: (value) => isString(value) && COLLECTIONS.has(value),
  max: isString,
};
const TYPES: Readonly<Record<string, string>> = {
  network: 'an object',
  heap: 'an object',
  'heap.collection': `one of '${[...COLLECTIONS.keys()].join("', '")}'`,
  env: 'an object of strings',
  'network.ports': "a list of strings, as in ['8080:80']",
};

/** The configuration that belongs to a directory: in it, or above it up to the project's package.json. */
export function findConfig(dir: string): string | undefined {
  for (let at = dir; ; at = dirname(at)) {
    const path = join(at, CONFIG_NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(at, 'package.json')) || dirname(at) === at) return undefined;
  }
}

/** Runs a configuration file and checks what it exports by default. A Problem for anything that it shouldn't be. */
export async function loadConfig(path: string): Promise<Config> {
  // Bundled we run without anything that translates TypeScript.
  (await import('tsx/esm/api')).register();
  register(`data:text/javascript,${encodeURIComponent(RESOLVER)}`);
  let module: { readonly default?: unknown };
  try {
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    throw new Problem(`${path} can't be loaded: ${error instanceof Error ? error.message : error}`);
  }
  return checkConfig(module.default, path);
}

/** A value as a configuration; a Problem names the setting that is wrong. */
export function checkConfig(value: unknown, path: string): Config {
  if (!isRecord(value)) {
    throw new Problem(
      `${path} has no default export that is an object`,
      'export default defineConfig({ … })',
    );
  }
  checkFields(value, CHECKS, '', path);
  const network = value['network'];
  if (isRecord(network)) checkFields(network, NETWORK_CHECKS, 'network.', path);
  const heap = value['heap'];
  if (isRecord(heap)) checkFields(heap, HEAP_CHECKS, 'heap.', path);
  return value;
}

function checkFields(
  value: Record<string, unknown>,
  checks: typeof CHECKS,
  prefix: string,
  path: string,
): void {
  for (const [key, field] of Object.entries(value)) {
    const check = checks[key];
    if (!check) {
      const near = nearest(key, Object.keys(checks));
      const help = near ? `did you mean '${prefix}${near}'?` : `there are: ${Object.keys(checks).join(', ')}`;
      throw new Problem(`${path}: unknown setting '${prefix}${key}'`, help);
    }
    if (field !== undefined && !check(field)) {
      throw new Problem(`${path}: '${prefix}${key}' must be ${TYPES[prefix + key] ?? 'a string'}`);
    }
  }
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
