/**
 * From a specifier to a file, at build time as Node does it at run time, with TypeScript's habit of writing `./a.js` for
 * a.ts. Answers only which file: whether it can be read and parsed is its loader's business.
 */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeModuleName, SUPPORTED_NODE_MODULES } from './node-modules.ts';
import { CONDITIONS, type PackageJson, resolveExports, resolveImports } from './package-exports.ts';

export type Resolution =
  | { readonly kind: 'file'; readonly path: string }
  /** A module of Node that os/node/ hasn't yet. */
  | { readonly kind: 'unsupported'; readonly name: string }
  | { readonly kind: 'missing' };

const MISSING: Resolution = { kind: 'missing' };
/** Who asks: `import`, or `require` of a CommonJS module. */
export type RequestKind = 'import' | 'require';

/** What a specifier without extension may mean; Node's `require` looks for JavaScript and JSON only. */
const EXTENSIONS: Readonly<Record<RequestKind, readonly string[]>> = {
  import: ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'],
  require: ['.js', '.json', '.cts', '.ts', '.cjs', '.mts', '.mjs'],
};
/** A written extension and the source that may stand behind it. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

export class Resolver {
  readonly #osRoot: string;
  readonly #target: string;
  readonly #packages = new Map<string, PackageJson | undefined>();

  /** `osRoot` is the absolute path of os/; `target` names the folder in os/machine/ that `#machine` means. */
  constructor(osRoot: string, target: string) {
    this.#osRoot = osRoot;
    this.#target = target;
  }

  /** What `specifier` means in the file `from`. */
  resolve(specifier: string, from: string, kind: RequestKind = 'import'): Resolution {
    if (specifier === '#machine') return file(join(this.#osRoot, 'machine', this.#target, 'machine.ts'));
    const name = nodeModuleName(specifier);
    if (name !== undefined) return this.#nodeModule(name);
    if (specifier.startsWith('file:') && kind === 'import')
      return this.#fileOrDirectory(fileURLToPath(specifier), kind);
    if (/^(\.{0,2}\/|\.{1,2}$)/.test(specifier)) return this.#relative(specifier, from, kind);
    if (specifier.startsWith('#')) return this.#internal(specifier, from, kind);
    return this.#package(specifier, from, kind);
  }

  #relative(specifier: string, from: string, kind: RequestKind): Resolution {
    const path = resolvePath(dirname(from), specifier);
    // what ends in a slash or dots is a directory, even when there is a file of that name beside it
    return kind === 'require' && /(^|\/)\.{0,2}$/.test(specifier)
      ? this.#directory(path, kind)
      : this.#fileOrDirectory(path, kind);
  }

  #nodeModule(name: string): Resolution {
    const path = join(this.#osRoot, 'node', `${name}.ts`);
    return SUPPORTED_NODE_MODULES.has(name) && isFile(path) ? file(path) : { kind: 'unsupported', name };
  }

  #fileOrDirectory(path: string, kind: RequestKind): Resolution {
    const extension = /\.[mc]?js$/.exec(path)?.[0] ?? '';
    if (isFile(path)) return file(path);
    for (const source of SOURCES[extension] ?? []) {
      const candidate = path.slice(0, -extension.length) + source;
      if (isFile(candidate)) return file(candidate);
    }
    for (const candidate of EXTENSIONS[kind]) if (isFile(path + candidate)) return file(path + candidate);
    return this.#directory(path, kind);
  }

  /** A directory as a module: its `main`, for `require`, or its index (Node docs, "Folders as modules"). */
  #directory(path: string, kind: RequestKind): Resolution {
    const main = kind === 'require' ? this.#read(path)?.main : undefined;
    const found = main === undefined ? MISSING : this.#fileOrDirectory(join(path, main), 'require');
    return found.kind === 'file' ? found : this.#index(path, kind);
  }

  #index(path: string, kind: RequestKind): Resolution {
    for (const candidate of EXTENSIONS[kind]) {
      const index = join(path, `index${candidate}`);
      if (isFile(index)) return file(index);
    }
    return MISSING;
  }

  #internal(specifier: string, from: string, kind: RequestKind): Resolution {
    const directory = this.#packageAround(dirname(from));
    if (directory === undefined) return MISSING;
    const target = resolveImports(this.#read(directory)?.imports, specifier, CONDITIONS[kind]);
    if (target === undefined) return MISSING;
    return target.startsWith('.')
      ? this.#fileOrDirectory(join(directory, target), kind)
      : this.resolve(target, from, kind);
  }

  #package(specifier: string, from: string, kind: RequestKind): Resolution {
    const parts = specifier.split('/');
    const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    const subpath = `.${specifier.slice(name.length)}`;
    const self = this.#packageAround(dirname(from));
    if (self !== undefined && this.#read(self)?.name === name && this.#read(self)?.exports !== undefined) {
      return this.#inPackage(self, subpath, kind);
    }
    for (let directory = dirname(from); ; directory = dirname(directory)) {
      const candidate = join(directory, 'node_modules', name);
      if (existsSync(candidate)) return this.#inPackage(candidate, subpath, kind);
      if (dirname(directory) === directory) return MISSING;
    }
  }

  #inPackage(directory: string, subpath: string, kind: RequestKind): Resolution {
    const json = this.#read(directory);
    if (json?.exports !== undefined && json.exports !== null) {
      const target = resolveExports(json.exports, subpath, CONDITIONS[kind]);
      return target === undefined ? MISSING : this.#fileOrDirectory(join(directory, target), kind);
    }
    if (subpath !== '.') return this.#fileOrDirectory(join(directory, subpath), kind);
    const main = json?.main === undefined ? MISSING : this.#fileOrDirectory(join(directory, json.main), kind);
    return main.kind === 'file' ? main : this.#index(directory, kind);
  }

  /** The nearest directory upwards with a package.json. */
  #packageAround(start: string): string | undefined {
    for (let directory = start; ; directory = dirname(directory)) {
      if (this.#read(directory) !== undefined) return directory;
      if (dirname(directory) === directory) return undefined;
    }
  }

  #read(directory: string): PackageJson | undefined {
    if (this.#packages.has(directory)) return this.#packages.get(directory);
    let json: PackageJson | undefined;
    try {
      json = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as PackageJson;
    } catch {
      json = undefined;
    }
    this.#packages.set(directory, json);
    return json;
  }

  /**
   * Which kind of module a file is, by its extension and the package it is in (Node docs, "Determining module system"). TypeScript
   * without a package counts as ESM; of JavaScript in a package that doesn't say, the syntax decides.
   */
  moduleKind(path: string): 'esm' | 'commonjs' | 'by syntax' {
    if (/\.c[jt]s$/.test(path)) return 'commonjs';
    if (!path.endsWith('.js')) return 'esm';
    const directory = this.#packageAround(dirname(path));
    const type = directory === undefined ? undefined : this.#read(directory)?.type;
    if (type === 'module') return 'esm';
    return type === 'commonjs' ? 'commonjs' : 'by syntax';
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function file(path: string): Resolution {
  try {
    return { kind: 'file', path: realpathSync.native(path) };
  } catch {
    return MISSING;
  }
}
