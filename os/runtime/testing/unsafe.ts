/** The harmless part of os/unsafe.ts under Node. */
export function trust<T>(value: unknown): T {
  return value as T;
}
