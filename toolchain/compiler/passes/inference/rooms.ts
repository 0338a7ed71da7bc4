/**
 * What the declarations of a module prove, by the room of os/ that it lies in (DESIGN section 3).
 *
 * A program reaches built-ins (`os/runtime`) and Node's API (`os/node`) with any values it likes. What lies behind them is only
 * called by the system's own code, which the type checker has seen.
 */
import { type FunctionIr, isStaticMember } from '../../ir/ir.ts';
import type { FunctionInstance } from './objects.ts';

/**
 * Remembers what follows from a key alone. Inference asks it at every operation it looks at, some hundred thousand times a program, of some
 * thousand keys.
 */
export function byKey<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = answer(key);
      known.set(key, found);
    }
    return found;
  };
}

/** A module of the system. */
export function isOs(key: string): boolean {
  return key.startsWith('os/');
}

/** Built-ins hand on to each other what programs give them: what they declare is no proof. */
export function isBuiltin(key: string): boolean {
  return key.startsWith('os/runtime/') && !key.startsWith('os/runtime/core/');
}

/** The core of the run time, which handles values as words. */
export function isCore(key: string): boolean {
  return key.startsWith('os/runtime/core/');
}

/** Rooms whose functions and objects no program gets hold of. */
export const isInner = byKey((key) => /^os\/(net|events|drivers|boot)\//.test(key));

/**
 * Node's API reads the `constructor` of a value for messages and for inspection: its name, its prototype. So that is no reason for every
 * class to be in the image with all that it has. Nothing there may call or construct what it reads so. Of accessors it only asks whether
 * they are there.
 */
export const looksAtClassesOnly = byKey((key) => /^os\/(node|boot)\/|^os\/runtime\/json\//.test(key));

const INTERNALS =
  /^os\/runtime\/collections\/hash-table\.ts|^os\/node\/(buffer\/(?!numbers\.ts)|host\.ts|inspect\/(?!format\.ts|inspect\.ts)|network\.ts|stream\/(destroy|reading|writing|state)\.ts|http\/(byte-writer|bytes|fields|head|http-parser|server-connection|status-codes)\.ts)/;

/**
 * How far declarations of a module are proofs, which are made true by a check where a value of unknown type arrives
 * (llvm/select/guard.ts): all of them behind Node's API; in the API itself only that `this` and properties are instances of the system's
 * own classes, since programs call it with anything.
 */
export const proofsOf = byKey((key): 'all' | 'classes' | 'none' => {
  if (isInner(key) || INTERNALS.test(key)) return 'all';
  return key.startsWith('os/node/') ? 'classes' : 'none';
});

/** A class of Node's API or behind it. */
export function isSystemClass(key: string): boolean {
  return isInner(key) || key.startsWith('os/node/');
}

/** The class whose instances `this` is in a method: methods of Node's API throw a TypeError for other receivers. */
export function receiverClass(fn: FunctionIr): string | undefined {
  const { owner } = fn;
  if (owner === undefined || owner.native !== undefined || isStaticMember(fn)) return undefined;
  return isSystemClass(fn.key) ? owner.key : undefined;
}

/** Objects with a native layout are made and handled raw: which ones doesn't matter. Typed arrays are instances of a few classes. */
export const isRawClass = byKey(
  (key) =>
    key.startsWith('os/runtime/') && !/^os\/runtime\/(typed-array\/(classes|array-buffer)|core)/.test(key),
);

/**
 * Rooms of the system that run once, or only when something is printed or goes wrong: optimised for size. Packets, events, memory and
 * what programs compute with are optimised for speed, as the program itself is.
 */
const COLD =
  /^os\/(boot|machine|drivers\/(?!passt|tap|virtio)|net\/(client|stack|ip\/(icmp|reassembly|routes)|link\/arp|transport\/(ephemeral-ports|tcp\/listener)|wire\/(arp|dhcp|dns|icmpv4|refusal))|node\/(assert|console|errors|inspect|net\/server|process|stream\/destroy|util)|runtime\/(date|error|function|modules|number|object|symbol|uri|bigint|core\/(numbers|messages|errors|objects\/(define|dictionary|own-keys|prototype|shape))))/;

/**
 * A part of the keys of arrays that the program makes: those of one module that are declared alike are one abstract object. The system's
 * are apart from them.
 */
export function madeIn({ fn }: FunctionInstance): string {
  return isOs(fn.key) ? '' : ` in ${fn.key.slice(0, fn.key.indexOf(':'))}`;
}

/** The same for object literals; those without properties are filled later, each in its module's way. */
export function literalRoom({ fn }: FunctionInstance, keys: readonly string[]): string {
  if (keys.length === 0) return ` in ${fn.key.slice(0, fn.key.indexOf(':'))}`;
  return isOs(fn.key) ? '' : ' of the program';
}

/** Does the function belong to what is optimised for size? */
export const isCold = byKey((key) => COLD.test(key));

/** Does a built-in give accessors to its caller as functions? Inspection only asks whether there are any (rooms.ts). */
export function isDescriber(fn: FunctionIr): boolean {
  return describes(fn.key);
}

const describes = byKey((key) =>
  /^os\/runtime\/object\/(object|reflect)\.ts:\w+\.getOwnPropertyDescriptors?$/.test(key),
);

/** Does a built-in list to its caller all that an object has, methods of classes included? */
export function isLister(fn: FunctionIr): boolean {
  return lists(fn.key);
}

const lists = byKey((key) =>
  /^os\/runtime\/object\/(object|reflect)\.ts:\w+\.(getOwnPropertyNames|getOwnPropertyDescriptors|ownKeys)$/.test(
    key,
  ),
);

/** Does it read a property under a name that its caller chooses? */
export function isReader(fn: FunctionIr): boolean {
  return fn.key === 'os/runtime/object/reflect.ts:ReflectGlobal.get';
}

/** Functions of the core that look into objects behind inference's back. */
export const isRaw = byKey(
  (key) =>
    key.startsWith('os/runtime/core/') &&
    !/^os\/runtime\/core\/(strings|numbers|equality|values|print|machine-text|symbols|messages|errors)/.test(
      key,
    ),
);
