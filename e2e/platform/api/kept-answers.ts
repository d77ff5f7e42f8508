import { utf8Bytes, toHex } from '../../../electron/core/bytes/encodings.ts';
import { InTurn } from '../in-turn.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { Answer, Call, Operation } from './call.ts';
import { Problem } from '../problem.ts';

interface KeptAnswer {
  readonly request_sm3: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Repeats the first answer when a caller repeats a request. Requests are recognised by their Idempotency-Key, which is
 * another one with every other caller: nobody gets an answer that was somebody else's.
 */
export class KeptAnswers {
  readonly #context: PlatformContext;
  /** The requests under way, by key. */
  readonly #running = new Map<string, InTurn>();

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  /** @param name of the operation: the same key belongs to another request in another operation */
  wrap(name: string, operation: Operation): Operation {
    return async (call) => {
      const given = call.headers['idempotency-key'];
      if (typeof given !== 'string') return operation(call);
      const key = `${name} ${callerOf(call)} ${given}`;
      const turns = this.#running.get(key) ?? new InTurn();
      this.#running.set(key, turns);
      try {
        return await turns.run(() => this.#answer(key, call, operation));
      } finally {
        if (turns.isIdle) this.#running.delete(key);
      }
    };
  }

  async #answer(key: string, call: Call, operation: Operation): Promise<Answer> {
    const { database, engine } = this.#context;
    const request = toHex(engine.sm3(utf8Bytes(JSON.stringify([call.path, call.query, call.body]))));
    const sql = 'SELECT request_sm3, status, body FROM kept_answer WHERE key = ?';
    const kept = database.prepare<[string], KeptAnswer>(sql).get(key);
    if (kept !== undefined) {
      if (kept.request_sm3 !== request) throw new Problem('key-used-otherwise');
      return { status: kept.status, json: JSON.parse(kept.body) as object };
    }
    const answer = await operation(call);
    if ('json' in answer) {
      database
        .prepare('INSERT INTO kept_answer VALUES (?, ?, ?, ?)')
        .run(key, request, answer.status, JSON.stringify(answer.json));
    }
    return answer;
  }
}

function callerOf({ register, session }: Call): string {
  if (register !== null) return `register:${register.registerId}`;
  return session === null ? '' : `holder:${session.holder}`;
}
