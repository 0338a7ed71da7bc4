/** Private names: which class declares one — the innermost around its use that has it — and what it is called in IR. */
import ts from 'typescript';
import type { ClassInfo, Instr } from '../ir/ir.ts';
import { privateName } from '../ir/names.ts';
import { stableNumber } from '../ir/stable-name.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { throwNew } from './runtime-errors.ts';

export function classOfPrivateName(f: FunctionLowering, name: ts.PrivateIdentifier): ClassInfo {
  const declaring = declaringClass(name);
  if (declaring === undefined) throw new Error(`${name.text} isn't in a class`);
  return f.program.classOf(f.module, declaring, f.copy);
}

/** The innermost class around a private name that declares it; where none does, the outermost. */
function declaringClass(name: ts.PrivateIdentifier): ts.ClassLikeDeclaration | undefined {
  let outermost: ts.ClassLikeDeclaration | undefined;
  for (let node: ts.Node | undefined = name.parent; node !== undefined; node = node.parent) {
    if (!ts.isClassLike(node)) continue;
    outermost = node;
    if (node.members.some((member) => nameOf(member) === name.text)) break;
  }
  return outermost;
}

/**
 * A private method or accessor is that of every instance (or of the class, if static): a TypeError unless `object` is one. Whether a
 * field is there, its access itself finds out. The system's own code keeps to its types.
 */
export function requireBrand(
  f: FunctionLowering,
  name: ts.PrivateIdentifier,
  object: Instr,
  info: ClassInfo,
): void {
  if (f.module.isOs) return;
  const member = declaringClass(name)?.members.find((each) => nameOf(each) === name.text);
  if (member === undefined || !(ts.isMethodDeclaration(member) || ts.isAccessor(member))) return;
  const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
  const [fits, misfits] = [f.b.newBlock(), f.b.newBlock(true)];
  const attrs = { class: info, name: f.program.privateNames.in(info, name.text) };
  f.b.branch(f.emit(name, 'private.has', [object], attrs), fits, misfits);
  f.b.start(misfits);
  const what = isStatic ? 'class' : 'an instance of class';
  throwNew(f, name, 'TypeError', `Receiver must be ${what} ${info.name === '' ? 'anonymous' : info.name}`);
  f.b.start(fits);
}

/** Numbers that a private name may have. */
const NUMBERS = 36 ** 4;

/** What `#word` of each class of a program is called in operations. */
export class PrivateNames {
  readonly #names = new Map<ClassInfo, Map<string, string>>();
  readonly #taken = new Set<string>();

  /** Classes of one chain may have the same private names: a name has a number of its class, which stays when something else is edited. */
  in(info: ClassInfo, word: string): string {
    let names = this.#names.get(info);
    if (names === undefined) {
      names = new Map();
      this.#names.set(info, names);
    }
    let name = names.get(word);
    if (name === undefined) {
      let number = stableNumber(info.key) % NUMBERS;
      name = privateName(word, number);
      while (this.#taken.has(name)) {
        number = (number + 1) % NUMBERS;
        name = privateName(word, number);
      }
      names.set(word, name);
      this.#taken.add(name);
    }
    return name;
  }
}

function nameOf(member: ts.ClassElement): string | undefined {
  return member.name !== undefined && ts.isPrivateIdentifier(member.name) ? member.name.text : undefined;
}
