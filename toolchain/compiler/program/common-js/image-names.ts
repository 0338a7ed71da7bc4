/**
 * The names that CommonJS modules have in the image: `__filename`, `module.id`, the keys of `require.cache`. Below `/app`, which is the innermost
 * directory that has them all, so that an image says nothing of the computer it was built on, and is the same wherever that was.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModuleGraph } from '../graph.ts';
import type { SourceModule } from '../module.ts';

const roots = new WeakMap<ModuleGraph, string>();

/** The directory that is `/app` in the image. */
function rootOf(graph: ModuleGraph): string {
  let root = roots.get(graph);
  if (root !== undefined) return root;
  for (const module of graph.modules) {
    if (module.isOs) continue;
    root ??= dirname(module.path);
    while (!module.path.startsWith(root === '/' ? '/' : `${root}/`)) root = dirname(root);
  }
  root ??= '/';
  roots.set(graph, root);
  return root;
}

/** `/app/src/main.js` for a file or directory of this computer. */
export function imageName(graph: ModuleGraph, path: string): string {
  const root = rootOf(graph);
  return `/app${root === '/' ? path : path.slice(root.length)}`;
}

/** What `require` by name may find: modules by their names in the image, `pkg` also as `/node_modules/pkg`, Node's own as `pkg`. */
export function requirable(graph: ModuleGraph): ReadonlyMap<string, SourceModule> {
  const modules = [...graph.modules];
  const found = new Map<string, SourceModule>();
  const add = (module: SourceModule): void => {
    if (module.isOs) found.set(module.key.replace(/^os\/node\/|\.ts$/g, ''), module);
    else found.set(imageName(graph, module.path), module);
  };
  const isOpen = modules.some(
    ({ commonJs }) => commonJs?.uses.usesRequire || commonJs?.uses.usesModule || commonJs?.hasUnknown,
  );
  for (const module of modules) {
    const { commonJs } = module;
    if (commonJs === undefined) continue;
    commonJs.candidates.forEach(add);
    if (!isOpen) continue;
    add(module);
    for (const target of commonJs.targets.values()) if (target.kind === 'module') add(target.module);
  }
  for (const [name, module] of packageNames(graph, modules)) {
    if (module.isOs || found.has(imageName(graph, module.path))) found.set(name, module);
  }
  return found;
}

/** `/node_modules/pkg/sub` for each `require('pkg/sub')` whose module is known. */
function packageNames(graph: ModuleGraph, modules: readonly SourceModule[]): [string, SourceModule][] {
  const names: [string, SourceModule][] = [];
  for (const module of modules) {
    for (const { node, specifier } of module.commonJs?.uses.requires ?? []) {
      const target = module.commonJs?.targets.get(node);
      if (specifier === undefined || target?.kind !== 'module' || target.module.isOs) continue;
      const directory = /^[./#]/.test(specifier) ? undefined : directoryOf(specifier, module.path);
      if (directory !== undefined) names.push([imageName(graph, join(directory, specifier)), target.module]);
    }
  }
  return names;
}

/** The `node_modules` in which a package is found from a file. */
function directoryOf(specifier: string, from: string): string | undefined {
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  for (let directory = dirname(from); ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules');
    if (existsSync(join(candidate, name))) return candidate;
    if (dirname(directory) === directory) return undefined;
  }
}
