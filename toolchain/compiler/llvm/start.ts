/**
 * `importos_start`, the symbol that assembly jumps to: prepares the run time, runs the modules in order, then the event
 * loop. A module that throws ends the program as an uncaught error does.
 */
import type { Reached } from '../passes/inference/infer.ts';
import type { Emission } from './emission.ts';
import { FunctionEmitter } from './function.ts';

export function emitStart(em: Emission, composition: Reached): void {
  const boot = em.runtime('boot');
  const e = FunctionEmitter.wrapper(em, boot, 'void');
  const { modules, basementCount, osCount } = composition;
  for (const m of modules.slice(0, basementCount)) e.callInstance(m, { args: [] });
  e.callInstance(boot, { args: [] });
  for (const m of modules.slice(basementCount, osCount)) e.callInstance(m, { args: [] });
  if (composition.host) e.runtime('installHost');
  if (composition.network) e.runtime('installNetwork');
  for (const m of modules.slice(osCount)) e.callInstance(m, { args: [] });
  if (composition.host) e.runtime('runHostLoop');
  else if (composition.microtasks) e.runtime('runMicrotasks');
  e.code.end('ret i64 0');
  const body = e.wrapped('define internal i64 @importos.main() #0');
  em.module.addFunction(body);
  const start = FunctionEmitter.wrapper(em, boot, 'void');
  const error = start.code.value('call i64 @importos.main()');
  const failed = start.code.value(`icmp ne i64 ${error}, 0`);
  const uncaught = start.code.fresh('uncaught');
  const done = start.code.fresh('done');
  start.code.branch(failed, uncaught, done);
  start.code.start(uncaught);
  start.runtime('endUncaught', { rep: 'js', text: error });
  start.code.end('ret i64 1');
  start.code.start(done);
  start.runtime('endProgram');
  start.code.end('ret i64 0');
  em.module.addFunction(start.wrapped('define i64 @importos_start() #0'));
}
