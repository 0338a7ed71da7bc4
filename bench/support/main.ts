/** What all scripts share around their work: a Problem is printed like by the command, without a stack. */
import { Problem, printProblem } from '../../toolchain/problem.ts';

/** Runs a script's work and prints what it returns. */
export async function main(work: () => Promise<string> | string): Promise<void> {
  try {
    process.stdout.write(await work());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(printProblem(error));
    process.exitCode = 1;
  }
}
