import type { Sm3 } from '../../core/register/merkle-tree.ts';
import type { ByteProgress } from '../../services/documents/document-engine.ts';
import type { StoredEntry } from '../../services/register/register-store.ts';
import { forwarding, type Immediate } from '../../wire/methods.ts';
import { handlerOf } from '../../wire/server.ts';
import type { StoreCopy, StoreDamage, StoreOpening } from './backups.ts';
import {
  RegisterDatabase,
  type RestoreWish,
  type StoreRebuild,
  type StoreRestore,
  type StoreSettings,
} from './register-database.ts';
import type { RegisterRows } from './register-tables.ts';
import { SealStatusDatabase, type SealStatusRows } from './seal-status-database.ts';
import { sealStatusIn } from './store-files.ts';
import { type HistoryRows, registerRows, sealStatusRows } from './store-operations.ts';

/** A store's databases as the worker has them: rows are read and written at once. */
export interface Store extends Immediate<RegisterRows>, HistoryRows, Immediate<SealStatusRows> {
  opening(): StoreOpening;
  backup(file: string, onProgress: ByteProgress): Promise<StoreCopy>;
  restore(file: string, wish: RestoreWish): StoreRestore;
  rebuild(entries: readonly StoredEntry[]): StoreRebuild;
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
    onDamage({ part: 'sealStatus', setAside: aside }),
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
    put: (kind, id, json) =>
      register.work((opened) => {
        opened.tables.put(kind, id, json);
        if (isBarring(kind)) register.backUpLater(opened, true);
      }),
    putAll: (kind, records) =>
      register.work((opened) => {
        opened.tables.putAll(kind, records);
        if (isBarring(kind)) register.backUpLater(opened, true);
      }),
    add: (kind, id, json) =>
      register.work((opened) => {
        const isAdded = opened.tables.add(kind, id, json);
        if (isAdded && isBarring(kind)) register.backUpLater(opened, true);
        return isAdded;
      }),
    history: (sizes, known) => register.history((history) => history.check(sizes, known)),
    consistency: (first, size) => register.history((history) => history.consistency(first, size)),
    opening: () => register.work(({ damage }) => ({ damage })),
    backup: (file, onProgress) => register.backup(file, onProgress),
    restore: (file, wish) => register.restore(file, wish),
    rebuild: (entries) => register.rebuild(entries),
    close: async () => {
      await register.close();
      sealStatus.close();
    },
  };
}

/**
 * Kinds of records that are rare and bar a seal, or tell whose register this is. A backup is made as soon as one is
 * written, so that a database that is lost altogether takes none of them with it.
 */
const BARRING = ['lossReport', 'platform-binding', 'register', 'register-opening'];

const isBarring = (kind: string): boolean => BARRING.includes(kind);
