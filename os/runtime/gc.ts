/** `gc`, which Node has when it is started with --expose-gc: always here. */
import { collectNow } from '../memory/pace.ts';

/** Collects all that is unused now, and gives memory back to the machine. Takes as long as marking everything alive takes. */
export function gcGlobal(): void {
  collectNow();
}
