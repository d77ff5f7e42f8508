import type { StoreClient } from '../adapters/store/open-store.ts';
import { printError } from './printing.ts';

/**
 * Opens the store, and says on standard error where it was damaged and what was done; the command goes on with
 * what took its place.
 */
export async function warnOfDamage(store: StoreClient): Promise<void> {
  const { damage } = await store.call('opening');
  if (damage !== null) printError({ code: 'STORE_DAMAGED', details: { ...damage } });
}
