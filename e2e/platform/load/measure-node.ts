import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import type { Cost, Measured } from './demand.ts';
import { type Question, registerQuestions, type RegisterQuestions } from '../cases/register-questions.ts';

const ROUNDS = 400;
const EVENTS_IN_PAGE = 5000;
/** The kernel counts the time of processes in hundredths of a second (`getconf CLK_TCK`). */
const TICK_MS = 10;

/** The sandbox as a process whose time is counted. */
class Node {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #ca: string;

  constructor(child: ChildProcess, url: string, ca: string) {
    this.#child = child;
    this.#url = url;
    this.#ca = ca;
  }

  /** Asks again and again, one question after the other. @returns the mean of all but the first tenth */
  async cost(question: Question, isConnectedAnew = false): Promise<Cost> {
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    const agent = (): Agent => (isConnectedAnew ? new Agent({ keepAlive: false }) : kept);
    for (let round = 0; round < ROUNDS / 10; round += 1) await this.ask(question, agent());
    const before = this.#cpuMs();
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round += 1) bytes += (await this.ask(question, agent())).bytes;
    const cpuMs = (this.#cpuMs() - before) / ROUNDS;
    kept.destroy();
    return { cpuMs: Math.round(cpuMs * 1000) / 1000, bytes: Math.round(bytes / ROUNDS) };
  }

  async ask(
    question: Question,
    agent: Agent,
  ): Promise<{ readonly bytes: number; readonly answer: IncomingMessage; readonly text: Buffer }> {
    const { method = 'GET', path, headers = {}, body } = await question();
    const call = request(new URL(path, this.#url), { method, headers, agent, ca: this.#ca });
    call.end(body);
    // The first argument of the event is the answer.
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    const pieces: Buffer[] = [];
    for await (const piece of answer) pieces.push(Buffer.from(piece as Uint8Array));
    const text = Buffer.concat(pieces);
    if (answer.statusCode === undefined || answer.statusCode >= 400) {
      throw new Error(`${path}: ${String(answer.statusCode)} ${text.toString('utf8').slice(0, 300)}`);
    }
    return {
      answer,
      text,
      bytes: text.length + answer.rawHeaders.join('').length + 4 * answer.rawHeaders.length,
    };
  }

  /** Reads user and system time of the process (proc(5), fields 14 and 15). */
  #cpuMs(): number {
    const fields =
      readFileSync(`/proc/${String(this.#child.pid)}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }
}

/**
 * Starts the sandbox of a demonstration world and measures what its answers cost.
 * @param world its folder, made by `sealdesk demo`; the feed gets further events
 */
export async function measureNode(world: string): Promise<Measured> {
  const main = join(import.meta.dirname, '../main.ts');
  const args = [main, world, '--end-with-input', '--requests-per-minute', '10000000'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const place = JSON.parse(line.toString('utf8')) as Record<
      'url' | 'operatorUrl' | 'operatorToken',
      string
    >;
    const { platforms } = JSON.parse(readFileSync(join(world, 'platforms.json'), 'utf8')) as {
      readonly platforms: readonly { readonly url: string; readonly tls: { readonly ca: string } }[];
    };
    const ca = platforms.find(({ url }) => url === place.url)?.tls.ca ?? '';
    const added = await fetch(new URL('/api/seals', place.operatorUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${place.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ count: EVENTS_IN_PAGE }),
    });
    const { head } = (await added.json()) as { readonly head: number };
    const node = new Node(child, place.url, ca);
    const { opening, questions } = await registerQuestions(world, await loadSmEngine());
    await node.ask(() => opening, new Agent());
    return await measured(node, head, questions);
  } finally {
    child.kill('SIGTERM');
  }
}

async function measured(node: Node, head: number, register: RegisterQuestions): Promise<Measured> {
  const get =
    (path: string): Question =>
    () => ({ path });
  const trustList = await node.ask(get('/v1/trust-list'), new Agent());
  const known = { 'if-none-match': trustList.answer.headers.etag ?? '' };
  const [firstPage] = [await node.ask(get('/v1/seal-status?after=0&limit=1'), new Agent())];
  const { payload } = JSON.parse(firstPage.text.toString('utf8')) as { readonly payload: string };
  const { events } = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as {
    readonly events: readonly { readonly esId: string }[];
  };
  const esId = encodeURIComponent(events[0]?.esId ?? '');
  const nonce = (): string => randomBytes(16).toString('hex');
  const emptyPage = await node.cost(get(`/v1/seal-status?after=${String(head)}`));
  const fullPage = await node.cost(get(`/v1/seal-status?after=${String(head - EVENTS_IN_PAGE)}`));
  const describePlatform = await node.cost(get('/v1/platform'));
  const connected = await node.cost(get('/v1/platform'), true);
  return {
    describePlatform,
    unchangedList: await node.cost(() => ({ path: '/v1/trust-list', headers: known })),
    indexRevocationLists: await node.cost(get('/v1/revocation-lists')),
    emptyPage,
    event: {
      cpuMs: Math.round(((fullPage.cpuMs - emptyPage.cpuMs) / EVENTS_IN_PAGE) * 1e6) / 1e6,
      bytes: Math.round((fullPage.bytes - emptyPage.bytes) / EVENTS_IN_PAGE),
    },
    useState: await node.cost(() => ({
      path: `/v1/seals/${esId}/use-state?certificate=01&after=${String(head)}&nonce=${nonce()}`,
    })),
    timeStamp: await node.cost(register.timeStamp),
    registerEntry: await node.cost(register.entry),
    countersignature: await node.cost(register.countersignature),
    connection: {
      cpuMs: Math.round((connected.cpuMs - describePlatform.cpuMs) * 1000) / 1000,
      // Two certificates of about a kilobyte and the keys of TLS 1.3.
      bytes: 3000,
    },
  };
}
