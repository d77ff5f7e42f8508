import type { Language } from '../../../electron/shared/model/app-info.ts';
import type { PolicyView } from '../../../electron/shared/model/policy-profile.ts';
import type { RegisterAct, RegisterEntry, RegisterListing } from '../../../electron/shared/model/register.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface RegisterFilter {
  /** Uses of keys that made files, or all that is on record (操作日志). */
  readonly view: 'uses' | 'log';
  readonly search: string;
  /** Days of the local calendar, YYYY-MM-DD; '' for any. */
  readonly from: string;
  readonly to: string;
  readonly act: RegisterAct | 'any';
  readonly result: 'any' | 'done' | 'refused';
}

export const NO_FILTER: RegisterFilter = {
  view: 'uses',
  search: '',
  from: '',
  to: '',
  act: 'any',
  result: 'any',
};

type RegisterQuery = Parameters<AppBridge['register']['list']>[0];

/** Tells whether a filter leaves out more than the log. */
export const isNarrowed = ({ view, search, from, to }: RegisterFilter): boolean =>
  view === 'log' || search !== '' || from !== '' || to !== '';

/** Returns the query for main; a day that is not complete yet does not narrow the list. */
export function queryOf(filter: RegisterFilter): RegisterQuery {
  const { view, search, act, result } = filter;
  return {
    search,
    ...periodOf(filter),
    ...(view === 'uses' ? { uses: true } : {}),
    ...(view === 'uses' || act === 'any' ? {} : { act }),
    ...(view === 'uses' || result === 'any' ? {} : { result }),
  };
}

/** Returns the period that the days of a filter bound. */
export const periodOf = ({ from, to }: RegisterFilter): Pick<RegisterQuery, 'from' | 'to'> => ({
  ...momentOf('from', from, 'T00:00:00.000'),
  ...momentOf('to', to, 'T23:59:59.999'),
});

function momentOf(name: 'from' | 'to', day: string, time: string): { readonly from?: string; to?: string } {
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? {} : { [name]: date.toISOString() };
}

/** Returns a listing with the older entries that follow it. */
export const withOlder = (listing: RegisterListing, older: RegisterListing): RegisterListing => ({
  ...older,
  entries: [...listing.entries, ...older.entries],
  voided: [...listing.voided, ...older.voided],
});

/** Tells whether an entry made a file that is void now. @param voided SM3 of the void files */
export function isVoidIn(voided: readonly string[], { act, document }: RegisterEntry): boolean {
  const made = document?.sm3After ?? null;
  return act !== 'voided' && made !== null && voided.includes(made);
}

/**
 * Returns the word that the rules of the platforms use for the register; null if there are no rules, if they
 * differ, and in languages other than Chinese.
 */
export function registerTerm(view: PolicyView | null, language: Language): string | null {
  if (language !== 'zh-CN' || view === null) return null;
  const terms = new Set(view.platforms.flatMap(({ policy }) => policy?.profile.terms.register ?? []));
  const [term] = terms;
  return terms.size === 1 ? (term ?? null) : null;
}
