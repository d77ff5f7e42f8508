import type { SealingBatch } from '../../services/sealing-batch/sealing-batch.ts';
import { isLockedRow } from '../../shared/model/sealing-batch.ts';
import { unwrap } from '../../shared/result.ts';
import type { PasswordInput } from './password-input.ts';
import { printAside } from '../print/printing.ts';

/** As often as a person mistypes a password. */
const MOST_TRIES = 3;

/**
 * Asks at the terminal for the password of each document of a batch that waits for one; where there is no terminal it asks
 * nobody. What opens one document is tried on the others that wait, as those of one sender have one password as a rule. An empty
 * answer leaves a document out.
 * @throws CodedError CANCELLED when the person interrupts
 */
export async function unlockByAsking(
  batch: SealingBatch,
  passwords: Pick<PasswordInput, 'ask'>,
): Promise<void> {
  for (const { path, row } of batch.items) {
    const isLocked = (): boolean => {
      const now = batch.find(row.id)?.row;
      return now !== undefined && isLockedRow(now);
    };
    for (let tries = 0; tries < MOST_TRIES && isLocked(); tries += 1) {
      const typed = await passwords.ask(path);
      if (typed === undefined) return;
      if (typed.length === 0) break;
      try {
        unwrap(await batch.unlock(row.id, typed));
        if (isLocked()) printAside('密码不对 the password is wrong');
        else if (batch.items.some((each) => isLockedRow(each.row))) unwrap(await batch.unlock(null, typed));
      } finally {
        typed.fill(0);
      }
    }
  }
}
