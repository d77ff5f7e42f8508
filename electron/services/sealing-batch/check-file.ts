import { expectAccepted } from '../../core/preflight/expect-accepted.ts';
import type { DescribedPlace, DescribedPlaces } from '../../shared/model/seal-places.ts';
import type { DocumentView } from '../../shared/model/document-view.ts';
import { codesToAccept } from '../../shared/model/preflight.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import {
  type BatchPlan,
  type MissedPlace,
  MOST_LISTED_PLACES,
  type PlannedPlace,
} from '../../shared/model/sealing-batch.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import type { DocumentEngine } from '../documents/document-engine.ts';
import { expectLockable, type FileFacts, fileNameOf } from '../documents/file-facts.ts';
import type { HeldFile, OpenedDocument } from '../ports/files.ts';
import { firstWhere } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { PreparedDocument } from '../sealing-gate/create-gate.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { BatchOrder } from './batch-order.ts';

export interface CheckPorts {
  /**
   * Opens a document for one piece of work. Rejects with FILE_NOT_FOUND, FILE_UNREADABLE or FILE_NOT_REGULAR.
   * @param notes what a view of the OFD lacks, if that is known and its words are not asked for: it is not drawn then
   */
  hold(path: string, notes: DocumentView['notes'] | null): Promise<OpenedDocument>;
  readonly documents: Pick<DocumentEngine, 'rehearse' | 'examine' | 'hash'>;
  readonly trustFolder: string;
  readonly register: Pick<RegisterStore, 'find'>;
  /**
   * Finds an approval that allows a use and has not been used; null if there is none. Rejects with APPROVAL_MISMATCH for
   * one that would allow it but for the lock.
   */
  approvalFor(chosen: ChosenSeal, document: PreparedDocument, file: FileFacts): Promise<string | null>;
}

/** A seal of the order on its key, and why the rules want an approval for it; null if they want none. */
export interface CheckedSeal {
  readonly chosen: ChosenSeal;
  readonly demand: AppError | null;
}

/** A document that was looked at. */
export interface CheckedFile {
  /** Hexadecimal; what is sealed later must be this. */
  readonly sm3: string;
  readonly plan: BatchPlan;
  /** What a view of an OFD lacks; null for a PDF. */
  readonly notes: DocumentView['notes'] | null;
  /** Why it cannot be sealed; null when it can. */
  readonly error: AppError | null;
}

/**
 * Looks at one document of a batch as sealing will: its content, its places and what is to be known before (盖章前体检).
 * It uses no key and changes nothing. Fails with the reason why the document cannot be read or sealed.
 * @param seals those of the order, in its order
 */
export function checkFile(
  path: string,
  order: BatchOrder,
  seals: readonly CheckedSeal[],
  ports: CheckPorts,
): Promise<Result<CheckedFile>> {
  return resultOf(async () => {
    const { documents, trustFolder } = ports;
    const document = await ports.hold(path, null);
    try {
      const { file } = document;
      const targets = order.seals.flatMap(({ target }, index) => {
        const seal = seals[index];
        return seal === undefined ? [] : [{ target, seal: seal.chosen.seal }];
      });
      const planned = unwrap(await documents.rehearse(file, targets, false));
      const places = planned.flatMap((each) => each.places);
      const { findings, format } = unwrap(await documents.examine(file, trustFolder, false));
      const sm3 = unwrap(await documents.hash(file));
      await document.expectUnchanged(sm3);
      const pages = planned[0]?.pages ?? 0;
      const found = await resultOf(() => approvalsFor(file, { sm3, pages }, order, seals, ports));
      const plan: BatchPlan = {
        pages,
        hits: places.length,
        covering: planned.flatMap((each) => [...each.places, ...each.beside]).filter(coversSeal).length,
        toAccept: codesToAccept(findings),
        ...listed(planned),
        approvals: found.ok ? found.value : seals.map(() => null),
        locks: order.locks === true,
      };
      const accepted = await resultOf(() => {
        if (order.locks === true) expectLockable(format);
        return expectAccepted(findings, order.accepted);
      });
      const error =
        planned.flatMap(({ problems }) => problems)[0]?.error ??
        (await sealedAlready(sm3, order, ports)) ??
        (found.ok ? missingApproval(seals, plan) : found.error) ??
        (accepted.ok ? null : accepted.error);
      return { sm3, plan, notes: file.view?.notes ?? null, error };
    } finally {
      document.close();
    }
  });
}

/** Finds the approval of each seal for a document. Where none is demanded one that is there is used all the same. */
function approvalsFor(
  { path, size }: HeldFile,
  { sm3, pages }: { readonly sm3: string; readonly pages: number },
  order: BatchOrder,
  seals: readonly CheckedSeal[],
  ports: Pick<CheckPorts, 'approvalFor'>,
): Promise<readonly (string | null)[]> {
  return Promise.all(
    seals.map(async ({ chosen }, index) => {
      const target = order.seals[index]?.target;
      if (target === undefined) return null;
      const locks = order.locks === true && index === seals.length - 1;
      const document = { sm3Before: sm3, fileName: fileNameOf(path), target, locks };
      return ports.approvalFor(chosen, document, { size, pages });
    }),
  );
}

/** Names the first seal that needs an approval and has none. */
function missingApproval(seals: readonly CheckedSeal[], { approvals }: BatchPlan): AppError | null {
  const missing = seals.find(({ demand }, index) => demand !== null && approvals[index] === null);
  const demand = missing?.demand ?? null;
  if (missing === undefined || demand === null) return null;
  return { ...demand, details: { ...demand.details, seal: missing.chosen.info.name } };
}

/** Lists where the seals of an act would be shown, and what keeps them from places. */
function listed(planned: readonly DescribedPlaces[]): Pick<BatchPlan, 'places' | 'misses'> {
  const places = planned.flatMap((each, seal) =>
    each.places.map(({ page, xMm, yMm, widthMm, heightMm }): PlannedPlace => ({
      ...{ seal, page, xMm: tenth(xMm + widthMm / 2), yMm: tenth(yMm + heightMm / 2) },
    })),
  );
  const misses = planned.flatMap(({ problems }, seal) =>
    problems.map(({ error, page }): MissedPlace => ({ seal, code: error.code, page })),
  );
  return { places: places.slice(0, MOST_LISTED_PLACES), misses: misses.slice(0, MOST_LISTED_PLACES) };
}

const tenth = (millimetres: number): number => Math.round(millimetres * 10) / 10;

/** Tells whether a place, or what stands beside a seal, covers a seal: of the document, or another one of the same act. */
function coversSeal({ warnings }: Pick<DescribedPlace, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === 'COVERS_SEAL' || code === 'COVERS_PLACE');
}

/** A document that came out of a sealing by this seal is in a batch by mistake, as a rule. */
async function sealedAlready(
  sm3After: string,
  { seals, again }: BatchOrder,
  { register }: CheckPorts,
): Promise<AppError | null> {
  if (again) return null;
  for (const { esId } of seals) {
    const found = await firstWhere({ acts: ['seal'], result: 'done', esId, sm3After }, 'oldest', register);
    if (found !== null) return { code: 'BATCH_SEALED_ALREADY', details: { at: found.entry.time } };
  }
  return null;
}

/** Returns a document that counts as changed unless its content is the one that was looked at. */
export function asChecked(document: OpenedDocument, checkedSm3: string): OpenedDocument {
  return {
    ...document,
    expectUnchanged: async (sm3) => {
      await document.expectUnchanged(sm3);
      if (sm3 !== null && sm3 !== checkedSm3) {
        throw new CodedError('FILE_CHANGED', 'another content than when it was looked at');
      }
    },
  };
}
