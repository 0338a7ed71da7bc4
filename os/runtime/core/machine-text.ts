/**
 * Between the machine's bytes and the language's values: command-line words, environment settings, bytes for the console.
 */
import { argument, argumentCount, environment, environmentCount, writeConsole } from '#machine';
import { TYPED_ADDRESS, TYPED_LENGTH } from '../../../toolchain/compiler/layout/objects.ts';
import { addressOf, load8, load32, load64, type u32, type usize } from '../../unsafe.ts';
import { decodeUtf8 } from './strings/utf8.ts';

/** The text of a NUL-terminated string of UTF-8 bytes. */
function textAt(address: usize): string {
  let length: usize = 0;
  while (load8(address + length) !== 0) length++;
  return decodeUtf8(address, length);
}

/** What stands behind the program's name. */
export function machineArguments(): string[] {
  const words: string[] = [];
  const count: u32 = argumentCount();
  for (let index: u32 = 0; index < count; index++) words.push(textAt(argument(index)));
  return words;
}

/** The settings `KEY=VALUE` of the environment. */
export function machineEnvironment(): string[] {
  const settings: string[] = [];
  const count: u32 = environmentCount();
  for (let index: u32 = 0; index < count; index++) settings.push(textAt(environment(index)));
  return settings;
}

/** Writes bytes to the console (1: standard output, 2: standard error). */
export function printBytes(stream: number, bytes: Uint8Array): void {
  const array: usize = addressOf(bytes);
  const length: u32 = load32(array + TYPED_LENGTH);
  writeConsole(stream as u32, load64(array + TYPED_ADDRESS), length as usize);
}
