/**
 * What the user can mend: a wrong option, a missing tool, a port in use. Thrown anywhere in the toolchain, caught in
 * one place (cli/main.ts), which prints the two sentences without a stack. Everything else that is thrown is our bug.
 * What is wrong with the user's *program* is a diagnostic instead (compiler/api.ts).
 */
export class Problem extends Error {
  /** What to do about it; the nearest valid value, a command to type. */
  readonly help: string | undefined;
  /** The status the command ends with. */
  readonly exitStatus: number;

  constructor(message: string, help?: string, exitStatus = 1) {
    super(message);
    this.name = 'Problem';
    this.help = help;
    this.exitStatus = exitStatus;
  }
}

/** `error: …` and, when there is one, a line `help: …`. */
export function printProblem(problem: Problem): string {
  return `error: ${problem.message}\n` + (problem.help === undefined ? '' : `help: ${problem.help}\n`);
}
