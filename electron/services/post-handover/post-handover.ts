import { z } from 'zod';
import { chineseDay } from '../../core/policy/policies.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import type {
  HandedKey,
  HandedKeyState,
  HandoverPeople,
  HandoverRemarks,
  HandoverView,
  PostHandover,
} from '../../shared/model/post-handover.ts';
import { keysLeft } from '../../shared/model/post-handover.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { listPresets } from '../presets/presets.ts';
import { type RecordStore, recordsOfKind } from '../records/records.ts';
import { takenTokens } from '../register/find-entries.ts';
import type { RecordingPorts } from '../register/record-entry.ts';
import type { PinHistory } from '../tokens/pin-life.ts';
import { type OpenApprovalPorts, openApprovals } from './open-approvals.ts';

export interface HandoverPorts {
  readonly records: RecordStore;
  readonly recording: RecordingPorts;
  readonly approvals: OpenApprovalPorts;
  readonly pinHistory: PinHistory;
  readonly random: RandomBytes;
}

/** A handover as its people begin it. */
export interface HandoverStart extends HandoverPeople {
  readonly post: string;
  readonly reason: string;
  readonly keys: readonly HandedKey[];
}

const KIND = 'postHandover';

/** There is one at a time. */
const ID = 'present';

const schema: z.ZodType<PostHandover> = z.strictObject({
  number: z.string(),
  post: z.string(),
  reason: z.string(),
  from: z.string(),
  to: z.string(),
  witness: z.string(),
  startedAt: z.iso.datetime(),
  keys: z.array(
    z.strictObject({
      serial: z.string(),
      manufacturer: z.string(),
      label: z.string(),
      seals: z.array(z.string()),
    }),
  ),
});

/**
 * Begins the handover of a post (岗位交接). From now on it counts whether the PIN of a key is changed. Fails with
 * HANDOVER_SAME_PERSON, HANDOVER_UNDER_WAY and the codes of the store.
 */
export function beginHandover(start: HandoverStart, ports: HandoverPorts): Promise<Result<HandoverView>> {
  return resultOf(async () => {
    const people = [start.from, start.to, start.witness].map((name) => name.normalize('NFKC').trim());
    if (new Set(people).size < people.length) throw new CodedError('HANDOVER_SAME_PERSON', 'same name');
    const now = ports.recording.clock.now();
    const [from = '', to = '', witness = ''] = people;
    const handover: PostHandover = {
      number: `JJ${chineseDay(now).replaceAll('-', '')}-${toHex(ports.random(4)).toUpperCase()}`,
      ...{ from, to, witness, post: start.post.trim(), reason: start.reason.trim() },
      ...{ startedAt: now.toISOString(), keys: start.keys },
    };
    if (!(await ports.records.add(KIND, ID, JSON.stringify(handover)))) {
      throw new CodedError('HANDOVER_UNDER_WAY', 'there is one already');
    }
    return viewOf(handover, ports);
  });
}

/** Returns the handover that is under way as it stands now; null if there is none. Fails with the codes of the store. */
export function viewHandover(ports: HandoverPorts): Promise<Result<HandoverView | null>> {
  return resultOf(async () => {
    const handover = await find(ports.records);
    return handover === null ? null : viewOf(handover, ports);
  });
}

/** Ends the handover that is under way without any trace but the acts that were recorded. Fails with HANDOVER_NOT_BEGUN. */
export function dropHandover({ records }: HandoverPorts): Promise<Result<null>> {
  return resultOf(async () => {
    if ((await find(records)) === null) throw new CodedError('HANDOVER_NOT_BEGUN', 'none');
    await records.remove(KIND, ID);
    return null;
  });
}

/**
 * Returns the handover that is under way if it can be completed.
 * @throws CodedError HANDOVER_NOT_BEGUN; HANDOVER_UNFINISHED if a key is not handed over and has no remark
 */
export async function completableHandover(
  remarks: HandoverRemarks,
  ports: HandoverPorts,
): Promise<HandoverView> {
  const handover = await find(ports.records);
  if (handover === null) throw new CodedError('HANDOVER_NOT_BEGUN', 'none');
  const view = await viewOf(handover, ports);
  const left = keysLeft(view.keys, remarks);
  if (left.length > 0) {
    const keys = left.map(({ serial }) => serial).join(' ');
    throw new CodedError('HANDOVER_UNFINISHED', keys, { keys });
  }
  return view;
}

/** Returns the handover that is under way; null if there is none. @throws CodedError STORE_DAMAGED */
function find(records: RecordStore): Promise<PostHandover | null> {
  return recordsOfKind(KIND, schema, () => ID, records).find(ID);
}

async function viewOf(handover: PostHandover, ports: HandoverPorts): Promise<HandoverView> {
  const { store } = ports.recording;
  const taken = new Map((await takenTokens(store)).map((each) => [each.tokenSerial, each.user]));
  const keys = handover.keys.map((key): HandedKeyState => {
    const changed = ports.pinHistory.lastChange(key);
    const isSince = changed !== null && changed.toISOString() >= handover.startedAt;
    return {
      ...key,
      takenBy: taken.get(key.serial) ?? null,
      pinChangedAt: isSince ? changed.toISOString() : null,
    };
  });
  return {
    handover,
    keys,
    presets: (await listPresets(ports.records)).map(({ name }) => name),
    approvals: await openApprovals(handover.to, ports.approvals),
    registerSize: await store.size(),
  };
}
