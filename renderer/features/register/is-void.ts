import type { RegisterEntry } from '../../../electron/shared/model/register.ts';

/** Whether an entry made a file that does not count any more. @param voided SM3 of those files */
export function isVoidIn(voided: readonly string[], { act, document }: RegisterEntry): boolean {
  const made = document?.sm3After ?? null;
  return act !== 'voided' && made !== null && voided.includes(made);
}
