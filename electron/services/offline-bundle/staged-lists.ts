import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import type { StatusEvent } from '../../shared/model/seal-standing.ts';
import type { LateRevocation, ListState, PlatformStore } from '../platform/platform-store.ts';
import {
  listFileName,
  type PlatformTrustFiles,
  type PlatformTrustMaterial,
} from '../platform/platform-trust.ts';
import type { SyncPorts } from '../platform/sync-context.ts';
import type { RecordStore } from '../records/records.ts';

type ListPorts = Pick<SyncPorts, 'files' | 'store' | 'records'>;

/** The places where lists are kept, as they would be after an import; nothing is written before {@link commit}. */
export interface StagedLists extends ListPorts {
  /** The number of events that are new. */
  newEvents(): number;
  /** Writes everything. What an interrupted commit lacks, the same import brings again. */
  commit(): Promise<void>;
}

/** Keeps what a synchronisation accepts in memory, so that it is taken in as a whole or not at all. */
export function stagedLists(platform: string, { files, store, records }: ListPorts): StagedLists {
  const stagedFiles = stageFiles(files);
  const stagedStore = stageStore(platform, store);
  const stagedRecords = stageRecords(records);
  return {
    files: stagedFiles.port,
    store: stagedStore.port,
    records: stagedRecords.port,
    newEvents: stagedStore.newEvents,
    commit: async () => {
      await stagedStore.commitLateRevocations();
      stagedFiles.commit();
      await stagedRecords.commit();
      await stagedStore.commit();
    },
  };
}

function stageFiles(files: PlatformTrustFiles) {
  let material: PlatformTrustMaterial | null = null;
  const lists = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  const parts = new Map<string, Uint8Array>();
  const part = (name: string): Uint8Array => parts.get(name) ?? new Uint8Array();
  const port: PlatformTrustFiles = {
    material: () => material ?? files.material(),
    replace: (replaced) => void (material = replaced),
    list: (file) => lists.get(file)?.bytes ?? files.list(file),
    addList: (name, bytes) => {
      lists.set(listFileName(name), { name, bytes });
      return listFileName(name);
    },
    part,
    addToPart: (name, bytes) => void parts.set(name, concatBytes(part(name), bytes)),
    dropPart: (name) => void parts.delete(name),
    // Parts of a synchronisation that was cut stay where they are.
    keepParts: () => undefined,
  };
  const commit = (): void => {
    for (const { name, bytes } of lists.values()) files.addList(name, bytes);
    if (material !== null) files.replace(material);
  };
  return { port, commit };
}

function stageStore(platform: string, store: PlatformStore) {
  const lists = new Map<string, ListState>();
  const late: (readonly LateRevocation[])[] = [];
  const pages: (readonly StatusEvent[])[] = [];
  let bound: string | null = null;
  const port: PlatformStore = {
    ...store,
    lists: async () => {
      const others = (await store.lists()).filter(
        (each) => each.platform !== platform || !lists.has(each.list),
      );
      return [...others, ...lists.values()];
    },
    putList: (state) => {
      lists.set(state.list, state);
      return Promise.resolve();
    },
    lastStatusNumber: async (id) => pages.at(-1)?.at(-1)?.number ?? (await store.lastStatusNumber(id)),
    addStatusEvents: (_, events) => {
      pages.push(events);
      return Promise.resolve();
    },
    boundStatusEvents: (_, broughtAt) => {
      bound = broughtAt;
      return Promise.resolve();
    },
    addLateRevocations: (revocations) => {
      late.push(revocations);
      return Promise.resolve();
    },
  };
  const commit = async (): Promise<void> => {
    if (bound !== null) await store.boundStatusEvents(platform, bound);
    for (const events of pages) await store.addStatusEvents(platform, events);
    for (const state of lists.values()) await store.putList(state);
  };
  const commitLateRevocations = async (): Promise<void> => {
    for (const revocations of late) await store.addLateRevocations(revocations);
  };
  const newEvents = (): number => pages.reduce((count, events) => count + events.length, 0);
  return { port, commit, commitLateRevocations, newEvents };
}

function stageRecords(records: RecordStore) {
  const kept = new Map<string, { readonly kind: string; readonly id: string; readonly json: string }>();
  const keyOf = (kind: string, id: string): string => `${kind}\0${id}`;
  const port: Pick<RecordStore, 'get' | 'put'> = {
    get: async (kind, id) => kept.get(keyOf(kind, id))?.json ?? (await records.get(kind, id)),
    put: (kind, id, json) => {
      kept.set(keyOf(kind, id), { kind, id, json });
      return Promise.resolve();
    },
  };
  const commit = async (): Promise<void> => {
    for (const { kind, id, json } of kept.values()) await records.put(kind, id, json);
  };
  return { port: { ...records, ...port }, commit };
}
