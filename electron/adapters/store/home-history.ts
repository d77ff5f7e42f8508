import { hostname } from 'node:os';
import { originOf } from '../../core/register/kept-head.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { RegisterHistory } from '../../services/register/register-history.ts';
import { systemRandom } from '../system.ts';
import { headJournal, headJournalIn } from './head-journal.ts';
import type { StoreClient } from './store-operations.ts';

/**
 * Watches over the register of a home.
 * @param folder absolute path of the home
 */
export function homeHistory(folder: string, store: StoreClient, engine: SmEngine): RegisterHistory {
  return new RegisterHistory({
    register: store,
    records: store,
    journal: headJournal(headJournalIn(folder), engine),
    random: systemRandom,
    origin: originOf([hostname(), folder], engine),
  });
}
