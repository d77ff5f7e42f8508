import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { demoAssetsOf, demoWorldFiles } from '../adapters/files/demo-world-files.ts';
import { defaultHome } from '../adapters/files/default-home.ts';
import { sealConfirmationFolder } from '../adapters/files/seal-confirmation-folder.ts';
import { nodeDocumentEngine, systemClock, systemRandom } from '../adapters/document-engine.ts';
import { evidenceStore } from '../adapters/evidence-store.ts';
import { homeEvidence } from '../adapters/home-evidence.ts';
import { describeSystem, moduleExaminer } from '../adapters/tokens/module-examiner.ts';
import { openStation, type OpenedStation } from '../adapters/tokens/token-station.ts';
import { StoreClient } from '../adapters/store/open-store.ts';
import { platformStore } from '../adapters/store/platform-store.ts';
import { recordStore } from '../adapters/store/record-store.ts';
import { registerStore } from '../adapters/store/register-store.ts';
import { storeSettings, storeWorkerIn } from '../adapters/store/store-settings.ts';
import { proxyOfEnvironment } from '../adapters/platform-api/connection.ts';
import { platformTransports, type PlatformTransports } from '../adapters/platform-api/platform-transports.ts';
import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { childProcessHosts } from '../adapters/tokens/child-process-hosts.ts';
import { createTokenHosts, type TokenHosts } from '../adapters/tokens/token-hosts.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { demoWorld } from '../services/demo-world/demo-world.ts';
import type { DemoWorldPorts } from '../services/demo-world/ports.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import { NO_EVIDENCE, type EvidenceSource } from '../services/documents/evidence.ts';
import { diagnoseDrivers } from '../services/drivers/driver-doctor.ts';
import { listTokens, type ListedTokens } from '../services/tokens/list-tokens.ts';
import type { DriverReport } from '../shared/model/driver-report.ts';
import type { Result } from '../shared/result.ts';
import { withProofs } from './existence-proofs.ts';
import { sayDamage } from './store-damage.ts';

/** What commands work with; each part is made when it is first asked for. */
export interface Composition {
  /** Folder of every bundle. */
  readonly dist: string;
  engine(): Promise<SmEngine>;
  /**
   * @param world whose platforms verdicts go by; by none where it is left out
   * @param proofs paths of proofs of existence that count beside them
   */
  documents(world?: DemoWorld, proofs?: readonly string[]): Promise<DocumentEngine>;
  /** Makes or opens the demonstration world of a folder. */
  makeWorld(folder: string): Promise<Result<DemoWorld>>;
  /** The world that SEALDESK_HOME names, or the one in the person's own folder, made at its first use. */
  world(): Promise<Result<DemoWorld>>;
  /** What making and enrolling in a demonstration world takes, but for the keys. */
  demoPorts(): Promise<Omit<DemoWorldPorts, 'tokens'>>;
  tokens(world: DemoWorld): TokenHosts;
  listTokens(world: DemoWorld): Promise<ListedTokens>;
  /** The database of a world, opened at its first use. */
  store(world: DemoWorld): StoreClient;
  /** The ways to the platforms of a world, opened at their first use; none where its settings are damaged. */
  platforms(world: DemoWorld): PlatformTransports;
  /** What stands between the person and their keys, with or without a world. */
  diagnose(): Promise<{ readonly report: DriverReport; readonly home: string }>;
  /** Ends the processes that were started. */
  stop(): void;
}

/** @param dist folder of every bundle, with a separator at its end */
export function compose(dist: string): Composition {
  const startHost = childProcessHosts(join(dist, 'token-host', 'token-host.js'));
  const setUp = createTokenHosts({ modules: () => [], start: startHost });
  let opened: OpenedStation | undefined;
  const station = (home: string, demoModules: readonly string[] | null): OpenedStation =>
    (opened ??= openStation({ home, demoModules, environment: process.env, start: startHost }));
  let openedStore: StoreClient | undefined;
  const store = ({ home: folder }: DemoWorld): StoreClient =>
    (openedStore ??= new StoreClient(storeWorkerIn(dist), storeSettings(folder, dist), sayDamage));
  let transports: PlatformTransports | undefined;
  const platforms = ({ home: folder }: DemoWorld): PlatformTransports => {
    const settings = readPlatforms(folder);
    const proxy = proxyOfEnvironment(process.env);
    return (transports ??= platformTransports(settings.ok ? settings.value : [], proxy));
  };
  let loaded: Promise<SmEngine> | undefined;
  const engine = (): Promise<SmEngine> => (loaded ??= loadSmEngine());
  const evidenceOf = async (world: DemoWorld, proofs: readonly string[]): Promise<EvidenceSource> => {
    const client = store(world);
    const kept = {
      register: registerStore(client),
      records: recordStore(client),
      platform: platformStore(client),
    };
    const sm = await engine();
    const source = homeEvidence(world.home, evidenceStore({ ...kept, home: world.home, engine: sm }));
    return proofs.length === 0 ? source : withProofs(source, proofs, world.home, sm);
  };
  const demoPorts = async (): Promise<Omit<DemoWorldPorts, 'tokens'>> => ({
    ...demoWorldFiles(demoAssetsOf(dist)),
    engine: await engine(),
    clock: systemClock,
    random: systemRandom,
  });
  const makeWorld = async (folder: string): Promise<Result<DemoWorld>> =>
    demoWorld(resolve(folder), { ...(await demoPorts()), tokens: setUp });
  const tokens = (world: DemoWorld): TokenHosts => station(world.home, modulesOf(world)).station;
  const home = process.env['SEALDESK_HOME'] ?? defaultHome(process.platform, homedir(), process.env);
  const diagnose = async () => {
    const world = await makeWorld(home);
    const { station: modules, problems } = station(home, world.ok ? modulesOf(world.value) : null);
    const report = await diagnoseDrivers({
      modules: moduleExaminer(modules),
      engine: await engine(),
      clock: systemClock,
      system: describeSystem(),
      problems: world.ok ? problems : [...problems, world.error],
    });
    return { report, home };
  };
  return {
    dist,
    engine,
    makeWorld,
    demoPorts,
    tokens,
    documents: async (world, proofs = []) => {
      const none = () => Promise.resolve(NO_EVIDENCE);
      return nodeDocumentEngine(world === undefined ? none : await evidenceOf(world, proofs), await engine());
    },
    world: () => makeWorld(home),
    store,
    platforms,
    listTokens: async (world) =>
      listTokens({
        tokens: tokens(world),
        engine: await engine(),
        clock: systemClock,
        confirmations: sealConfirmationFolder(world.home),
      }),
    diagnose,
    stop: () => {
      setUp.stop();
      opened?.station.stop();
      void transports?.close();
      // A command ends when its worker has: a backup under way is finished first.
      void openedStore?.close();
    },
  };
}

function modulesOf({ pkcs11Module }: DemoWorld): readonly string[] {
  return pkcs11Module === null ? [] : [pkcs11Module];
}
