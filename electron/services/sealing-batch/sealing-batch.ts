import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import type { AppError } from '../../shared/errors.ts';
import { isBusyStep, isLockedRow, type SealingBatchChange } from '../../shared/model/sealing-batch.ts';
import type { AddedToBatch } from '../../shared/model/verification-batch.ts';
import { foundFiles, type SearchFiles } from '../many-documents/found-files.ts';
import type { PinOf } from '../sealing/seal-order.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { BatchJournal, KeptItem } from './batch-journal.ts';
import { type BatchItem, BatchList, type BatchListPorts } from './batch-list.ts';
import { type BatchOrder, keysOf } from './batch-order.ts';
import { expectPattern } from '../documents/output-pattern.ts';
import type { BatchPasswords } from './batch-passwords.ts';
import { checkDocuments, type CheckingPorts, type SharedBatch } from './check-documents.ts';
import { type ConvertItemsPorts, isConvertible, ItemConversion } from './convert-items.ts';
import { isKeyAway } from './pausing-errors.ts';
import { firstState, keptItem, keptRow } from './kept-item.ts';
import { chooseSeals } from './seal-item.ts';
import { sealNext, type SealNextPorts } from './seal-next.ts';
import { settleItem, type SettlingItemPorts } from './settle-item.ts';

export interface SealingBatchPorts
  extends BatchListPorts, ConvertItemsPorts, CheckingPorts, SettlingItemPorts, SealNextPorts {
  readonly register: CheckingPorts['register'] & SealNextPorts['register'];
  readonly journal: BatchJournal;
  readonly search: SearchFiles;
  readonly passwords: BatchPasswords;
  /** Tells whether a login of the key stands, so that no PIN is needed. */
  holdsLogin(tokenSerial: string): boolean;
  /** Resolves once the uses that earlier processes could not record are in the register. */
  settled(): Promise<void>;
}

/** How a person wants a batch to be sealed. */
export interface BatchSealing {
  /** By the serial number of the key; none goes on in a login that stands. Each is zeroed once it is not needed any more. */
  readonly pins: ReadonlyMap<string, Uint8Array>;
  readonly lastTryConfirmed: boolean;
}

/**
 * Seals many documents one after the other: files and folders go in, all are looked at, one PIN serves for all that can be
 * sealed. Whatever one document does, the others follow; what would keep every further one from its seal pauses the batch.
 * A journal in the store knows what became of each, so that a batch that was killed goes on where it stopped.
 */
export class SealingBatch {
  readonly #ports: SealingBatchPorts;
  readonly #list: BatchList;
  readonly #conversion: ItemConversion;
  #order: BatchOrder | null = null;
  /** Id of the batch in the journal, from its first seal to its end. */
  #id: string | null = null;
  #startedAt: Date;
  #pins: ReadonlyMap<string, Uint8Array> = new Map();
  /** What the person wants the present step to do. */
  #wish: 'goOn' | 'pause' | 'stop' = 'goOn';

  constructor(ports: SealingBatchPorts) {
    this.#ports = ports;
    this.#list = new BatchList(ports);
    this.#conversion = new ItemConversion(this.#list, ports);
    this.#startedAt = ports.clock.now();
  }

  get isBusy(): boolean {
    return isBusyStep(this.#list.phase);
  }

  /** Id of the batch in the journal; null before its first seal and after its end. */
  get batchId(): string | null {
    return this.#id;
  }

  get order(): BatchOrder | null {
    return this.#order;
  }

  get items(): readonly BatchItem[] {
    return this.#list.items;
  }

  view(): SealingBatchChange {
    return this.#list.view();
  }

  find(id: string): BatchItem | undefined {
    return this.#list.find(id);
  }

  /** Adds files and the documents of folders. A document that is in the batch already is not added again. */
  async add(paths: readonly string[]): Promise<AddedToBatch> {
    const { found, truncated } = await foundFiles(paths, this.items.length, this.#ports.search);
    const known = new Set(this.items.flatMap(({ path, origin }) => [path, origin ?? path]));
    for (const { path, error } of found) {
      if (known.has(path)) continue;
      known.add(path);
      this.#list.add(path, error ?? null);
    }
    if (found.length > 0 && !this.isBusy && this.#id === null) this.#list.enter({ step: 'collecting' });
    return { found: found.length, truncated };
  }

  remove(id: string): void {
    if (!this.isBusy && this.#id === null) this.#list.remove(id);
  }

  /** Forgets all documents, and leaves out in the journal what was not sealed. */
  async clear(): Promise<void> {
    if (this.isBusy) return;
    await this.#end();
    this.#ports.passwords.forgetAll();
    this.#list.clear();
  }

  /** The documents that are to be converted to PDF before they can be sealed. */
  get convertible(): readonly BatchItem[] {
    return this.items.filter(isConvertible);
  }

  /** Converts those, once the person has said so. They are looked at anew afterwards. */
  async convert(): Promise<Result<null>> {
    if (this.isBusy || this.#id !== null) return failure({ code: 'BATCH_UNDER_WAY' });
    try {
      await this.#conversion.run();
    } finally {
      this.#list.enter({ step: 'collecting' });
    }
    return success(null);
  }

  /**
   * Looks at every document that is not sealed: its content, its places and what is to be known before. No key is used.
   * Fails when the order itself cannot be carried out.
   */
  async check(order: BatchOrder): Promise<Result<null>> {
    if (this.isBusy) return failure({ code: 'BATCH_UNDER_WAY' });
    const pattern = await resultOf(() => expectPattern(order.pattern));
    if (!pattern.ok) return pattern;
    const chosen = await chooseSeals(order, this.#ports);
    if (!chosen.ok) return chosen;
    await this.#end();
    this.#order = order;
    this.#startedAt = this.#ports.clock.now();
    const items = this.items.filter(({ row, unfound }) => row.state !== 'sealed' && unfound === null);
    for (const item of items) this.#list.reset(item);
    await this.#checkAll(items, order, chosen.value);
    this.#list.enter({ step: this.#wished() === 'goOn' ? 'checked' : 'collecting' });
    return success(null);
  }

  /**
   * Opens encrypted documents by a password and looks at them again. It is kept in memory until the list is cleared.
   * @param id null tries every document that waits for one; those that it does not open wait on
   * @param password UTF-8; the caller zeroes it
   */
  async unlock(id: string | null, password: Uint8Array): Promise<Result<null>> {
    if (this.isBusy) return failure({ code: 'BATCH_UNDER_WAY' });
    const { passwords, journal } = this.#ports;
    const items = this.items.filter((item) => (id === null ? isLockedRow(item.row) : item.row.id === id));
    for (const item of items) {
      passwords.give(item.path, password);
      item.isLocked = true;
    }
    const order = this.#order;
    const { phase } = this.#list;
    if (order === null) return success(null);
    const chosen = await chooseSeals(order, this.#ports);
    if (!chosen.ok) return chosen;
    const waiting = items.filter(({ row }) => row.state !== 'sealed' && row.state !== 'ready');
    // The name of an output that a row kept would count as taken.
    for (const item of waiting) item.outputPath = null;
    await this.#checkAll(waiting, order, chosen.value);
    for (const item of waiting) {
      item.isLocked = !isLockedRow(item.row);
      if (!item.isLocked) passwords.forget(item.path);
      if (this.#id !== null && item.row.state === 'ready')
        await journal.keep(keptItem(item, this.#id, 'waiting'));
    }
    this.#list.enter(phase.step === 'ended' ? { step: 'checked' } : phase);
    return success(null);
  }

  /**
   * Seals what can be sealed, or goes on with it, until all is done or the batch pauses. Fails with STORE_UNAVAILABLE and
   * the other codes of the store when there can be no journal.
   */
  async seal({ pins, lastTryConfirmed }: BatchSealing): Promise<Result<null>> {
    const { step } = this.#list.phase;
    const order = this.#order;
    if (order === null || (step !== 'checked' && step !== 'paused')) {
      return failure({ code: 'BATCH_UNDER_WAY' });
    }
    this.#pins = pins;
    this.#wish = 'goOn';
    const ready = this.items.filter(({ row }) => row.state === 'ready');
    this.#list.begin('sealing', ready.length);
    const sealed = await resultOf(async () => {
      const batch = await this.#begun(order);
      for (const item of ready) {
        if (this.#wished() !== 'goOn') break;
        const obstacle = await this.#seal(item, { batch, order, lastTryConfirmed });
        if (obstacle !== null) return this.#pause(obstacle);
        this.#list.count();
      }
      if (this.#wished() === 'pause') return this.#pause(null);
      await this.#end();
      this.#list.enter({ step: 'ended' });
    });
    this.dropPins();
    if (sealed.ok) return success(null);
    for (const item of ready) if (item.row.state === 'sealing') this.#list.set(item, { state: 'ready' });
    this.#pause(sealed.error);
    return sealed;
  }

  /** Stops after the document at hand; the batch can go on later, also after a new start. */
  pause(): void {
    this.#wish = 'pause';
  }

  /** Stops after the document at hand, and leaves the others out. */
  async cancel(): Promise<void> {
    this.#wish = 'stop';
    this.#conversion.cancel();
    if (this.#list.phase.step !== 'paused') return;
    await this.#end();
    this.#list.enter({ step: 'ended' });
  }

  /** Takes up again a batch that an earlier process did not end. It pauses until somebody goes on with it. */
  resume(id: string): Promise<Result<null>> {
    return resultOf(async () => {
      const { journal } = this.#ports;
      const { batch, items } = await journal.take(id);
      await this.#ports.settled();
      this.#list.clear();
      for (const kept of items) {
        const settled = await settleItem(kept, batch.order, this.#ports);
        if (settled !== kept) await journal.keep(settled);
        this.#takeUp(settled);
      }
      this.#order = batch.order;
      this.#id = id;
      this.#startedAt = new Date(batch.startedAt);
      this.#pause(null);
      return null;
    });
  }

  /** Lets a batch that has paused for a key that was away go on with its PIN. */
  keysReturned(): void {
    const { phase } = this.#list;
    if (phase.step !== 'paused' || phase.error === null || !isKeyAway(phase.error.code)) return;
    this.#pause({ code: 'PIN_REQUIRED' });
  }

  /**
   * Says of a batch that has paused that a key of it is away: a pulled key ends its login at once, so the pause itself may
   * only have asked for the PIN.
   */
  keyLeft(): void {
    const { phase } = this.#list;
    if (phase.step !== 'paused') return;
    if (phase.error === null || phase.error.code === 'PIN_REQUIRED') this.#pause({ code: 'TOKEN_REMOVED' });
  }

  /** Forgets the passwords of encrypted documents, as at the end of a command. */
  forgetPasswords(): void {
    this.#ports.passwords.forgetAll();
  }

  /** Forgets the PINs, as when the person leaves. */
  dropPins(): void {
    for (const pin of this.#pins.values()) pin.fill(0);
    this.#pins = new Map();
  }

  /** What the steps of the batch share. */
  #shared(): SharedBatch {
    return {
      ...{ list: this.#list, startedAt: this.#startedAt },
      isStopped: () => this.#wished() !== 'goOn',
    };
  }

  async #checkAll(
    items: readonly BatchItem[],
    order: BatchOrder,
    chosen: readonly ChosenSeal[],
  ): Promise<void> {
    this.#wish = 'goOn';
    await checkDocuments(items, { order, chosen, batch: this.#shared() }, this.#ports);
  }

  /** @returns why no further document can be sealed now; null to go on */
  async #seal(
    item: BatchItem,
    sealing: { batch: string; order: BatchOrder; lastTryConfirmed: boolean },
  ): Promise<AppError | null> {
    const chosen = await chooseSeals(sealing.order, this.#ports);
    if (!chosen.ok) return chosen.error;
    const keys = keysOf(sealing.order);
    const holds = (key: string): boolean => this.#ports.holdsLogin(key);
    if (keys.some((key) => !this.#pins.has(key) && !holds(key))) return { code: 'PIN_REQUIRED' };
    const pinOf: PinOf = ({ serial }) => (holds(serial) ? null : (this.#pins.get(serial) ?? null));
    const ready = { ...sealing, chosen: chosen.value, pinOf };
    const obstacle = await sealNext(item, ready, this.#shared(), this.#ports);
    // The logins of several keys are not held side by side, so their PINs serve until the batch ends.
    if (item.row.state === 'sealed' && keys.every(holds)) this.dropPins();
    return obstacle;
  }

  /** Begins the batch in the journal, unless it goes on. @returns its id */
  async #begun(order: BatchOrder): Promise<string> {
    if (this.#id !== null) return this.#id;
    const id = this.#ports.newId();
    await this.#ports.journal.begin(
      id,
      order,
      this.items.map((item) => keptItem(item, id, firstState(item))),
    );
    this.#id = id;
    return id;
  }

  /** Ends the batch in the journal, and leaves out what was not sealed. */
  async #end(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    for (const item of this.items) {
      if (item.row.state !== 'ready') continue;
      this.#list.set(item, { state: 'leftOut' });
      await this.#ports.journal.keep(keptItem(item, id, 'leftOut'));
    }
    await this.#ports.journal.end(id);
    this.#id = null;
  }

  #takeUp(kept: KeptItem): void {
    const item = this.#list.add(kept.path);
    item.sm3 = kept.sm3;
    item.outputPath = kept.outputPath;
    item.isLocked = kept.isLocked;
    const waits = kept.isLocked && this.#ports.passwords.for(kept.path) === undefined;
    this.#list.set(item, keptRow({ ...kept, isLocked: waits }));
  }

  #pause(error: AppError | null): void {
    this.#list.enter({ step: 'paused', error });
  }

  /** A step waits in between, so the wish may be another one now. */
  #wished(): 'goOn' | 'pause' | 'stop' {
    return this.#wish;
  }
}
