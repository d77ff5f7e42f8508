import type { StoreApi } from 'zustand/vanilla';
import type { FoundSeal } from '../../electron/wire/window/presets.ts';
import type { QueueOrder } from '../../electron/wire/window/seal-many.ts';
import type { ApprovalsStore } from '../features/approvals/approvals-store.ts';
import { bySeal, forEvery, withPlaces } from '../features/seal/places/place-rows.ts';
import type { PlanStore } from '../features/seal/places/plan-store.ts';
import type { PreflightStore } from '../features/seal/preflight-store.ts';
import type { SealStore } from '../features/seal/seal-state.ts';

type PlacedSeals = Pick<QueueOrder, 'seals' | 'reason' | 'particulars'>;

/** Returns the seals that are placed in the document in front, for every document of the queue; null for none. */
export function placedSeals({
  state,
  subject,
  statesPurpose,
  particulars,
}: Pick<SealStore, 'state' | 'subject' | 'statesPurpose' | 'particulars'>): PlacedSeals | null {
  if (!('rows' in state)) return null;
  // The signature of a person is for the one document that they have read.
  const common = state.rows.filter(({ rule }) => rule.kind !== 'handwriting');
  const rows = common.map((row) => forEvery(row, subject?.pages.length ?? 0));
  const seals = bySeal(rows).map(withPlaces);
  const reason = statesPurpose ? particulars.purpose : '';
  return { seals, reason, particulars };
}

/** Puts seals of a preset, or of the last document of a kind, in place of the list of the document in front. */
export function takeFound(found: readonly FoundSeal[], seal: StoreApi<SealStore>): void {
  seal.getState().takeSaved(found.map(({ target, ...choice }) => ({ seal: choice, target })));
}

/**
 * Adds the document to the request that is being prepared, once for each placed seal with the places that are its own. If it
 * is to be locked, the last seal does that.
 */
export async function askApproval(
  { state, subject, locks }: Pick<SealStore, 'state' | 'subject' | 'locks'>,
  approvals: StoreApi<ApprovalsStore>,
): Promise<void> {
  if (state.step !== 'placed' || subject === null) return;
  const seals = bySeal(state.rows).map(withPlaces);
  for (const [index, seal] of seals.entries()) {
    const lock = { locks: locks && index === seals.length - 1 };
    await approvals.getState().add({ documentId: subject.documentId, ...seal, ...lock });
    if (approvals.getState().problem !== null) return;
  }
}

/** Examines the document and the seals that have a place, and anew for other seals or another document. */
export function examinePlaced(
  { state, subject, bound }: Pick<SealStore, 'state' | 'subject' | 'bound'>,
  preflight: StoreApi<PreflightStore>,
): void {
  if (subject === null || state.step === 'sealed') return void preflight.getState().examine(null);
  if (state.step !== 'placed') return;
  const seals = bySeal(state.rows).map(({ seal: { tokenSerial, esId } }) => ({ tokenSerial, esId }));
  void preflight.getState().examine({ documentId: subject.documentId, seals, approvalId: bound });
}

/** Works out where the list puts its seals whenever it changes; what is known stays while the PIN is typed. */
export function planPlaced({ state, subject }: SealStore, plan: StoreApi<PlanStore>): void {
  if (subject === null || !('rows' in state)) return plan.getState().follow(null);
  plan.getState().follow({ documentId: subject.documentId, rows: state.rows });
}
