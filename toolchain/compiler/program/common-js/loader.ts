/** Finds and loads what CommonJS modules require, and says what each call means. Nothing is evaluated for it: a `require` runs when it is reached. */
import type ts from 'typescript';
import { type DiagnosticSink, placeOf } from '../../diagnostics/sink.ts';
import type { SourceModule } from '../module.ts';
import type { Resolver } from '../resolve.ts';
import { candidatesOf, pathsInStrings } from './candidates.ts';
import type { RequireTarget } from './common-js.ts';
import type { RequireCall } from './facts.ts';

/** Loads for one module graph, whose way of loading a file it is given. */
export class CommonJsLoader {
  readonly #resolver: Resolver;
  readonly #sink: DiagnosticSink;
  readonly #load: (path: string) => SourceModule | undefined;

  constructor(resolver: Resolver, sink: DiagnosticSink, load: (path: string) => SourceModule | undefined) {
    this.#resolver = resolver;
    this.#sink = sink;
    this.#load = load;
  }

  /** Loads all that a module may require; what its calls mean is in `module.commonJs` then. */
  load(module: SourceModule): SourceModule[] {
    const { commonJs } = module;
    if (commonJs === undefined) return [];
    const found: SourceModule[] = [];
    for (const call of commonJs.uses.requires) {
      const target = this.#targetOf(module, call);
      commonJs.targets.set(call.node, target);
      if (target.kind === 'module') found.push(target.module);
    }
    const dynamic = commonJs.uses.requires.filter(({ specifier }) => specifier === undefined);
    for (const call of [...dynamic.map(({ node }) => node), ...commonJs.uses.passedOn]) {
      const [argument] = call.arguments;
      if (argument === undefined) continue;
      for (const candidate of this.#candidates(module, argument)) commonJs.candidates.add(candidate);
    }
    // whoever gets a `require` may ask it for what stands beside it in the text
    const beside = commonJs.uses.usesRequire ? pathsInStrings(module.file) : [];
    for (const candidate of this.#modulesOf(module, beside)) commonJs.candidates.add(candidate);
    return [...found, ...commonJs.candidates];
  }

  #targetOf(module: SourceModule, { node, specifier, isOptional }: RequireCall): RequireTarget {
    if (specifier === undefined) return { kind: 'dynamic' };
    const target = this.#resolve(module, specifier);
    if (target.kind === 'missing') {
      this.#sink.report(isOptional ? 'requiresMissing' : 'moduleMissing', placeOf(node), specifier);
    } else if (target.kind === 'unsupported') {
      const message = isOptional ? 'requiresUnsupported' : 'nodeModuleUnsupported';
      this.#sink.report(message, placeOf(node), target.name);
    }
    return target;
  }

  #resolve(module: SourceModule, specifier: string): RequireTarget {
    const resolution = this.#resolver.resolve(specifier, module.path, 'require');
    if (resolution.kind === 'unsupported') return resolution;
    const found = resolution.kind === 'file' ? this.#load(resolution.path) : undefined;
    return found === undefined ? { kind: 'missing', specifier } : { kind: 'module', module: found };
  }

  /** The modules that an argument may name: the image's table has them. */
  #candidates(module: SourceModule, argument: ts.Expression): SourceModule[] {
    const { specifiers, isUnknown } = candidatesOf(argument, module.path, module.analysis);
    if (isUnknown && module.commonJs !== undefined) {
      module.commonJs.hasUnknown = true;
      this.#sink.report('requiresUnknown', placeOf(argument));
    }
    return this.#modulesOf(module, specifiers);
  }

  #modulesOf(module: SourceModule, specifiers: readonly string[]): SourceModule[] {
    return specifiers.flatMap((specifier) => {
      const target = this.#resolve(module, specifier);
      return target.kind === 'module' ? [target.module] : [];
    });
  }
}
