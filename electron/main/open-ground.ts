import type { SystemProxy } from '../adapters/platform-api/connection.ts';
import { evidenceStore } from '../adapters/evidence-store.ts';
import { platformTransports, type PlatformTransports } from '../adapters/platform-api/platform-transports.ts';
import type { StartTokenHost } from '../adapters/tokens/token-hosts.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { platformKnowledge } from '../services/platform/platform-knowledge.ts';
import type { RecordStore } from '../services/platform/record-store.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import type { PlatformKnowledgePort } from '../services/sealing-gate/ports.ts';
import { applicationBook } from '../services/seal-life/application-book.ts';
import { withRenewedHere } from '../services/seal-life/renewed-here.ts';
import type { ContractTellers } from '../wire/window/contract.ts';
import type { Language } from '../shared/model/app-info.ts';
import type { PlatformSettings } from '../shared/model/platform-settings.ts';
import type { Result } from '../shared/result.ts';
import type { Dialogs } from './dialogs.ts';
import { createThreadedEngine, type ThreadedEngine } from './document-engine/threaded-engine.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { windowRecorder } from './register-desk.ts';
import { openHomeStore, type HomeStore } from './store/open-home-store.ts';
import type { World } from './world.ts';

/** What the app is started with. */
export interface AppParts {
  readonly home: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly world: World;
  readonly startHost: StartTokenHost;
  /** Of the platforms. */
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly proxy: SystemProxy;
  readonly engine: SmEngine;
  readonly tell: ContractTellers;
  readonly dialogs: Dialogs;
  language(): Language;
}

/** What every desk stands on: database, ways to the platforms, what is known of them, and documents. */
export interface Ground extends AppParts {
  readonly store: HomeStore;
  readonly records: RecordStore;
  readonly recorder: Recorder;
  /** Those that are configured; none where the settings cannot be read. */
  readonly configured: readonly PlatformSettings[];
  /** The ways to the platforms. */
  readonly transports: PlatformTransports;
  readonly knowledge: PlatformKnowledgePort;
  readonly documentEngine: ThreadedEngine;
  readonly documents: OpenDocuments;
  readonly trustFolder: string;
}

export function openGround(parts: AppParts): Ground {
  const { home, dist, world, settings, proxy, engine, tell } = parts;
  const store = openHomeStore(home, dist);
  const { records } = store;
  const configured = settings.ok ? settings.value : [];
  const known = platformKnowledge({ settings, store: store.platform });
  const documentEngine = createThreadedEngine(new URL('./document-worker.js', import.meta.url), {
    home,
    store: evidenceStore({ ...store, home, engine }),
  });
  return {
    ...parts,
    store,
    records,
    recorder: windowRecorder({ store, engine, tell: tell.register }),
    configured,
    transports: platformTransports(configured, proxy),
    knowledge: withRenewedHere(known, applicationBook(records)),
    documentEngine,
    documents: new OpenDocuments(documentEngine),
    trustFolder: world.trustFolder,
  };
}
