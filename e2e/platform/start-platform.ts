import { policyByStatement } from '../../electron/core/policy/policies.ts';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { encodePem } from '../../electron/core/x509/pem.ts';
import { openWorldFolder } from '../../electron/adapters/home-files/demo-world-folder.ts';
import { requireWorld } from '../../electron/services/demo-world/world-folder.ts';
import { createApi } from './api/server.ts';
import { contractCapabilities } from './api/contract.ts';
import { operationsOf } from './api/operations.ts';
import { systemClock, USUAL_LIMITS, type PlatformContext } from './platform-context.ts';
import { FaultBox } from './faults/fault-box.ts';
import { forgersOf } from './faults/forgers.ts';
import { namedLapse, namedProfile, shippedProfile } from './lists/policy-statement.ts';
import { makeOfflineBundle, publishedLists } from './lists/offline-bundle.ts';
import type { PlatformOptions } from './options.ts';
import { createOperatorPage } from './operator/operator-server.ts';
import { OperatorActions } from './operator/operator-actions.ts';
import { readWorld } from './registry/read-world.ts';
import { openDatabase } from './store/open-database.ts';
import { authorityTools, openAuthorities } from './world/authorities.ts';
import { announcedBefore, announcePlatform } from './world/platforms-file.ts';
import { makeTlsIdentity, openTlsIdentity } from './world/tls-certificate.ts';
import { Line } from './faults/line.ts';

/** A platform that accepts requests. */
export interface RunningPlatform {
  readonly id: string;
  readonly url: string;
  /** The address with the operator's token, which lets a browser in. */
  readonly operatorUrl: string;
  readonly operatorToken: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the sandbox platform of a demonstration world and enters it into the world's platforms.json.
 * @throws CodedError when there is no world; Error when a port is taken
 */
export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const { home, id } = options;
  const context = await openContext(options);
  const published = publishedLists(context);
  const faults = new FaultBox(forgersOf(context));
  const identity = await openTlsIdentity(join(home, 'platform', id));
  const api = createHttpsServer(
    { key: identity.key, cert: identity.cert },
    createApi(context, operationsOf(context, published), faults),
  );
  const line = new Line(api, identity, makeTlsIdentity);
  const port = await line.open(options.port ?? announcedBefore(home, id)?.port ?? 0);
  const url = `https://127.0.0.1:${port}`;
  announcePlatform(home, {
    id,
    name: context.name,
    url,
    // Clients are bound under this id; the signed statement names the profile in force.
    profile: options.profile ?? announcedBefore(home, id)?.profile ?? context.profileId,
    root: encodePem('CERTIFICATE', context.authorities.root.certificate),
    tls: { ca: identity.ca },
  });
  const operatorToken = Buffer.from(context.random(18)).toString('base64url');
  const actions = new OperatorActions({ context, ...published, faults, line });
  const operator = createHttpServer(createOperatorPage(actions, operatorToken));
  const operatorPort = await listen(operator, options.operatorPort ?? 0);
  return {
    id,
    url,
    operatorUrl: `http://127.0.0.1:${operatorPort}/?token=${operatorToken}`,
    operatorToken,
    stop: async () => {
      await line.close();
      operator.closeAllConnections();
      await new Promise((resolve) => operator.close(resolve));
      context.database.close();
    },
  };
}

/** Makes an offline bundle of a platform that need not run. */
export async function bundleOf(options: PlatformOptions): Promise<Uint8Array> {
  const context = await openContext(options);
  try {
    return await makeOfflineBundle(context, publishedLists(context), 0);
  } finally {
    context.database.close();
  }
}

/** Under this profile the demonstration's main job needs no application first. */
const FIRST_PROFILE = 'zhongshan';

async function openContext({ home, id, name, ...options }: PlatformOptions): Promise<PlatformContext> {
  const engine = await loadSmEngine();
  const tools = authorityTools(engine);
  const clock = systemClock();
  const world = openWorldFolder(home);
  requireWorld(world);
  const folder = `platform/${id}`;
  const database = openDatabase(world.pathOf(`${folder}/platform.db`));
  const named = namedProfile(database) ?? announcedBefore(home, id)?.profile ?? FIRST_PROFILE;
  const context: PlatformContext = {
    id,
    name,
    profileId: options.profile ?? named,
    lapsedOn: namedLapse(database),
    get stated() {
      const shipped = shippedProfile(this.profileId, clock.now());
      return shipped && { ...shipped, effectiveTo: this.lapsedOn ?? shipped.effectiveTo };
    },
    get profile() {
      return this.stated && policyByStatement(this.stated, clock.now());
    },
    engine,
    clock,
    authorities: await openAuthorities(world, folder, tools, clock.now()),
    database,
    random: tools.random,
    capabilities: contractCapabilities().filter((each) => !options.without.includes(each)),
    limits: {
      ...USUAL_LIMITS,
      requestsPerMinute: options.requestsPerMinute ?? USUAL_LIMITS.requestsPerMinute,
    },
  };
  readWorld(context, world);
  return context;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
