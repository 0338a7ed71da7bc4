/** The table of commands, in the order of `importos help`. docs/adding-a-command.md */
import type { Command } from '../command.ts';
import { buildCommand } from './build.ts';
import { debugCommand } from './debug.ts';
import { doctorCommand } from './doctor.ts';
import { newCommand } from './new.ts';
import { profileCommand } from './profile.ts';
import { runCommand } from './run.ts';
import { sizeCommand } from './size.ts';

/** Every command; `help` comes from commander. */
export const COMMANDS: readonly Command[] = [
  newCommand,
  buildCommand,
  runCommand,
  debugCommand,
  profileCommand,
  sizeCommand,
  doctorCommand,
];
