import type { RequestHandler, Request, Response } from 'express';

import type { Fault, FaultRule } from './fault.ts';

/** An answer just before it is sent. */
export interface Outgoing {
  readonly path: string;
  readonly status: number;
  readonly body: Buffer;
}

/** Makes another body of an answer. */
export type Forger = (outgoing: Outgoing) => Promise<Buffer>;

export interface Forgers {
  readonly altered: Forger;
  readonly forged: Forger;
  readonly formerSigner: Forger;
  readonly rolledBack: Forger;
  readonly gap: Forger;
}

type End = Response['end'];

/** Stands between the server and the network and applies the faults that are set. */
export class FaultBox {
  readonly #forgers: Forgers;
  #rules: { readonly rule: FaultRule; left: number }[] = [];
  /** The first good answer to each address, for replays. */
  readonly #first = new Map<string, Buffer>();

  constructor(forgers: Forgers) {
    this.#forgers = forgers;
  }

  /** Replaces all rules. */
  set(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, left: rule.times ?? Infinity }));
  }

  get rules(): readonly FaultRule[] {
    return this.#rules.filter(({ left }) => left > 0).map(({ rule }) => rule);
  }

  /** The first middleware of all. It replaces the response's `end`, which sends the whole body. */
  readonly middleware: RequestHandler = (request, response, next) => {
    const fault = this.#next(request.path);
    const end = response.end.bind(response) as (body?: Buffer) => Response;
    response.end = ((body?: string | Buffer | (() => void)) => {
      const whole = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.alloc(0);
      this.#remember(request, response, whole);
      if (fault === null) return end(whole);
      this.#spoil(fault, { request, response, body: whole, end }).catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        response.destroy();
      });
      return response;
    }) as End;
    if (fault?.kind === 'deprecated') announceEnd(response, fault);
    if (fault?.kind === 'slow') setTimeout(next, fault.delayMs);
    else next();
  };

  #next(path: string): Fault | null {
    const found = this.#rules.find(({ rule, left }) => left > 0 && path.startsWith(rule.path));
    if (found === undefined) return null;
    found.left -= 1;
    return found.rule.fault;
  }

  #remember({ path }: Request, { statusCode }: Response, body: Buffer): void {
    if (statusCode === 200 && !this.#first.has(path)) this.#first.set(path, body);
  }

  async #spoil(fault: Fault, sending: Sending): Promise<void> {
    const { request, response, body, end } = sending;
    switch (fault.kind) {
      case 'slow':
      case 'deprecated':
        end(body);
        return;
      case 'cut':
        cut(response, body, fault.afterBytes);
        return;
      case 'truncated':
        return endWith(sending, body.subarray(0, fault.toBytes));
      case 'status':
        return refuse(sending, fault.status, {});
      case 'busy':
        return refuse(sending, 429, { 'Retry-After': String(fault.retryAfterSeconds) });
      case 'foreign':
        response.status(200).type('text/html');
        return endWith(sending, Buffer.from('<!doctype html><title>请先登录网络</title>'));
      case 'replayed':
        return endWith(sending, this.#first.get(request.path) ?? body);
      case 'altered':
      case 'forged':
      case 'formerSigner':
      case 'rolledBack':
      case 'gap': {
        const outgoing = { path: request.path, status: response.statusCode, body };
        return endWith(sending, await this.#forgers[fault.kind](outgoing));
      }
    }
  }
}

interface Sending {
  readonly request: Request;
  readonly response: Response;
  readonly body: Buffer;
  readonly end: (body: Buffer) => Response;
}

function endWith({ response, end }: Pick<Sending, 'response' | 'end'>, body: Buffer): void {
  response.setHeader('Content-Length', body.length);
  end(body);
}

/** RFC 9745 §2 has seconds since 1970, RFC 8594 §3 a date of HTTP. */
function announceEnd(response: Response, { since, sunset }: Extract<Fault, { kind: 'deprecated' }>): void {
  response.set('Deprecation', `@${Math.floor(Date.parse(since) / 1000)}`);
  if (sunset !== null) response.set('Sunset', new Date(sunset).toUTCString());
}

/** The header announces the whole body, and the connection breaks before it is sent. */
function cut(response: Response, body: Buffer, afterBytes: number): void {
  response.setHeader('Content-Length', body.length);
  response.write(body.subarray(0, Math.min(afterBytes, Math.max(body.length - 1, 0))), () => {
    response.socket?.destroy();
  });
}

function refuse(sending: Sending, status: number, headers: Record<string, string>): void {
  const code = status === 429 ? 'busy' : 'internal';
  const problem = { type: `urn:sealdesk:problem:${code}`, code, title: '演练故障', status };
  sending.response.status(status).set(headers).type('application/problem+json');
  endWith(sending, Buffer.from(JSON.stringify(problem)));
}
