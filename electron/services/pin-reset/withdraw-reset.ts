import { mayWithdraw, type PinReset } from '../../shared/model/pin-reset.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { findReset, keyOf, notPossible } from './find-reset.ts';
import { keepAnswer } from './follow-reset.ts';
import type { ResetPorts } from './ports.ts';
import { shownReset } from './reset-book.ts';

/** Takes an application back that nobody has decided on; its papers are deleted here and there. */
export function withdrawReset(number: string, ports: ResetPorts): Promise<Result<PinReset>> {
  return resultOf(async () => {
    const kept = await findReset(number, ports);
    if (!mayWithdraw(kept)) throw notPossible(kept);
    const { api, key } = keyOf(kept, ports);
    return shownReset(await keepAnswer(kept, unwrap(await api.withdraw(key)), ports));
  });
}
