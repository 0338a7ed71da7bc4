/**
 * The write barrier. A marking finds what was reachable when it began; so while one is under way, whoever overwrites a word that may be
 * the last to lead to an object marks that object first. Compiled code does it wherever it stores a value that may be a pointer over one
 * that may be (llvm/select/barrier.ts); code that writes raw words calls the functions here. Not needed for a word that can't hold a
 * pointer yet: of a new object, behind an array's length.
 */
import { load8, load64, store8, store64, symbolAddress, type u64, type usize } from '../unsafe.ts';
import { markArrayStorage, markWord, markWords } from './mark.ts';

/** Is a marking under way? Compiled code reads the same byte (layout/heap.ts). */
export function isMarking(): boolean {
  return load8(symbolAddress('importos_marking')) !== 0;
}

/** For the collector alone. */
export function setMarking(marking: boolean): void {
  store8(symbolAddress('importos_marking'), marking ? 1 : 0);
}

/** Marks what a word that is about to be overwritten points to. Compiled code calls it while a marking is under way. */
export function keepOverwritten(word: u64): void {
  markWord(word);
}

/** Stores a word over one that may be a pointer. */
export function replaceWord(place: usize, word: u64): void {
  if (isMarking()) markWord(load64(place));
  store64(place, word);
}

/** To be called before words of a storage, which begins a cell, are moved within it or overwritten: those from one place to another. */
export function beforeMove(storage: usize, from: usize, to: usize): void {
  if (isMarking()) markWords(storage, from, to);
}

/** To be called before an array gets another storage. */
export function beforeReplacing(array: usize): void {
  if (isMarking()) markArrayStorage(array);
}
