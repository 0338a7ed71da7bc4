/**
 * The programs of other people that ImportOS calls, each with what it is for and where it comes from. npm packages are
 * in package.json and installed by ./importos before any of this runs.
 */

/** When a program is needed. */
export type Purpose = 'build' | 'machine' | 'network' | 'debugger' | 'tests';

/** One program. */
export interface Requirement {
  readonly command: string;
  readonly purpose: Purpose;
  /** Completes "… is needed to". */
  readonly why: string;
  /** The package that has it in Debian and Ubuntu. */
  readonly aptPackage: string;
}

/** Every program, in the order in which `importos doctor` shows them. */
export const REQUIREMENTS: readonly Requirement[] = [
  { command: 'clang-19', purpose: 'build', aptPackage: 'clang-19', why: 'turn LLVM IR into machine code' },
  { command: 'ld.lld-19', purpose: 'build', aptPackage: 'lld-19', why: 'link an image' },
  {
    command: 'llvm-objcopy-19',
    purpose: 'build',
    aptPackage: 'llvm-19',
    why: 'take debug information out of an image',
  },
  { command: 'qemu-system-x86_64', purpose: 'machine', aptPackage: 'qemu-system-x86', why: 'boot an image' },
  {
    command: 'passt',
    purpose: 'network',
    aptPackage: 'passt',
    why: 'give a Linux process its network without privileges',
  },
  { command: 'gdb', purpose: 'debugger', aptPackage: 'gdb', why: 'look into a program while it runs' },
  { command: 'curl', purpose: 'tests', aptPackage: 'curl', why: 'be the HTTP client of the tests' },
  { command: 'ip', purpose: 'tests', aptPackage: 'iproute2', why: 'make the private networks of the tests' },
  { command: 'ping', purpose: 'tests', aptPackage: 'iputils-ping', why: 'be the ICMP client of the tests' },
  { command: 'perf', purpose: 'tests', aptPackage: 'linux-perf', why: 'check the names that it shows' },
  {
    command: 'chromium',
    purpose: 'tests',
    aptPackage: 'chromium',
    why: 'open the pages of size and profile',
  },
];
