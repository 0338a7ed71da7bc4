/** Sizes as people write them: `8M` and back. */
import { Problem } from '../problem.ts';

const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
const PAGE_BYTES = 4096;

/** Bytes from `8M`, `512K` or `1G`; a Problem for anything else. */
export function parseMemory(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([KMG])(?:i?B)?$/i.exec(text);
  const unit = UNITS[match?.[2]?.toUpperCase() ?? ''];
  if (!match || unit === undefined) {
    const help = /^[1-9]\d*$/.test(text) ? `did you mean '${text}M'?` : 'a number with K, M or G, as in 8M';
    throw new Problem(`'${text}' is not a size of memory`, help);
  }
  const bytes = Math.ceil(Number(match[1]) * unit);
  if (bytes === 0 || bytes > 64 * 1024 ** 4) throw new Problem(`no machine has ${text} of memory`);
  return bytes;
}

/** Rounded up to whole pages, which is how machines have memory. */
export function wholePages(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}

/** `1.5 MB`, `123 KB`, `77 B`: at most one decimal, none from 10 on. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const isMegabytes = bytes >= 1024 ** 2;
  const value = bytes / (isMegabytes ? 1024 ** 2 : 1024);
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${isMegabytes ? 'MB' : 'KB'}`;
}
