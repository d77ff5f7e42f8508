import type { Sm3 } from '../../core/register/merkle-tree.ts';
import { forwarding, type Immediate } from '../../wire/methods.ts';
import { handlerOf } from '../../wire/server.ts';
import type { StoreCopy, StoreDamage, StoreOpening } from './backups.ts';
import { RegisterDatabase, type StoreRestore, type StoreSettings } from './register-database.ts';
import type { RegisterRows } from './register-tables.ts';
import { SealStatusDatabase, type SealStatusRows } from './seal-status-database.ts';
import { sealStatusIn } from './store-files.ts';
import { type HistoryRows, registerRows, sealStatusRows } from './store-operations.ts';

/** A store's databases as the worker has them: rows are read and written at once. */
export interface Store extends Immediate<RegisterRows>, HistoryRows, Immediate<SealStatusRows> {
  opening(): StoreOpening;
  backup(file: string): Promise<StoreCopy>;
  restore(file: string): StoreRestore;
  close(): Promise<void>;
}

/**
 * Returns the store of a folder. Its databases are opened at their first use.
 * @param onDamage is told what was done about a database that was found damaged, at whatever time
 */
export function openStoreFolder(
  settings: StoreSettings,
  engine: Sm3,
  onDamage: (damage: StoreDamage) => void,
): Store {
  const register = new RegisterDatabase(settings, engine, onDamage);
  const sealStatus = new SealStatusDatabase(sealStatusIn(settings.folder), settings, (aside) =>
    onDamage({ part: 'sealStatus', setAside: aside, restoredFrom: null }),
  );
  const rows = forwarding<Immediate<RegisterRows>>(registerRows, (name, parameters) =>
    register.work(({ tables }) => handlerOf(tables, name)(...parameters)),
  );
  const events = forwarding<Immediate<SealStatusRows>>(sealStatusRows, (name, parameters) =>
    sealStatus.work((table) => handlerOf(table, name)(...parameters)),
  );
  return {
    ...rows,
    ...events,
    append: (entry) =>
      register.work((opened) => {
        opened.tables.append(entry);
        register.backUpLater(opened);
      }),
    history: (sizes) => register.history((history) => history.check(sizes)),
    consistency: (first, size) => register.history((history) => history.consistency(first, size)),
    opening: () => register.work(({ damage }) => ({ damage })),
    backup: (file) => register.backup(file),
    restore: (file) => register.restore(file),
    close: async () => {
      await register.close();
      sealStatus.close();
    },
  };
}
