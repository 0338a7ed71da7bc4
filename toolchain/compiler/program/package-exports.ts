/**
 * What a package.json says about the file behind `name`, `name/sub` and `#internal`: `exports` and `imports` with
 * conditions and patterns, as Node resolves them (Node docs, "Determining module system", PACKAGE_EXPORTS_RESOLVE).
 */

/** In a package's object of conditions the first key in the set wins: one for `import`, one for `require`. */
export const CONDITIONS = {
  import: new Set(['importos', 'node', 'import', 'module-sync', 'default']),
  require: new Set(['importos', 'node', 'require', 'module-sync', 'default']),
} satisfies Record<string, ReadonlySet<string>>;

/** The parts of package.json that resolution reads. */
export interface PackageJson {
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

type Table = Readonly<Record<string, unknown>>;

/** The target of `subpath` (`.` or `./x`) by `exports`: a path relative to the package, or undefined when not exported. */
export function resolveExports(
  exports: unknown,
  subpath: string,
  conditions: ReadonlySet<string> = CONDITIONS.import,
): string | undefined {
  const table =
    isTable(exports) && Object.keys(exports).some((key) => key.startsWith('.')) ? exports : { '.': exports };
  return resolveInTable(table, subpath, conditions);
}

/** The target of `#name` by `imports`: a path relative to the package, or another specifier. */
export function resolveImports(
  imports: unknown,
  name: string,
  conditions: ReadonlySet<string> = CONDITIONS.import,
): string | undefined {
  return isTable(imports) ? resolveInTable(imports, name, conditions) : undefined;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resolveInTable(table: Table, key: string, conditions: ReadonlySet<string>): string | undefined {
  if (Object.hasOwn(table, key) && !key.includes('*')) return resolveTarget(table[key], '', conditions);
  const patterns = Object.keys(table).filter((pattern) => pattern.split('*').length === 2);
  // the longest part before the star is the most specific
  patterns.sort((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length);
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('*');
    const matches =
      key.startsWith(before) && key !== before && key.endsWith(after) && key.length >= pattern.length;
    if (matches)
      return resolveTarget(table[pattern], key.slice(before.length, key.length - after.length), conditions);
  }
  return undefined;
}

function resolveTarget(target: unknown, star: string, conditions: ReadonlySet<string>): string | undefined {
  if (typeof target === 'string') return target.replaceAll('*', star);
  if (Array.isArray(target)) {
    for (const candidate of target) {
      const resolved = resolveTarget(candidate, star, conditions);
      if (resolved !== undefined) return resolved;
    }
  } else if (isTable(target)) {
    for (const [condition, value] of Object.entries(target)) {
      if (!conditions.has(condition)) continue;
      const resolved = resolveTarget(value, star, conditions);
      if (resolved !== undefined) return resolved;
    }
  }
  return undefined;
}
