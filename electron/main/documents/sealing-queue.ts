import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writing } from '../../adapters/files/file-errors.ts';
import { documentsUnder } from '../../adapters/document-files/document-files.ts';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { Home } from '../../home/home.ts';
import { openSealingBatch, type OpenedBatch } from '../../home/open-sealing-batch.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import type { SealingBatch } from '../../services/sealing-batch/sealing-batch.ts';
import { sealDocument } from '../../services/sealing/seal-document.ts';
import type { SealingBatchChange } from '../../shared/model/sealing-batch.ts';
import { failure, resultOf, type Result } from '../../shared/result.ts';
import type { SealingQueueView } from '../../wire/window/seal-many.ts';
import type { RunningSeal } from './running-seal.ts';
import { reportBroken } from '../log.ts';

interface QueueParts {
  readonly home: Home;
  readonly watch: TokenWatch;
  readonly held: HeldPinSession;
  readonly running: RunningSeal;
  readonly changed: (change: SealingBatchChange) => void;
}

/** The name of the folder of the outputs, beside the first document, until the person chooses another one. */
const OUT_FOLDER = '已盖章';

/** The queue of documents that the window seals with one PIN, and the folder that the new files go to. */
export class SealingQueue {
  readonly #parts: QueueParts;
  readonly #opened: OpenedBatch;
  #outFolder = '';

  constructor(parts: QueueParts) {
    this.#parts = parts;
    const { home, watch, held, changed } = parts;
    this.#opened = openSealingBatch(home, {
      changed,
      pause: setTimeout,
      search: (path) => documentsUnder(path, { isDeep: true, withPictures: true }),
      choose: ({ esId, tokenSerial }) => Promise.resolve(watch.choose(esId, tokenSerial)),
      holdsLogin: (tokenSerial) => held.holds(tokenSerial),
      seal: (order, pinOf) =>
        watch.leaveAlone(() => sealDocument(order, pinOf, { ...home.sealing, tokens: held.forBatch() })),
      broken: (error) => reportBroken('a sealing of the batch', error),
    });
  }

  get batch(): SealingBatch {
    return this.#opened.batch;
  }

  get outFolder(): string {
    const [first] = this.batch.items;
    if (this.#outFolder !== '' || first === undefined) return this.#outFolder;
    return join(dirname(first.path), OUT_FOLDER);
  }

  set outFolder(folder: string) {
    this.#outFolder = folder;
  }

  async view(): Promise<SealingQueueView> {
    const unfinished = await resultOf(() => this.#opened.journal.unfinished());
    const own = this.batch.batchId;
    const { convertible } = this.batch;
    // Nothing is looked for while nothing needs it.
    const programs = convertible.length === 0 ? [] : (await this.#parts.home.conversions()).office.find();
    return {
      ...this.batch.view(),
      convertible: convertible.length,
      converter: programs[0]?.name ?? null,
      outFolder: this.batch.order?.outFolder ?? this.outFolder,
      seals: (this.batch.order?.seals ?? []).map(({ esId, tokenSerial }) => ({ esId, tokenSerial })),
      locks: this.batch.order?.locks === true,
      // A store that cannot be used is told of elsewhere.
      unfinished: unfinished.ok ? unfinished.value.filter(({ id }) => id !== own) : [],
    };
  }

  /**
   * Seals, or goes on, until the batch has ended or pauses. A login is held no longer than that.
   * @param pins by the serial numbers of their keys
   */
  async seal(pins: ReadonlyMap<string, Uint8Array>, lastTryConfirmed: boolean): Promise<Result<null>> {
    const { running, held, watch } = this.#parts;
    const { batch } = this;
    const { order } = batch;
    if (running.busy || order === null) return failure({ code: 'BATCH_UNDER_WAY' });
    const folder = await resultOf(() => writing(() => mkdirSync(order.outFolder, { recursive: true })));
    if (!folder.ok) return folder;
    const sealed = await running.run('batch', () => batch.seal({ pins, lastTryConfirmed }));
    await held.drop();
    // A use ends idleness, and a refusal may be news to the card.
    await watch.judgeAnew().catch((error: unknown) => reportBroken('the keys after a batch', error));
    return sealed;
  }

  async resume(id: string): Promise<Result<null>> {
    return this.batch.isBusy ? failure({ code: 'BATCH_UNDER_WAY' }) : this.batch.resume(id);
  }

  async giveUp(id: string): Promise<Result<null>> {
    return resultOf(async () => {
      await this.#opened.journal.end(id);
      return null;
    });
  }

  /** Forgets the PINs when the person leaves; the batch pauses after the document at hand. */
  personLeaves(): void {
    this.batch.dropPins();
  }

  /** Lets a batch that waits for its key ask for the PIN, and one that has paused say that its key is away. */
  keysChanged(): void {
    const found = this.#parts.watch.chooseEach(this.batch.order?.seals ?? []);
    if (found.ok) this.batch.keysReturned();
    else if (found.error.code === 'TOKEN_REMOVED') this.batch.keyLeft();
  }
}
