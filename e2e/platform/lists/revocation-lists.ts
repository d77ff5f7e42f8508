import { writeInteger } from '../../../electron/core/asn1/der-writer.ts';
import { EXTENSION_OID } from '../../../electron/core/asn1/identifiers.ts';
import { fromHex, toHex } from '../../../electron/core/bytes/encodings.ts';
import { buildRevocationList } from '../../../electron/core/x509/issuing.ts';
import { keyIdentifier } from '../../../electron/services/demo-world/authorities.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { InTurn } from '../in-turn.ts';
import type { PlatformContext } from '../platform-context.ts';

/** The ids of the lists, one for each authority. */
export const LIST_IDS = ['root', 'issuing'] as const;

export type ListId = (typeof LIST_IDS)[number];

/** A list as it was published. */
export interface PublishedList {
  readonly number: number;
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  readonly sm3: string;
  readonly der: Uint8Array;
}

interface Revocation {
  readonly serial: string;
  readonly revoked_at: string;
  readonly reason: number;
}

const HOUR_MS = 3_600_000;
/** The time from a list's issue to the promised next one. */
const VALIDITY_MS = 24 * HOUR_MS;
/** The age at which a new list is issued although nothing has changed. */
const REISSUED_AFTER_MS = 6 * HOUR_MS;

/** The world's own trust folder holds number 1. */
const FIRST_NUMBER = 2;

/** Full and delta revocation lists (RFC 5280 §5). Every full list is kept, because a delta list changes one of them. */
export class RevocationLists {
  readonly #context: PlatformContext;
  readonly #turns: Readonly<Record<ListId, InTurn>> = { root: new InTurn(), issuing: new InTurn() };

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  /** Returns the newest list and issues a new one when it is old. */
  present(id: ListId): Promise<PublishedList> {
    return this.#turns[id].run(() => this.#present(id));
  }

  #present(id: ListId): PublishedList | Promise<PublishedList> {
    const newest = this.#newest(id);
    const age = newest === null ? Infinity : this.#now().getTime() - Date.parse(newest.thisUpdate);
    return newest !== null && age >= 0 && age < REISSUED_AFTER_MS ? newest : this.#issue(id, []);
  }

  async index(): Promise<PlatformSchema<'RevocationListEntry'>[]> {
    const lists = await Promise.all(LIST_IDS.map(async (id) => ({ id, ...(await this.present(id)) })));
    return lists.map(({ der, ...list }) => ({ ...list, size: der.length }));
  }

  /**
   * Revokes certificates of one authority and publishes the new list.
   * @param serials hexadecimal
   */
  revoke(id: ListId, serials: readonly string[], reason: number): Promise<PublishedList> {
    const revoked_at = wholeSecond(this.#now());
    const added = serials.map((serial) => ({ serial, revoked_at, reason }));
    return this.#turns[id].run(() => this.#issue(id, added));
  }

  /**
   * Returns the time of a certificate's revocation, or null.
   * @param serial hexadecimal
   */
  revocationOf(id: ListId, serial: string): string | null {
    const sql = 'SELECT revoked_at FROM revocation WHERE list_id = ? AND serial = ?';
    const found = this.#context.database.prepare<[string, string], { revoked_at: string }>(sql);
    return found.get(id, serial)?.revoked_at ?? null;
  }

  /** Publishes a list that was made elsewhere, such as one of a million entries. */
  install(id: ListId, der: Uint8Array, number: number, nextUpdate: Date): void {
    this.#keep(id, der, { number, thisUpdate: this.#now(), nextUpdate });
  }

  /** @returns the changes from the full list of that number to the newest list; null when there is no such list */
  async delta(id: ListId, base: number): Promise<Uint8Array | null> {
    const known = this.#context.database
      .prepare('SELECT 1 FROM revocation_list WHERE list_id = ? AND number = ?')
      .get(id, base);
    if (known === undefined) return null;
    const { number, thisUpdate, nextUpdate } = await this.present(id);
    const indicator = { id: EXTENSION_OID.deltaCrlIndicator, critical: true, value: writeInteger(base) };
    return this.#build(id, {
      number,
      thisUpdate: new Date(thisUpdate),
      nextUpdate: new Date(nextUpdate),
      revoked: this.#revocations(id, base),
      extensions: [indicator],
    });
  }

  async #issue(id: ListId, added: readonly Revocation[]): Promise<PublishedList> {
    const { database } = this.#context;
    const number = (this.#newest(id)?.number ?? FIRST_NUMBER - 1) + 1;
    const insert = database.prepare('INSERT OR IGNORE INTO revocation VALUES (?, ?, ?, ?, ?)');
    database.transaction(() => {
      for (const { serial, revoked_at, reason } of added) insert.run(id, serial, revoked_at, reason, number);
    })();
    const thisUpdate = wholeSeconds(this.#now());
    const nextUpdate = new Date(thisUpdate.getTime() + VALIDITY_MS);
    const revoked = this.#revocations(id, 0);
    const der = await this.#build(id, { number, thisUpdate, nextUpdate, revoked, extensions: [] });
    return this.#keep(id, der, { number, thisUpdate, nextUpdate });
  }

  #build(
    id: ListId,
    list: Pick<
      Parameters<typeof buildRevocationList>[0],
      'number' | 'thisUpdate' | 'nextUpdate' | 'extensions'
    > & {
      readonly revoked: readonly Revocation[];
    },
  ): Promise<Uint8Array> {
    const { name, key } = this.#context.authorities[id];
    const revoked = list.revoked.map(({ serial, revoked_at, reason }) => ({
      serial: fromHex(serial),
      revokedAt: new Date(revoked_at),
      reason,
    }));
    const issuerKeyIdentifier = keyIdentifier(this.#context.engine, key.publicKey);
    return buildRevocationList({ ...list, revoked, issuer: name, issuerKeyIdentifier }, key.sign);
  }

  #revocations(id: ListId, after: number): Revocation[] {
    const sql = `SELECT serial, revoked_at, reason FROM revocation
      WHERE list_id = ? AND list_number > ? ORDER BY serial`;
    return this.#context.database.prepare<[string, number], Revocation>(sql).all(id, after);
  }

  #keep(
    id: ListId,
    der: Uint8Array,
    list: { readonly number: number; readonly thisUpdate: Date; readonly nextUpdate: Date },
  ): PublishedList {
    const { engine, database } = this.#context;
    const kept = {
      number: list.number,
      thisUpdate: list.thisUpdate.toISOString(),
      nextUpdate: list.nextUpdate.toISOString(),
      sm3: toHex(engine.sm3(der)),
      der,
    };
    database
      .prepare('INSERT INTO revocation_list VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, kept.number, kept.thisUpdate, kept.nextUpdate, kept.sm3, der);
    return kept;
  }

  #newest(id: ListId): PublishedList | null {
    const sql = `SELECT number, this_update AS thisUpdate, next_update AS nextUpdate, sm3, der
      FROM revocation_list WHERE list_id = ? ORDER BY number DESC LIMIT 1`;
    return this.#context.database.prepare<[string], PublishedList>(sql).get(id) ?? null;
  }

  #now(): Date {
    return this.#context.clock.now();
  }
}

/** Lists carry no fractions of a second. */
function wholeSeconds(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

const wholeSecond = (instant: Date): string => wholeSeconds(instant).toISOString();
