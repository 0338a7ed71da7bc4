/**
 * What a project's `importos.config.ts` imports: `import { defineConfig } from 'importos'`.
 * Types for the editor; cli/config-file.ts checks the values, since a file can lie.
 */
import type { TargetName } from './targets/table.ts';

/** A project's settings. Each is what the command takes when its option isn't given; all may be left out. */
export interface Config {
  /** The program's first module, from the directory of the configuration. */
  readonly entry?: string;
  /** `--target`. */
  readonly target?: TargetName;
  /** `--memory`, as in '8M'. Without it a machine has 16 MB, and a process what the computer has. */
  readonly memory?: string;
  readonly network?: {
    /** `--port`, each as in '8080:80' or 'udp:5353:53'. Not together with `tap`. */
    readonly ports?: readonly string[];
    /** `--tap`. */
    readonly tap?: string;
  };
  readonly heap?: {
    /**
     * When what the program no longer uses is collected:
     * - 'incremental', the default: in short steps while the program allocates, and when it waits;
     * - 'idle': only when the program waits, and when it calls `gc()`. Nothing that it does is interrupted;
     * - 'stop-the-world': in one go when it is worth it. The highest throughput, with pauses that grow with the heap.
     */
    readonly collection?: 'incremental' | 'idle' | 'stop-the-world';
    /** The most that the heap may take, as in '8M'; reaching it ends the program. Without it: what memory there is. */
    readonly max?: string;
  };
  /** `--env`; an option of the same name wins. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Gives its argument back; it is there so that an editor knows the type. */
export function defineConfig(config: Config): Config {
  return config;
}
