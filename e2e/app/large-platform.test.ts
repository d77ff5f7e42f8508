import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openWorldFolder } from '../../electron/adapters/home-files/demo-world-folder.ts';
import { openStoreFolder } from '../../electron/adapters/store/store.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { readAuthority } from '../../electron/services/enrolment/demo-authority.ts';
import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { makeBigRevocationList } from '../fixtures/documents/big-revocation-list.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { madeUpSeal } from '../platform/operator/operator-actions.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { countFor } from '../fixtures/thoroughness.ts';
import {
  readResponsiveness,
  watchResponsiveness,
  type Responsiveness,
} from '../fixtures/measures/responsiveness.ts';
import { authorityTools } from '../platform/world/authorities.ts';

const LOOKUPS = 20_000;
const ROUNDS = 3;
/** Entries of the revocation list, and seals in the feed. */
const MANY = countFor(100_000, 1_000_000);
const LIST_NUMBER = 1000;
const DAY_MS = 86_400_000;
/** How long the same computer is measured without an import, for comparison. */
const IDLE_MS = 2_000;
const IMPORT_DEADLINE_MS = 300_000;

describe(`a platform of ${MANY} certificates and seals`, () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let running: RunningApp | null = null;
  const proof: Record<string, unknown> = {};

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world);
    proof['listOctets'] = await installManyRevocations(world, platform);
    proof['events'] = await platform.operator.addSeals(MANY);
  });
  afterAll(async () => {
    await running?.close();
    writeProof('large-platform', proof);
  });

  it('is imported while main process and window keep working', async () => {
    await platform.operator.offline();
    running = await launchApp([], { SEALDESK_HOME: world.home });
    const { window } = running;
    await window.locator('[data-testid="status-platform"][data-state="offline"]').waitFor();
    // The panel is opened first, so that the time it takes to show is not counted as the import's.
    await window.getByTestId('status-platform').click();
    await window.getByTestId('platform-sandbox').waitFor();
    await watchResponsiveness(running);
    await window.waitForTimeout(IDLE_MS);
    proof['responsivenessIdle'] = await readResponsiveness(running);
    await platform.operator.online();
    await watchResponsiveness(running);
    const started = performance.now();
    await window.getByTestId('sync-now').click();
    await window.getByText(/印章状态 \d+ \/ \d+ 条/).waitFor({ timeout: IMPORT_DEADLINE_MS });
    await window.screenshot({ path: proofPath('screenshots', 'platform-importing.png') });
    await window
      .locator('[data-testid="status-platform"][data-state="synced"]')
      .waitFor({ timeout: IMPORT_DEADLINE_MS });
    proof['importSeconds'] = Math.round((performance.now() - started) / 100) / 10;
    const responsiveness: Responsiveness = await readResponsiveness(running);
    proof['responsiveness'] = responsiveness;
    expect(responsiveness.frames).toBeGreaterThan(60);
  });

  it('has a state for each of its seals', async () => {
    const store = openStoreFolder(
      { folder: join(world.home, 'store'), olderBinding: 'absent.node' },
      await loadSmEngine(),
      () => undefined,
    );
    const events = Number(proof['events']);
    const times = Array.from({ length: ROUNDS }, () => {
      // Processor time leaves out other work on the computer.
      const started = process.cpuUsage();
      for (let index = 0; index < LOOKUPS; index++) {
        store.sealEvents(madeUpSeal(Math.floor((index * MANY) / LOOKUPS)));
      }
      const { user, system } = process.cpuUsage(started);
      return (user + system) / LOOKUPS;
    });
    proof['statusLookupMicroseconds'] = Math.round(Math.min(...times) * 10) / 10;
    expect(store.lastStatusNumber('sandbox')).toBe(events);
    expect(store.sealEvents(madeUpSeal(MANY - 1)).map(({ state }) => state)).toEqual(['active']);
    await store.close();
  });
});

/**
 * Gives a platform a revocation list of many entries, signed by the world's authority.
 * @returns the length of the list in octets
 */
async function installManyRevocations(world: DemoWorld, { operator }: TestPlatform): Promise<number> {
  const engine = await loadSmEngine();
  const { name, key } = readAuthority(openWorldFolder(world.home), 'issuing', authorityTools(engine));
  const thisUpdate = new Date(Math.floor(Date.now() / 1000) * 1000);
  const nextUpdate = new Date(thisUpdate.getTime() + DAY_MS);
  const issue = { issuer: name, thisUpdate, nextUpdate, number: LIST_NUMBER };
  const { list } = await makeBigRevocationList(MANY, key.sign, issue);
  await operator.installRevocationList('issuing', list, LIST_NUMBER, nextUpdate);
  return list.length;
}
