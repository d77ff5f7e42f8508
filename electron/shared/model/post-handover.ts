import type { ApprovalState } from './approval.ts';

/** The people of a handover (岗位交接), who sign its list: 移交人, 接收人, 监交人. */
export interface HandoverPeople {
  readonly from: string;
  readonly to: string;
  readonly witness: string;
}

/** A USB key that changes hands with the post. */
export interface HandedKey {
  readonly serial: string;
  readonly manufacturer: string;
  readonly label: string;
  /** The names of its seals. */
  readonly seals: readonly string[];
}

/** A handover that has begun. It is kept until it is completed or dropped. */
export interface PostHandover extends HandoverPeople {
  readonly number: string;
  /** The post that changes hands, such as 印章保管人. */
  readonly post: string;
  /** Why it does; '' if nobody says. */
  readonly reason: string;
  /** ISO 8601 */
  readonly startedAt: string;
  readonly keys: readonly HandedKey[];
}

/** A key of a handover as it stands now. */
export interface HandedKeyState extends HandedKey {
  /** Who has taken the key and not brought it back, by the register; null if nobody has. */
  readonly takenBy: string | null;
  /** When its PIN was changed since the handover began, ISO 8601; null if it was not. */
  readonly pinChangedAt: string | null;
}

/** A request for approval that the receiver goes on with. */
export interface HandedApproval {
  readonly number: string;
  readonly applicant: string;
  readonly purpose: string;
  readonly state: ApprovalState;
  /** Files that are not sealed yet. */
  readonly openFiles: number;
  /**
   * `free`: the receiver goes on with it, as an approval names no keeper. `samePerson`: the receiver has another part in it and the
   * rules want different people, so somebody else must ask or decide anew. `unsettled`: sealing was cut off, which must be looked
   * into first.
   */
  readonly standing: 'free' | 'samePerson' | 'unsettled';
}

/** Everything that a handover is about, as it stands now. */
export interface HandoverView {
  readonly handover: PostHandover;
  readonly keys: readonly HandedKeyState[];
  /** The names of the presets of this computer. */
  readonly presets: readonly string[];
  readonly approvals: readonly HandedApproval[];
  /** The number of entries in the register. */
  readonly registerSize: number;
}

/** Why a key is handed over although it was not returned or its PIN not changed, by its serial number. */
export type HandoverRemarks = Readonly<Record<string, string>>;

/** Tells whether nothing is left to do with a key. */
export function isHandedOver({ takenBy, pinChangedAt }: HandedKeyState): boolean {
  return takenBy === null && pinChangedAt !== null;
}

/** Returns the keys that are not handed over and have no remark: they keep a handover from being completed. */
export function keysLeft(
  keys: readonly HandedKeyState[],
  remarks: HandoverRemarks,
): readonly HandedKeyState[] {
  return keys.filter((key) => !isHandedOver(key) && (remarks[key.serial] ?? '').trim() === '');
}

/** A completed handover. */
export interface CompletedHandover {
  readonly number: string;
  /** The names of the files that were written: the list, and the presets if there are any. */
  readonly files: readonly string[];
}
