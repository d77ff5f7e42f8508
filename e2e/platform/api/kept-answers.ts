import { utf8Bytes, toHex } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import type { Answer, Call, Operation } from './call.ts';
import { WorkTurns } from './work-turns.ts';

interface KeptAnswer {
  readonly request_sm3: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Repeats the first answer when a caller repeats a request, for as long as the platform's limits say. Requests are
 * recognised by their Idempotency-Key, which is another one with every other caller: nobody gets an answer that was
 * somebody else's. Work and answer are written in one transaction, so that after a crash either both are there or
 * neither; nothing else works on the records meanwhile.
 */
export class KeptAnswers {
  readonly #context: PlatformContext;
  readonly #turns = new WorkTurns();

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  /** @param name of the operation: the same key belongs to another request in another operation */
  wrap(name: string, operation: Operation): Operation {
    return async (call) => {
      const given = call.headers['idempotency-key'];
      if (typeof given !== 'string') return this.#turns.together(() => operation(call));
      const key = `${name} ${callerOf(call)} ${given}`;
      return this.#turns.alone(() => this.#inOneStep(() => this.#answer(key, call, operation)));
    };
  }

  /** Commits what a refusal has written, as the count of wrong codes; takes back the work of a failure. */
  async #inOneStep(work: () => Promise<Answer>): Promise<Answer> {
    const { database } = this.#context;
    database.exec('BEGIN IMMEDIATE');
    try {
      const answer = await work();
      database.exec('COMMIT');
      return answer;
    } catch (error) {
      database.exec(error instanceof Problem ? 'COMMIT' : 'ROLLBACK');
      throw error;
    }
  }

  async #answer(key: string, call: Call, operation: Operation): Promise<Answer> {
    const { database, engine, clock, limits } = this.#context;
    const request = toHex(engine.sm3(utf8Bytes(JSON.stringify([call.path, call.query, call.body]))));
    const oldest = new Date(clock.now().getTime() - limits.idempotencySeconds * 1000).toISOString();
    database.prepare('DELETE FROM kept_answer WHERE kept_at <= ?').run(oldest);
    const sql = 'SELECT request_sm3, status, body FROM kept_answer WHERE key = ?';
    const kept = database.prepare<[string], KeptAnswer>(sql).get(key);
    if (kept !== undefined) {
      if (kept.request_sm3 !== request) throw new Problem('key-used-otherwise');
      return { status: kept.status, json: JSON.parse(kept.body) as object };
    }
    const answer = await operation(call);
    if ('json' in answer) {
      database
        .prepare('INSERT INTO kept_answer VALUES (?, ?, ?, ?, ?)')
        .run(key, request, answer.status, JSON.stringify(answer.json), clock.now().toISOString());
    }
    return answer;
  }
}

function callerOf({ register, session }: Call): string {
  if (register !== null) return `register:${register.registerId}`;
  return session === null ? '' : `holder:${session.holder}`;
}
