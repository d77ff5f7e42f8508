import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { InTurn } from '../in-turn.ts';
import { type PlatformContext, base64Of } from '../platform-context.ts';
import { isByPresentSigner } from './signers.ts';
import { stateAsPlatform } from './statements.ts';

const HOUR_MS = 3_600_000;
const GOOD_MS = 7 * 24 * HOUR_MS;
const REISSUED_AFTER_MS = 6 * HOUR_MS;

interface PublishedTrustList {
  readonly number: number;
  readonly content_sm3: string;
  readonly statement: string;
  readonly issued_at: string;
}

/** The trust list. It is issued with a higher number whenever its content changes or it becomes old. */
export class TrustLists {
  readonly #context: PlatformContext;
  readonly #turns = new InTurn();

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  present(): Promise<Statement> {
    return this.#turns.run(() => presentTrustList(this.#context));
  }
}

async function presentTrustList(context: PlatformContext): Promise<Statement> {
  const { authorities, database, engine, clock } = context;
  const { root, issuing, maker, timeStamper } = authorities;
  const certificates = [root, issuing, timeStamper].map(({ certificate }) => base64Of(certificate));
  const makers = [base64Of(maker.certificate)];
  const contentSm3 = toHex(engine.sm3(utf8Bytes(JSON.stringify([certificates, makers]))));
  const now = clock.now();
  const newest = database
    .prepare<[], PublishedTrustList>('SELECT * FROM trust_list ORDER BY number DESC LIMIT 1')
    .get();
  if (newest !== undefined && newest.content_sm3 === contentSm3 && isFresh(newest, now)) {
    const statement = JSON.parse(newest.statement) as Statement;
    if (isByPresentSigner(context, statement)) return statement;
  }
  const list: PlatformSchema<'TrustList'> = {
    platform: context.id,
    number: (newest?.number ?? 0) + 1,
    issuedAt: now.toISOString(),
    nextUpdate: new Date(now.getTime() + GOOD_MS).toISOString(),
    certificates,
    makers,
  };
  const statement = await stateAsPlatform(context, 'seal-trust-list', list);
  database
    .prepare('INSERT INTO trust_list VALUES (?, ?, ?, ?)')
    .run(list.number, contentSm3, JSON.stringify(statement), list.issuedAt);
  return statement;
}

function isFresh({ issued_at }: PublishedTrustList, now: Date): boolean {
  const age = now.getTime() - Date.parse(issued_at);
  return age >= 0 && age < REISSUED_AFTER_MS;
}
