import type { RegisterAct } from '../../../electron/shared/model/register.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export interface RegisterFilter {
  readonly search: string;
  /** Days of the calendar here, YYYY-MM-DD; '' for any. */
  readonly from: string;
  readonly to: string;
  readonly act: RegisterAct | 'any';
  readonly result: 'any' | 'done' | 'refused';
}

export const NO_FILTER: RegisterFilter = { search: '', from: '', to: '', act: 'any', result: 'any' };

type RegisterQuery = Parameters<AppBridge['register']['list']>[0];

/** What main is asked; a day that is not typed to its end yet does not narrow the list. */
export function queryOf({ search, from, to, act, result }: RegisterFilter): RegisterQuery {
  return {
    search,
    ...momentOf('from', from, 'T00:00:00.000'),
    ...momentOf('to', to, 'T23:59:59.999'),
    ...(act === 'any' ? {} : { act }),
    ...(result === 'any' ? {} : { result }),
  };
}

function momentOf(name: 'from' | 'to', day: string, time: string): { readonly from?: string; to?: string } {
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? {} : { [name]: date.toISOString() };
}
