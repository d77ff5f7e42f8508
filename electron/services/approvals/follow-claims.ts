import type { DoubleUse } from '../../shared/model/approval.ts';
import { failure, type Result, resultOf, unwrap } from '../../shared/result.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { registerIdOf } from '../register/register-identity.ts';
import {
  claimRecords,
  type ClaimRecord,
  doubleUseId,
  doubleUseRecords,
  type FoundDoubleUse,
  requestOf,
} from './approval-claims.ts';
import { approvalRecords, type ApprovalPorts, type ApprovalRecord, claimDigest } from './approval-record.ts';
import { factsOf } from './make-request.ts';

type FollowPorts = Pick<ApprovalPorts, 'records' | 'random' | 'claims' | 'clock' | 'engine' | 'recorder'>;

/**
 * Tells a platform of the uses that were made since, offline ones included, and takes in the double uses that it has
 * found. Each is put on record once, with the file that was sealed here. Fails with the PLATFORM_ and STORE_ codes; what
 * was told before stays.
 * @returns the double uses that are new here
 */
export function followClaims(platform: string, ports: FollowPorts): Promise<Result<readonly DoubleUse[]>> {
  return resultOf(async () => {
    const { records, claims } = ports;
    const untold = (await claimRecords(records).all()).filter(
      (claim) => claim.platform === platform && claim.used !== null && !claim.delivered,
    );
    for (const claim of untold) await tellUse(claim, ports);
    const known = await claims.doubleUses(platform);
    // A register that nobody has opened has claimed nothing.
    if (!known.ok && known.error.code === 'REGISTER_NOT_OPEN') return [];
    const fresh: DoubleUse[] = [];
    for (const found of unwrap(known)) {
      const noted = await noteDoubleUse(found, ports);
      if (noted !== null) fresh.push(noted);
    }
    return fresh;
  });
}

const CONFLICT = 409;
const CLAIM_ID_LENGTH = 16;

async function tellUse(claim: ClaimRecord, ports: FollowPorts): Promise<void> {
  const { claims, records, random } = ports;
  let told = claim;
  let answer = await claims.claim(told, requestOf(told));
  if (!answer.ok && answer.error.details?.['status'] === CONFLICT) {
    // The platform knows another use under this claim, from before a backup was restored: this is a use of its own.
    told = { ...claim, claimId: toHex(random(CLAIM_ID_LENGTH)) };
    answer = await claims.claim(told, requestOf(told));
  }
  const { outcome, claim: standing } = unwrap(answer);
  await claimRecords(records).keep({
    ...told,
    state: outcome === 'yours' ? 'held' : 'taken',
    standing: outcome === 'yours' ? null : standing,
    delivered: true,
  });
}

/** @returns null when this is on record already */
async function noteDoubleUse(found: FoundDoubleUse, ports: FollowPorts): Promise<DoubleUse | null> {
  const book = doubleUseRecords(ports.records);
  const known = await book.find(doubleUseId(found));
  const foundAt = known?.foundAt ?? ports.clock.now().toISOString();
  const doubleUse: DoubleUse = { ...found, foundAt };
  if (JSON.stringify(known?.claims) === JSON.stringify(doubleUse.claims)) return null;
  await book.keep(doubleUse);
  if (known !== null && known.claims.length === doubleUse.claims.length) return null;
  await putOnRecord(doubleUse, ports);
  return doubleUse;
}

async function putOnRecord(doubleUse: DoubleUse, ports: FollowPorts): Promise<void> {
  const approval = await approvalOf(doubleUse.approvalSm3, ports);
  const mine = await ownRegister(ports);
  const own = doubleUse.claims.find(({ registerId }) => registerId === mine) ?? null;
  const others = doubleUse.claims.filter((claim) => claim !== own);
  const facts =
    approval === null ? {} : factsOfItem(approval, doubleUse.use - 1, own?.used?.sm3After ?? null);
  const reference = others
    .map(
      ({ registerId, used, claimedAt }) => `${registerId} ${used?.at ?? claimedAt} ${used?.sm3After ?? ''}`,
    )
    .join('; ');
  await actOnRecord(
    'approvalUsedTwice',
    { ...facts, reference },
    () => Promise.resolve(failure({ code: 'APPROVAL_USED_TWICE' })),
    ports.recorder,
  );
}

const ownRegister = ({ records, random }: FollowPorts): Promise<string> => registerIdOf(records, random);

async function approvalOf(sm3: string, { records, engine }: FollowPorts): Promise<ApprovalRecord | null> {
  const known = await approvalRecords(records).all();
  return known.find((record) => claimDigest(record, engine) === sm3) ?? null;
}

function factsOfItem({ request }: ApprovalRecord, index: number, sm3After: string | null) {
  const item = request.items[index];
  const facts = factsOf({ ...request, items: item === undefined ? [] : [item] });
  return {
    ...facts,
    document: facts.document && { ...facts.document, sm3After },
    approval: request.id,
  };
}
