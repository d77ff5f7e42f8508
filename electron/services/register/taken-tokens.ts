import type { RegisterEntry, TakenToken } from '../../shared/model/register.ts';

/** Which shared tokens are with somebody, by what the register says of them last. @param entries oldest first */
export function takenTokens(entries: readonly RegisterEntry[]): readonly TakenToken[] {
  const taken = new Map<string, TakenToken>();
  for (const { act, time, tokenSerial, people } of entries) {
    if (tokenSerial === null) continue;
    if (act === 'tokenTaken') taken.set(tokenSerial, { tokenSerial, user: people.user ?? '', since: time });
    if (act === 'tokenReturned') taken.delete(tokenSerial);
  }
  return [...taken.values()];
}
