/**
 * A real browser without a window, driven by the Chrome DevTools Protocol over two pipes (--remote-debugging-pipe:
 * JSON messages with a NUL behind each). It is ended by the end of the test.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';

/** Longer than a page takes on a busy machine. */
const TIMEOUT_MS = 60_000;

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: {
    readonly exceptionDetails?: { readonly text: string };
    readonly entry?: { readonly text: string };
  };
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page that is open. */
export interface BrowserPage {
  /** What an expression gives in the page; promises are awaited. Throws when it throws. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Presses and releases the left button in the middle of the first element that a CSS selector finds. */
  click(selector: string): Promise<void>;
  /** What the page complained of: exceptions, failed requests. */
  readonly complaints: readonly string[];
}

/** Opens a file in a window of 1200 by 800, and waits until it is loaded. No network: a request for anything else fails. */
export async function openPage(t: TestContext, file: string): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'importos-browser-'));
  const child = spawn(
    'chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--window-size=1200,800',
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill();
    await closed;
    // Its helpers end a moment later, and write until then.
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  const connection = new Connection(child.stdio[3], child.stdio[4]);
  void closed.then(() => connection.fail(new Error('the browser has ended')));
  const { targetId } = await connection.call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await connection.call('Target.attachToTarget', { targetId, flatten: true });
  assert.ok(typeof sessionId === 'string');
  const call = (method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> =>
    connection.call(method, params, sessionId);
  await Promise.all(['Page.enable', 'Runtime.enable', 'Log.enable'].map((method) => call(method)));
  const loaded = connection.event('Page.loadEventFired');
  await call('Page.navigate', { url: pathToFileURL(file).href });
  await loaded;

  const evaluate = async <Value>(expression: string): Promise<Value> => {
    const answer = await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    const { exceptionDetails, result } = answer as {
      exceptionDetails?: { exception?: { description?: string } };
      result: { value: Value };
    };
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  };
  return {
    complaints: connection.complaints,
    evaluate,
    async click(selector) {
      const place = await evaluate<{ x: number; y: number } | null>(`(() => {
        const found = document.querySelector(${JSON.stringify(selector)});
        if (found === null) return null;
        const { left, top, width, height } = found.getBoundingClientRect();
        return { x: left + width / 2, y: top + Math.min(height / 2, 8) };
      })()`);
      assert.ok(place !== null, `nothing in the page is ${selector}`);
      for (const type of ['mousePressed', 'mouseReleased'])
        await call('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
    },
  };
}

class Connection {
  readonly complaints: string[] = [];
  readonly #out: NodeJS.WritableStream;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #events = new Map<string, () => void>();
  readonly #pending = new Set<(error: Error) => void>();
  #next = 1;
  #text = '';

  constructor(out: unknown, input: unknown) {
    assert.ok(isStream(out) && isStream(input));
    this.#out = out;
    // A browser that was killed reads no more.
    out.on('error', () => {});
    input.on('data', (chunk: Buffer) => this.#receive(String(chunk)));
  }

  #receive(chunk: string): void {
    const messages = (this.#text + chunk).split('\0');
    this.#text = messages.pop() ?? '';
    for (const message of messages) {
      const answer: Answer = JSON.parse(message);
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
      else if (answer.method !== undefined) this.#notice(answer.method, answer);
    }
  }

  #notice(method: string, { params }: Answer): void {
    const complaint = params?.exceptionDetails?.text ?? params?.entry?.text;
    if (complaint !== undefined) this.complaints.push(complaint);
    this.#events.get(method)?.();
  }

  fail(error: Error): void {
    for (const reject of this.#pending) reject(error);
  }

  call(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    const id = this.#next++;
    return this.#wait(method, (done, failed) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error !== undefined) failed(new Error(`${method}: ${error.message}`));
        else done(result ?? {});
      });
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  event(method: string): Promise<void> {
    return this.#wait(method, (done) => {
      this.#events.set(method, () => done(undefined));
    });
  }

  #wait<Value>(
    what: string,
    begin: (done: (value: Value) => void, failed: (error: Error) => void) => void,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the browser is silent: ${what}`)), TIMEOUT_MS);
      this.#pending.add(reject);
      begin((value) => {
        clearTimeout(timer);
        this.#pending.delete(reject);
        resolve(value);
      }, reject);
    });
  }
}

function isStream(value: unknown): value is NodeJS.ReadWriteStream {
  return typeof value === 'object' && value !== null && 'on' in value && 'write' in value;
}
