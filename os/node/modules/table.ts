/**
 * The modules of the image by name, for `require` of what is only known when the program runs, found as Node finds files (Node docs,
 * "All together"): a relative name with `.js`, `.json` or as a directory, another in the `node_modules` of every
 * directory upwards, and Node's own by theirs.
 */

export interface FoundModule {
  /** What `require.resolve` gives. */
  readonly filename: string;
  /** Runs the module if it hasn't run, and gives what it exports. */
  readonly load: () => unknown;
}

const modules: Map<string, FoundModule> = new Map();

/** The compiled program tells of a module. `name`: a file, a package in a `node_modules`, or a module of Node without `node:`. */
export function addToTable(name: string, filename: string, load: () => unknown): void {
  modules.set(name, { filename, load });
}

/** The module that `id` means in the file `from`. */
export function findModule(id: string, from: string): FoundModule | undefined {
  if (id.startsWith('node:')) return modules.get(id.slice('node:'.length));
  const directory = directoryOf(from);
  if (id.startsWith('/')) return findFile(joinPath('/', id), isDirectoryName(id));
  if (id === '.' || id === '..' || id.startsWith('./') || id.startsWith('../'))
    return findFile(joinPath(directory, id), isDirectoryName(id));
  // a name without a slash before it is one of Node's own
  return modules.get(id) ?? findPackage(id, directory);
}

/** Does a name say that it means a directory? */
function isDirectoryName(id: string): boolean {
  return id.endsWith('/') || id === '.' || id === '..' || id.endsWith('/.') || id.endsWith('/..');
}

function findFile(path: string, isDirectory: boolean): FoundModule | undefined {
  const file = isDirectory
    ? undefined
    : (modules.get(path) ?? modules.get(`${path}.js`) ?? modules.get(`${path}.json`));
  const base = path === '/' ? '' : path;
  return file ?? modules.get(`${base}/index.js`) ?? modules.get(`${base}/index.json`);
}

function findPackage(id: string, directory: string): FoundModule | undefined {
  for (let at = directory; ; at = directoryOf(at)) {
    const found = findFile(joinPath(at, `node_modules/${id}`), false);
    if (found !== undefined || at === '/') return found;
  }
}

/** `/a/b.js` → `/a`; of `/a` and `/`: `/`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The absolute path that `path` is in a directory, without dots and doubled slashes. */
function joinPath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
