/**
 * CommonJS modules as programs see them (Node docs, "Modules: CommonJS modules"): `module` and `require` as objects, `require.cache`, and
 * `require` by a name that was not known when the image was built. What a literal `require('./a')` runs is compiled code
 * (toolchain/compiler/lower/common-js/); most programs have nothing of this file. Names of files are those in the image.
 */
import { invalidArgType, nodeError } from '../errors/codes.ts';
import { codedError, NodeTypeError } from '../errors/node-error.ts';
import { directoryOf, type FoundModule, findModule } from './table.ts';

export { addToTable } from './table.ts';

/** A `module`. */
interface Module {
  id: string;
  path: string;
  exports: unknown;
  filename: string;
  loaded: boolean;
  children: Module[];
  paths: string[];
  parent: Module | null | undefined;
  require: (id: unknown) => unknown;
}

/** What throws says which files asked for the module, the innermost first. */
type ModuleError = Error & { requireStack?: string[] };

/** `require.cache`. */
const cache: Record<string, Module> = Object.create(null);
/** Who is about to require something: it becomes the parent of what is loaded. */
let requirer: Module | undefined;

/** The module is about to require something. */
export function requiredBy(module: Module | undefined): void {
  requirer = module;
}

function takeRequirer(): Module | undefined {
  const taken = requirer;
  requirer = undefined;
  return taken;
}

/** A new `module`; its exports are in a variable of the compiled module. */
export function makeModule(
  filename: string,
  isMain: boolean,
  get: () => unknown,
  set: (value: unknown) => void,
): Module {
  const path = directoryOf(filename);
  const module = {
    id: isMain ? '.' : filename,
    path,
    get exports(): unknown {
      return get();
    },
    set exports(value: unknown) {
      set(value);
    },
    filename,
    loaded: false,
    children: [],
    paths: lookupPaths(path),
  } as unknown as Module;
  const parent = isMain ? null : requirer;
  Object.defineProperty(module, 'parent', { value: parent, writable: true, configurable: true });
  const require = (id: unknown): unknown => {
    requiredBy(module);
    return requireFromTable(id, filename);
  };
  Object.defineProperty(module, 'require', { value: require, writable: true, configurable: true });
  return module;
}

/** `/a/b` → `/a/b/node_modules`, `/a/node_modules`, `/node_modules`. */
function lookupPaths(directory: string): string[] {
  const paths: string[] = [];
  for (let at = directory; ; at = directoryOf(at)) {
    if (!at.endsWith('/node_modules')) paths.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') return paths;
  }
}

/** What the cache has of a file: undefined when it is to be run. */
export function cachedModule(filename: string): Module | undefined {
  return cache[filename];
}

/** The module begins to run. */
export function enterModule(module: Module): void {
  adoptModule(module);
  cache[module.filename] = module;
}

/** Whoever is requiring gets the module as a child. */
export function adoptModule(module: Module): void {
  const parent = takeRequirer();
  if (parent !== undefined && !parent.children.includes(module)) parent.children.push(module);
}

/** The module has run. */
export function endModule(module: Module): void {
  module.loaded = true;
}

/** The module has thrown: it is as if it had never been required. */
export function dropModule(module: Module): void {
  delete cache[module.filename];
  const { parent } = module;
  if (parent === undefined || parent === null) return;
  const index = parent.children.indexOf(module);
  if (index >= 0) parent.children.splice(index, 1);
}

/** The `require` of a module as a value. */
export function requireOf(module: Module, main: Module | undefined): unknown {
  const { filename } = module;
  const known = requires.get(module);
  if (known !== undefined) return known;
  const require = Object.assign(
    function require(id: unknown): unknown {
      requiredBy(module);
      return requireFromTable(id, filename);
    },
    {
      resolve: Object.assign(
        function resolve(id: unknown): string {
          return resolveFromTable(id, filename);
        },
        {
          paths: function paths(id: string): string[] {
            return id.startsWith('.') ? [directoryOf(filename)] : lookupPaths(directoryOf(filename));
          },
        },
      ),
      main,
      extensions: Object.create(null),
      cache,
    },
  );
  requires.set(module, require);
  return require;
}

const requires: Map<Module, unknown> = new Map();

/** `require(id)` in the file `from`. */
export function requireFromTable(id: unknown, from: string): unknown {
  const exports = find(id, from).load();
  // an ES or JSON module has no parent
  requirer = undefined;
  return exports;
}

/** `require.resolve(id)` in the file `from`. */
export function resolveFromTable(id: unknown, from: string): string {
  return find(id, from).filename;
}

function find(id: unknown, from: string): FoundModule {
  if (typeof id !== 'string') throw invalidArgType('id', 'string', id);
  if (id === '')
    throw new NodeTypeError(
      'ERR_INVALID_ARG_VALUE',
      "The argument 'id' must be a non-empty string. Received ''",
    );
  const found = findModule(id, from);
  if (found !== undefined) return found;
  if (id.startsWith('node:')) throwBuiltinMissing(id.slice('node:'.length));
  throwModuleMissing(id, from);
}

/** Nobody has the module. */
export function throwModuleMissing(id: string, from: string): never {
  const stack = [from];
  for (let parent = cache[from]?.parent; parent !== undefined && parent !== null; parent = parent.parent)
    stack.push(parent.filename);
  const lines = stack.map((file) => `\n- ${file}`).join('');
  const error: ModuleError = codedError(
    'MODULE_NOT_FOUND',
    `Cannot find module '${id}'\nRequire stack:${lines}`,
  );
  error.requireStack = stack;
  throw error;
}

/** A module of Node that the image has not. */
export function throwBuiltinMissing(name: string): never {
  throw nodeError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: node:${name}`);
}

/** An ES module whose graph awaits. */
export function throwAsyncModule(filename: string): never {
  throw nodeError(
    'ERR_REQUIRE_ASYNC_MODULE',
    `require() cannot be used on an ESM graph with top-level await. Use import() instead: ${filename}`,
  );
}
