import { evidenceStore } from '../adapters/documents/home-evidence.ts';
import { problemLog } from '../adapters/home-files/problem-log.ts';
import { platformsInForce } from '../adapters/platform-api/platforms-file.ts';
import { homeHistory } from '../adapters/store/home-history.ts';
import { openStore, storeSettings, storeWorkerIn } from '../adapters/store/store-operations.ts';
import type { StoreSettings } from '../adapters/store/register-database.ts';
import { systemClock as clock, systemRandom as random } from '../adapters/system.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { problemLine } from '../services/support-bundle/problem-line.ts';
import { boundPlatforms } from './bound-platforms.ts';
import type { Home, HomeHosts } from './home.ts';
import { demoPortsOf, openWorld } from './open-world.ts';

const WITHOUT_WASM = 'the runtime refuses WebAssembly, so libraries compute SM2 and SM3, slowly';

/** The part of a home that verdicts go by: what is trusted, the platforms it is bound to, and its store. */
export interface VerdictHome extends Pick<
  Home,
  'world' | 'trustFolder' | 'engine' | 'store' | 'history' | 'recording' | 'bound' | 'evidence'
> {
  readonly storeFiles: StoreSettings;
}

/**
 * Opens what verdicts go by in the home of a folder. Whoever only verifies loads nothing of keys, sealing or
 * connections; the whole home has this part as well.
 * @param folder absolute path
 */
export async function openVerdictHome(
  folder: string,
  {
    dist,
    listener,
    administrated,
    openedWorld,
  }: Pick<HomeHosts, 'dist' | 'listener' | 'administrated' | 'openedWorld'>,
  engine: SmEngine,
): Promise<VerdictHome> {
  if (engine.origin === 'libraries') problemLog(folder).note(problemLine(clock.now(), WITHOUT_WASM, null));
  const { world, trustFolder } = await (openedWorld ?? openWorld(folder, demoPortsOf(dist, engine)));
  const storeFiles = storeSettings(folder, dist);
  const store = openStore(storeWorkerIn(dist), storeFiles, (damage) => listener.storeDamaged?.(damage));
  const history = homeHistory(folder, store, engine);
  const recording = { store, engine, clock, history };
  const bound = boundPlatforms(folder, {
    ...{ records: store, platformStore: store, recording, random, trustFolder },
    settings: () => platformsInForce(folder, administrated),
  });
  const evidence = evidenceStore({
    ...{ home: folder, world: bound.known, roots: bound.roots, engine, register: store, records: store },
    platform: store,
  });
  return { world, trustFolder, engine, store, storeFiles, history, recording, bound, evidence };
}
