/**
 * One line on a terminal that says what is being done, and is gone when it is done. In a pipe: nothing.
 */

/** Shows steps; `end` wipes the line. */
export interface Progress {
  step(text: string): void;
  end(): void;
}

const WIPE = '\r\x1b[K';

/** A progress line written through `write`, or a silent one. */
export function startProgress(isTerminal: boolean, write: (text: string) => void): Progress {
  if (!isTerminal) return { step() {}, end() {} };
  return {
    step: (text) => write(`${WIPE}${text} …`),
    end: () => write(WIPE),
  };
}
