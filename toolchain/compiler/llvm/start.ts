/**
 * `importos_start`, the symbol that assembly jumps to: prepares the run time, runs the program's modules in order, then the
 * event loop. A module that throws ends the program as an uncaught error does, unless the program listens for those.
 */

import type { Reached } from '../passes/inference/infer.ts';
import type { FunctionInstance } from '../passes/inference/objects.ts';
import type { Emission } from './emission.ts';
import { FunctionEmitter } from './function.ts';

export function emitStart(em: Emission, composition: Reached): void {
  const boot = em.runtime('boot');
  const { modules, basementCount, osCount, host, process, network, inspection, microtasks } = composition;
  const run = (e: FunctionEmitter, list: readonly FunctionInstance[]): void => {
    for (const m of list) e.callInstance(m, { args: [] });
  };
  emitPart(em, boot, 'prepare', (e) => {
    run(e, modules.slice(0, basementCount));
    e.callInstance(boot, { args: [] });
    run(e, modules.slice(basementCount, osCount));
    if (host) e.runtime('installHost');
    else if (microtasks) e.runtime('installMicrotasks');
    if (process) e.runtime('installProcess');
    if (network) e.runtime('installNetwork');
    if (inspection) e.runtime('installInspection');
  });
  emitPart(em, boot, 'program', (e) => run(e, modules.slice(osCount)));
  emitPart(em, boot, 'finish', (e) => {
    if (process) e.runtime('runProcessLoop');
    else if (host) e.runtime('runHostLoop');
    else if (microtasks) e.runtime('runMicrotasks');
    else e.runtime('endProgram');
  });
  emitReport(em, boot, host ? 'reportUncaught' : 'endUncaught');
  const start = FunctionEmitter.wrapper(em, boot, 'void', 'importos_start');
  callPart(start, 'prepare');
  callPart(start, 'program');
  callPart(start, 'finish');
  start.code.end('ret i64 0');
  em.module.addFunction(start.wrapped('define i64 @importos_start() #2'));
}

/** A function that gives the error that left it, or 0. */
function emitPart(
  em: Emission,
  boot: FunctionInstance,
  name: string,
  body: (e: FunctionEmitter) => void,
): void {
  const e = FunctionEmitter.wrapper(em, boot, 'void', `importos.${name}`);
  body(e);
  e.code.end('ret i64 0');
  // What the program's own modules do on their way is optimised as they are.
  const attributes = name === 'program' ? '#8' : '#2';
  const made = e.wrapped(`define internal i64 @importos.${name}() ${attributes}`);
  em.module.addFunction(name === 'program' ? { ...made, origin: name } : made);
}

/** Tells the program of an error that left its modules; the error of that is printed, and the program is over. */
function emitReport(em: Emission, boot: FunctionInstance, report: string): void {
  const e = FunctionEmitter.wrapper(em, boot, 'void', 'importos.report');
  e.runtime(report, { rep: 'js', text: '%error' });
  e.code.end('ret i64 0');
  em.module.addFunction(e.wrapped('define internal i64 @importos.report(i64 %error) #0'));
}

/** Calls a part; only what leaves the program's own modules goes to its listeners. */
function callPart(start: FunctionEmitter, name: string): void {
  const error = start.code.value(`call i64 @importos.${name}()`);
  const done = start.code.fresh('done');
  const whenFailed = (word: string, then: () => void): void => {
    const failed = start.code.value(`icmp ne i64 ${word}, 0`);
    const uncaught = start.code.fresh('uncaught');
    start.code.branch(failed, uncaught, done);
    start.code.start(uncaught);
    then();
  };
  const end = (word: string): void => {
    start.runtime('endUncaught', { rep: 'js', text: word });
    if (start.code.open) start.code.jump(done);
  };
  whenFailed(error, () => {
    if (name !== 'program') end(error);
    else {
      const again = start.code.value(`call i64 @importos.report(i64 ${error})`);
      whenFailed(again, () => end(again));
    }
  });
  start.code.start(done);
}
