/**
 * The toolchain as a few files of JavaScript, which Node reads in a fifth of the time that it takes to have two hundred files of TypeScript
 * translated one by one. Made again when one of those files has changed since. Plain JavaScript: it runs before anything translates.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A process that began with an older bundle may still read parts of it. */
const OLD_MS = 24 * 3_600_000;

/**
 * The path of the bundled form of `entry`, made now if need be.
 *
 * @param {string} root the repository
 * @param {string} entry a file of TypeScript, relative to it
 * @param {string} home a directory for the result, inside the repository so that packages are found
 * @returns {Promise<string>}
 */
export async function bundled(root, entry, home) {
  const manifest = join(home, 'manifest.json');
  const known = readManifest(manifest);
  if (known !== undefined && isFresh(root, home, known)) return join(home, known.directory, known.main);
  const { build } = await import('esbuild');
  mkdirSync(home, { recursive: true });
  const partial = join(home, `${process.pid}.partial`);
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outdir: partial,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      sourcemap: 'linked',
      metafile: true,
      logLevel: 'silent',
      plugins: [ownPlaces, plainRequire],
    });
    const files = Object.keys(metafile.inputs).filter((path) => !path.startsWith('required:'));
    const inputs = files.map((path) => stampOf(root, path));
    const directory = `bundle-${createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16)}`;
    const main = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry)?.[0];
    if (main === undefined) throw new Error(`the bundle has no ${entry}`);
    putInPlace(partial, join(home, directory));
    const text = JSON.stringify({ directory, main: relative(partial, join(root, main)), inputs });
    writeFileSync(`${partial}.json`, text);
    renameSync(`${partial}.json`, manifest);
    removeOld(home, directory);
    return join(home, directory, relative(partial, join(root, main)));
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Files find the repository by where they are: in a bundle that is still where they were. */
const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    }));
  },
};

/**
 * TypeScript is a script of 9 MB: as the target of an import Node would compile it once to see which kind of module it is, and read it once
 * more for the names that it exports.
 */
const plainRequire = {
  name: 'plain-require',
  setup(build) {
    build.onResolve({ filter: /^typescript$/ }, ({ path }) => ({ path, namespace: 'required' }));
    build.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `import { createRequire } from 'node:module';
        export default createRequire(import.meta.url)('${path}');`,
      loader: 'js',
    }));
  },
};

/** What changes with a file. */
function stampOf(root, path) {
  const { size, mtimeMs } = statSync(join(root, path));
  return { path, size, mtimeMs };
}

function readManifest(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isFresh(root, home, { inputs, directory, main }) {
  try {
    statSync(join(home, directory, main));
    return inputs.every(({ path, size, mtimeMs }) => {
      const stat = statSync(join(root, path));
      return stat.size === size && stat.mtimeMs === mtimeMs;
    });
  } catch {
    return false;
  }
}

/**
 * Moves a finished bundle to its name, which follows from its sources: one that is there already is the same, and others may be reading it,
 * unless something of it is missing.
 */
function putInPlace(from, to) {
  try {
    renameSync(from, to);
  } catch {
    if (readdirSync(from).every((name) => readdirSync(to).includes(name))) return;
    rmSync(to, { recursive: true, force: true });
    renameSync(from, to);
  }
}

function removeOld(home, current) {
  for (const name of readdirSync(home)) {
    const path = join(home, name);
    if (name === current || !name.startsWith('bundle-')) continue;
    if (Date.now() - statSync(path).mtimeMs > OLD_MS) rmSync(path, { recursive: true, force: true });
  }
}
