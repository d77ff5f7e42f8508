import { z } from 'zod';
import { CodedError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';
import type { BatchPlan, UnfinishedBatch } from '../../shared/model/sealing-batch.ts';
import type { Clock } from '../ports/clock.ts';
import { recordsOfKind, type RecordStore } from '../records/records.ts';
import { type BatchOrder, type KeptOrder, keptOrder, keptOrderSchema, orderOf } from './batch-order.ts';

/** A batch as it is kept. */
interface KeptBatch {
  readonly id: string;
  readonly order: KeptOrder;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly total: number;
  /** How often the batch was begun or gone on with, and the process that did so last. */
  readonly attempt: number;
  readonly processId: number;
  readonly ended: boolean;
}

/** A batch that has not ended. */
interface TakenBatch extends Pick<KeptBatch, 'id' | 'startedAt'> {
  readonly order: BatchOrder;
}

/** One document of a batch as it is kept. */
export interface KeptItem {
  readonly batch: string;
  readonly number: number;
  readonly path: string;
  /** SM3 of the document as it was looked at, hexadecimal; null when it could not be. */
  readonly sm3: string | null;
  readonly state: 'waiting' | 'begun' | 'sealed' | 'failed' | 'leftOut';
  /** Since `begun`: the planned path of the output, and the number of entries in the register at that time. */
  readonly outputPath: string | null;
  readonly fromEntry: number;
  readonly sm3After: string | null;
  readonly signedAt: string | null;
  readonly code: ErrorCode | null;
  /** What the dry run has found; null when it found nothing, and in batches of earlier versions. */
  readonly plan: BatchPlan | null;
  /** True when a password has opened the document, which is not kept. */
  readonly isLocked: boolean;
}

const BATCH = 'sealing-batch';
const ITEM = 'sealing-batch-item';
const CLAIM = 'sealing-batch-claim';

const planSchema: z.ZodType<BatchPlan> = z.strictObject({
  pages: z.int(),
  hits: z.int(),
  covering: z.int(),
  toAccept: z.array(z.string()),
  places: z.array(z.strictObject({ seal: z.int(), page: z.int(), xMm: z.number(), yMm: z.number() })),
  misses: z.array(z.strictObject({ seal: z.int(), code: z.enum(ERROR_CODES), page: z.int().nullable() })),
  approvals: z.array(z.string().nullable()).default([]),
  locks: z.boolean().default(false),
});

const batchSchema: z.ZodType<KeptBatch> = z.strictObject({
  id: z.string(),
  order: keptOrderSchema,
  startedAt: z.string(),
  total: z.int(),
  attempt: z.int(),
  processId: z.int(),
  ended: z.boolean(),
});

const itemSchema: z.ZodType<KeptItem> = z.strictObject({
  batch: z.string(),
  number: z.int(),
  path: z.string(),
  sm3: z.string().nullable(),
  state: z.enum(['waiting', 'begun', 'sealed', 'failed', 'leftOut']),
  outputPath: z.string().nullable(),
  fromEntry: z.int(),
  sm3After: z.string().nullable(),
  signedAt: z.string().nullable(),
  code: z.enum(ERROR_CODES).nullable(),
  plan: planSchema.nullable().default(null),
  isLocked: z.boolean().default(false),
});

const claimSchema = z.strictObject({ processId: z.int() });

/** Longer than any batch that a person waits for: after that, the number of a process may be another one's. */
const LONGEST_BATCH_MS = 24 * 3_600_000;

interface JournalPorts {
  readonly records: RecordStore;
  readonly clock: Clock;
  readonly processId: number;
  readonly isRunning: (processId: number) => boolean;
}

const itemId = ({ batch, number }: Pick<KeptItem, 'batch' | 'number'>): string =>
  `${batch}/${String(number).padStart(6, '0')}`;

/**
 * Keeps what becomes of every document of a batch, so that one that was killed goes on where it stopped. Calls reject
 * with the codes of the store.
 */
export class BatchJournal {
  readonly #ports: JournalPorts;
  readonly #batches;
  readonly #items;

  constructor(ports: JournalPorts) {
    this.#ports = ports;
    this.#batches = recordsOfKind(BATCH, batchSchema, ({ id }) => id, ports.records);
    this.#items = recordsOfKind(ITEM, itemSchema, itemId, ports.records);
  }

  /** Begins a batch, and forgets those that have ended. The batch counts once all its documents are kept. */
  async begin(id: string, order: BatchOrder, items: readonly KeptItem[]): Promise<void> {
    await this.#forgetEnded();
    await this.#items.keepAll(items);
    await this.#batches.keep({
      ...{ id, order: keptOrder(order), total: items.length },
      startedAt: this.#ports.clock.now().toISOString(),
      ...{ attempt: 1, processId: this.#ports.processId, ended: false },
    });
  }

  keep(item: KeptItem): Promise<void> {
    return this.#items.keep(item);
  }

  async end(id: string): Promise<void> {
    const batch = await this.#batches.find(id);
    if (batch !== null) await this.#batches.keep({ ...batch, ended: true });
  }

  /** Lists the batches that have not ended and that no running process works on, the newest first. */
  async unfinished(): Promise<readonly UnfinishedBatch[]> {
    const left = await this.#openBatches();
    if (left.length === 0) return [];
    const all = await this.#items.all();
    return left.map(({ id, startedAt, order, total }) => ({
      ...{ id, startedAt, outFolder: order.outFolder, total },
      left: all.filter((item) => item.batch === id && isOpen(item)).length,
    }));
  }

  async #openBatches(): Promise<readonly KeptBatch[]> {
    const open = (await this.#batches.all()).filter((batch) => !batch.ended && !this.#isUnderWay(batch));
    return open.sort(newestFirst);
  }

  /** Returns the newest batch with these outputs that has not ended, also one that another process works on. */
  async openIn(outFolder: string): Promise<TakenBatch | null> {
    const open = (await this.#batches.all()).filter(
      ({ ended, order }) => !ended && order.outFolder === outFolder,
    );
    const [newest] = open.sort(newestFirst);
    return newest === undefined ? null : taken(newest);
  }

  /**
   * Takes a batch that has not ended, for this process alone.
   * @throws CodedError BATCH_NOT_FOUND, or BATCH_UNDER_WAY when another process works on it
   */
  async take(id: string): Promise<{ readonly batch: TakenBatch; readonly items: readonly KeptItem[] }> {
    const kept = await this.#batches.find(id);
    if (kept === null || kept.ended) throw new CodedError('BATCH_NOT_FOUND', 'no such batch to go on with');
    const { processId } = kept;
    if (this.#isUnderWay(kept)) throw new CodedError('BATCH_UNDER_WAY', 'its process runs', { processId });
    const attempt = await this.#claim(id, kept.attempt + 1);
    const batch = { ...kept, attempt, processId: this.#ports.processId };
    await this.#batches.keep(batch);
    return { batch: taken(batch), items: (await this.#items.all()).filter((item) => item.batch === id) };
  }

  /** Of several processes that want the same attempt one alone gets it. A process that died with it loses it. */
  async #claim(id: string, attempt: number): Promise<number> {
    const { records, processId, isRunning } = this.#ports;
    const claim = `${id}/${attempt}`;
    if (await records.add(CLAIM, claim, JSON.stringify({ processId }))) return attempt;
    const other = claimSchema.safeParse(JSON.parse((await records.get(CLAIM, claim)) ?? '{}'));
    if (other.success && other.data.processId !== processId && isRunning(other.data.processId)) {
      throw new CodedError('BATCH_UNDER_WAY', 'another process took it first', other.data);
    }
    return this.#claim(id, attempt + 1);
  }

  #isUnderWay({ processId, startedAt }: KeptBatch): boolean {
    const { clock, isRunning, processId: own } = this.#ports;
    const ageMs = clock.now().getTime() - Date.parse(startedAt);
    return processId !== own && ageMs < LONGEST_BATCH_MS && isRunning(processId);
  }

  async #forgetEnded(): Promise<void> {
    const { records } = this.#ports;
    const ended = (await this.#batches.all()).filter((batch) => batch.ended);
    if (ended.length === 0) return;
    const [items, claims] = [await this.#items.all(), await records.list(CLAIM)];
    for (const { id } of ended) {
      const own = items.filter((item) => item.batch === id);
      await records.removeAll(ITEM, own.map(itemId));
      const ownClaims = claims.filter((claim) => claim.id.startsWith(`${id}/`));
      await records.removeAll(
        CLAIM,
        ownClaims.map((claim) => claim.id),
      );
      await records.remove(BATCH, id);
    }
  }
}

function newestFirst(one: KeptBatch, other: KeptBatch): number {
  return one.startedAt < other.startedAt ? 1 : -1;
}

function taken({ id, startedAt, order }: KeptBatch): TakenBatch {
  return { id, startedAt, order: orderOf(order) };
}

/** Tells whether a document still waits to be sealed, or may have been when the process ended. */
export function isOpen({ state }: KeptItem): boolean {
  return state === 'waiting' || state === 'begun';
}
