import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import { timeStampGiven } from '../trusted-time/trusted-time.ts';
import type { Act, SealUse } from './begin-act.ts';
import type { ArchiveFollowing } from '../../shared/model/sealing.ts';
import type { AppliedSeal, SealedDocument } from './seal-order.ts';

/**
 * Writes an act down, use by use, each signed by its key where it has served, and settles the approvals. A seal that
 * was signed in an act that failed later is on record as such, with the SM3 of the draft that was removed. A seal
 * whose turn never came was not used, and is not on record.
 */
export async function recordAct(act: Act, outcome: Result<SealedDocument>): Promise<void> {
  for (const each of act.uses) {
    const own = outcomeOf(each, act, outcome);
    if (own !== null) await recordUse(each, act, own);
    // An item that the store cannot settle now stays unsettled, which is seen; it hides no seal that was made.
    await resultOf(() => settle(each, act, outcome));
  }
}

/** The key that has sealed also signs what an office system is told of the use. */
async function settle(
  { approval, seal: { chosen } }: SealUse,
  { parts, order, keys }: Act,
  outcome: Result<SealedDocument>,
): Promise<void> {
  await approval?.settle(outcome, () => parts.exists(order.outputPath), keys.usedKey(chosen));
}

/** Returns what became of one seal; null for one whose turn never came. */
function outcomeOf(use: SealUse, { turn }: Act, outcome: Result<SealedDocument>): Result<AppliedSeal> | null {
  if (outcome.ok) {
    if (use.applied === null) throw new Error('a sealed document has every seal');
    return success(use.applied);
  }
  if (use === turn) return outcome;
  return use.applied === null ? null : failure({ code: 'SEAL_NOT_PUBLISHED' });
}

async function recordUse(each: SealUse, act: Act, own: Result<AppliedSeal>): Promise<void> {
  const { use, approval, rules, places, applied, seal } = each;
  const more = {
    timeStamped: own.ok ? timeStampGiven(own.value.trustedTime) : null,
    approvalUse: approval?.onRecord() ?? null,
    known: rules.known(),
    accepted: acceptedIn(act),
    places,
  };
  await use.end(own, more, applied === null ? null : act.keys.usedKey(seal.chosen));
}

/** Returns the codes of the findings that the person accepted; null for none. */
export function acceptedIn({ accepted }: Pick<Act, 'accepted'>): readonly string[] | null {
  return accepted.length === 0 ? null : accepted;
}

/**
 * Has the archive time stamp made that the rules of any seal want. Its failure is no obstacle: it can be given by hand at
 * any time.
 */
export async function archiveAfter(
  { uses, parts, order }: Act,
  { path }: SealedDocument,
): Promise<ArchiveFollowing> {
  if (!uses.some(({ rules }) => rules.demandsArchiveStamp())) return { state: 'notAsked' };
  const stamped = await parts.archiveStamp(path, order.document.file.password);
  if (!stamped.ok) return { state: 'missing', error: stamped.error };
  const { path: written, stampedAt, renewBy } = stamped.value;
  return { state: 'stamped', path: written, stampedAt, renewBy };
}

/** Names the seal of a failure in an act of several, so that a person knows which key or place is meant. */
export function namingSeal<T>(act: Act, outcome: Result<T>): Result<T> {
  if (outcome.ok || act.uses.length === 1) return outcome;
  const { error } = outcome;
  const { info, token } = act.turn.seal.chosen;
  const details = { ...error.details, sealName: info.name, esId: info.esId, tokenSerial: token.serial };
  return failure(new CodedError(error.code, error.code, details).toAppError());
}
