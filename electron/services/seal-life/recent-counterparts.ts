import type { RecentCounterpart, NamedSeal } from '../../shared/model/loss-report.ts';
import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';

/**
 * Whom the register names as counterparts of a seal's uses since a day, the latest first: those who should hear
 * that it is lost.
 * @param since ISO 8601
 */
export function recentCounterparts(
  entries: readonly RegisteredEntry[],
  seal: Pick<NamedSeal, 'esId' | 'sealName'>,
  since: string,
): readonly RecentCounterpart[] {
  const found = new Map<string, RecentCounterpart>();
  for (const { entry } of entries) {
    const name = entry.counterpart?.trim() ?? '';
    if (name === '' || !isUseOf(entry, seal) || Date.parse(entry.time) < Date.parse(since)) continue;
    const known = found.get(name);
    const lastUse = known === undefined || known.lastUse < entry.time ? entry.time : known.lastUse;
    found.set(name, { name, lastUse, uses: (known?.uses ?? 0) + 1 });
  }
  return [...found.values()].toSorted((left, right) => right.lastUse.localeCompare(left.lastUse));
}

function isUseOf(
  { act, result, seal }: RegisterEntry,
  wanted: Pick<NamedSeal, 'esId' | 'sealName'>,
): boolean {
  if (act !== 'seal' || result !== 'done' || seal === null) return false;
  return wanted.esId === null ? seal.name === wanted.sealName : seal.esId === wanted.esId;
}

/** The moment so many months before another. */
export function monthsBefore(now: Date, months: number): Date {
  const earlier = new Date(now);
  earlier.setUTCMonth(now.getUTCMonth() - months);
  return earlier;
}
