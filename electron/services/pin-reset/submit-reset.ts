import { toHex } from '../../core/bytes/encodings.ts';
import { mayWithdraw, type PinReset } from '../../shared/model/pin-reset.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import { NOBODY } from '../register/record-entry.ts';
import { keepAnswer } from './follow-reset.ts';
import type { PinResetApi, ResetAnswer, ResetKey } from './reset-platform.ts';
import {
  findReset,
  type KeptReset,
  keyOf,
  notPossible,
  type ResetPorts,
  shownReset,
} from './reset-records.ts';

/**
 * Sends the watermarked papers that the platform does not have yet, and hands the application in. After an interruption
 * it continues with the missing papers.
 */
export function submitReset(number: string, ports: ResetPorts): Promise<Result<PinReset>> {
  return resultOf(async () => {
    const kept = await findReset(number, ports);
    const submit = (): Promise<Result<PinReset>> => resultOf(() => handIn(kept, ports));
    return unwrap(await actOnRecord('pinReset', factsOf(kept), submit, ports.recorder));
  });
}

async function handIn(kept: KeptReset, ports: ResetPorts): Promise<PinReset> {
  const { api, key } = await keyOf(kept, ports);
  const known = unwrap(await api.read(key));
  if (known.state !== 'draft') {
    const now = await keepAnswer(kept, known, ports);
    if (now.state !== 'underReview') throw notPossible(now);
    return shownReset(now);
  }
  await sendMissing(kept, known, { api, key }, ports);
  return shownReset(await keepAnswer(kept, unwrap(await api.submit(key)), ports));
}

async function sendMissing(
  { number, papers }: KeptReset,
  known: ResetAnswer,
  { api, key }: { readonly api: PinResetApi; readonly key: ResetKey },
  ports: ResetPorts,
): Promise<void> {
  for (const { id, kind } of papers) {
    const bytes = unwrap(await ports.papers.load(number, id));
    if (known.papers.get(id) === toHex(ports.sm3(bytes))) continue;
    unwrap(await api.sendPaper(key, { id, kind, bytes }));
  }
}

/** Returns the facts for the register about an application, except its outcome. */
export function factsOf({ number, tokenSerial, esId, sealName, reason, applicant }: PinReset) {
  return {
    tokenSerial,
    seal: esId === null ? null : { esId, name: sealName ?? '' },
    purpose: reason,
    reference: number,
    people: { ...NOBODY, applicant: applicant.name },
  };
}

/** Withdraws an application that nobody has decided on. Its papers are deleted here and at the platform. */
export function withdrawReset(number: string, ports: ResetPorts): Promise<Result<PinReset>> {
  return resultOf(async () => {
    const kept = await findReset(number, ports);
    if (!mayWithdraw(kept)) throw notPossible(kept);
    const { api, key } = await keyOf(kept, ports);
    return shownReset(await keepAnswer(kept, unwrap(await api.withdraw(key)), ports));
  });
}
