import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { InTurn } from '../in-turn.ts';
import type { PlatformContext } from '../platform-context.ts';
import { announcedSigners, isByPresentSigner } from './signers.ts';
import { stateAsPlatform } from './statements.ts';

const HOUR_MS = 3_600_000;
const GOOD_MS = 7 * 24 * HOUR_MS;
const REISSUED_AFTER_MS = 6 * HOUR_MS;

interface PublishedSignerList {
  readonly number: number;
  readonly content: string;
  readonly statement: string;
  readonly issued_at: string;
}

/** The list of signers. One is issued with a higher number whenever it changes, another one signs, or the last is old. */
export class SignerLists {
  readonly #context: PlatformContext;
  readonly #turns = new InTurn();

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  present(): Promise<Statement> {
    return this.#turns.run(() => presentList(this.#context));
  }
}

async function presentList(context: PlatformContext): Promise<Statement> {
  const { database, clock, id: platform } = context;
  const now = clock.now();
  const signers = announcedSigners(context);
  const content = JSON.stringify(signers);
  const newest = database
    .prepare<[], PublishedSignerList>('SELECT * FROM signer_list ORDER BY number DESC LIMIT 1')
    .get();
  if (newest?.content === content && isFresh(newest, now)) {
    const statement = JSON.parse(newest.statement) as Statement;
    if (isByPresentSigner(context, statement)) return statement;
  }
  const number = (newest?.number ?? 0) + 1;
  const issuedAt = now.toISOString();
  const nextUpdate = new Date(now.getTime() + GOOD_MS).toISOString();
  const statement = await stateAsPlatform(context, 'platform-signers', {
    ...{ platform, number, issuedAt, nextUpdate, signers },
  });
  database
    .prepare('INSERT INTO signer_list VALUES (?, ?, ?, ?)')
    .run(number, content, JSON.stringify(statement), issuedAt);
  return statement;
}

function isFresh({ issued_at }: PublishedSignerList, now: Date): boolean {
  const age = now.getTime() - Date.parse(issued_at);
  return age >= 0 && age < REISSUED_AFTER_MS;
}
