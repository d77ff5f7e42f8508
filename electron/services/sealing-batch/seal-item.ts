import type { AppError } from '../../shared/errors.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import type { DocumentView } from '../../shared/model/document-view.ts';
import { hasKeywords } from '../documents/plan-seal.ts';
import type { OpenedDocument } from '../ports/files.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { OrderedSeal, PinOf, SealedDocument, SealOrder } from '../sealing/seal-order.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { BatchItem } from './batch-list.ts';
import type { BatchJournal, KeptItem } from './batch-journal.ts';
import type { BatchOrder, BatchSeal } from './batch-order.ts';
import { asChecked } from './check-file.ts';
import { keptItem } from './kept-item.ts';
import { pausesBatch } from './pausing-errors.ts';

export interface SealItemPorts {
  /** Finds a seal on its key now. Fails with TOKEN_REMOVED when the key is away, and as choosing a seal does. */
  choose(seal: BatchSeal): Promise<Result<ChosenSeal>>;
  /** Opens a document, as for a look at it. @param notes of the former look; null has an OFD drawn */
  hold(path: string, notes: DocumentView['notes'] | null): Promise<OpenedDocument>;
  readonly journal: Pick<BatchJournal, 'keep'>;
  readonly register: Pick<RegisterStore, 'size'>;
  /** Seals one document in one act. @param pinOf null seals in the login that stands */
  seal(order: SealOrder, pinOf: PinOf): Promise<Result<SealedDocument>>;
  /** Is told of a broken invariant. The document counts as failed, and the others follow. */
  broken(error: unknown): void;
}

/** Finds every seal of an order on its key, or says why one is not there. */
export async function chooseSeals(
  { seals }: BatchOrder,
  ports: Pick<SealItemPorts, 'choose'>,
): Promise<Result<readonly ChosenSeal[]>> {
  const chosen: ChosenSeal[] = [];
  for (const seal of seals) {
    const found = await ports.choose(seal);
    if (!found.ok) return found;
    chosen.push(found.value);
  }
  return success(chosen);
}

/** What one document is sealed with. */
export interface ItemSealing {
  readonly batch: string;
  readonly order: BatchOrder;
  /** The seals of the order on their keys, in its order. */
  readonly chosen: readonly ChosenSeal[];
  readonly pinOf: PinOf;
  readonly lastTryConfirmed: boolean;
}

/**
 * Seals one document of a batch, and notes in the journal before and after what is known of it. Rejects with the codes of
 * the store when it cannot be noted before: then nothing is sealed.
 */
export async function sealItem(
  item: BatchItem & { readonly outputPath: string },
  sealing: ItemSealing,
  ports: SealItemPorts,
): Promise<Result<SealedDocument>> {
  const { outputPath } = item;
  const begun = { ...keptItem(item, sealing.batch, 'begun'), fromEntry: await ports.register.size() };
  await ports.journal.keep(begun);
  const outcome = await sealHeld(item, outputPath, sealing, ports);
  // A document that stays begun is settled by the register and its output.
  await resultOf(() => ports.journal.keep(afterwards(begun, outcome)));
  return outcome;
}

function afterwards(begun: KeptItem, outcome: Result<SealedDocument>): KeptItem {
  if (outcome.ok) {
    const { sm3After, seals } = outcome.value;
    return { ...begun, state: 'sealed', sm3After, signedAt: seals.at(-1)?.signedAt ?? null };
  }
  const { code } = outcome.error;
  return pausesBatch(code) ? { ...begun, state: 'waiting' } : { ...begun, state: 'failed', code };
}

async function sealHeld(
  { path, sm3, notes, row }: BatchItem,
  outputPath: string,
  { order, chosen, pinOf, lastTryConfirmed }: ItemSealing,
  ports: SealItemPorts,
): Promise<Result<SealedDocument>> {
  // With the content that was looked at, a document is not drawn anew, unless places depend on its words.
  const isDrawn = order.seals.some(({ target }) => hasKeywords(target));
  const opened = await resultOf(() => ports.hold(path, isDrawn ? null : notes));
  if (!opened.ok) return opened;
  const document = sm3 === null ? opened.value : asChecked(opened.value, sm3);
  const { reason, particulars, accepted, withoutTimeStamp, locks = false } = order;
  const seals = order.seals.flatMap(({ target }, index): readonly OrderedSeal[] => {
    const seal = chosen[index];
    const approvalId = row.plan?.approvals[index] ?? null;
    return seal === undefined ? [] : [{ chosen: seal, target, approvalId, lastTryConfirmed }];
  });
  try {
    return await ports.seal(
      {
        ...{ document, outputPath, seals, particulars, accepted, withoutTimeStamp, locks },
        ...(reason === '' ? {} : { reason }),
      },
      pinOf,
    );
  } catch (error) {
    ports.broken(error);
    return failure(INTERNAL);
  } finally {
    document.close();
  }
}

const INTERNAL: AppError = { code: 'INTERNAL' };
