import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { demoAssetsOf, demoWorldFiles } from '../adapters/files/demo-world-files.ts';
import { defaultHome } from '../adapters/files/default-home.ts';
import { nodeDocumentEngine, systemClock, systemRandom } from '../adapters/document-engine.ts';
import { childProcessHosts } from '../adapters/pkcs11/child-process-host.ts';
import { createTokenHostClient, type TokenHostClient } from '../adapters/pkcs11/token-host-client.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { demoWorld } from '../services/demo-world/demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { DocumentEngine } from '../services/document-engine.ts';
import { listTokens, type ListedTokens } from '../services/list-tokens.ts';
import type { Result } from '../shared/result.ts';

/** What commands work with; each part is made when it is first asked for. */
export interface Composition {
  engine(): Promise<SmEngine>;
  documents(): Promise<DocumentEngine>;
  /** Makes or opens the demonstration world of a folder. */
  makeWorld(folder: string): Promise<Result<DemoWorld>>;
  /** The world that SEALDESK_HOME names, or the one in the person's own folder, made at its first use. */
  world(): Promise<Result<DemoWorld>>;
  tokens(world: DemoWorld): TokenHostClient;
  listTokens(world: DemoWorld): Promise<ListedTokens>;
  /** Ends the processes that were started. */
  stop(): void;
}

/** @param dist folder of every bundle, with a separator at its end */
export function compose(dist: string): Composition {
  const startHost = childProcessHosts(join(dist, 'token-host', 'token-host.js'));
  const clients: TokenHostClient[] = [];
  const clientFor = (modules: readonly string[]): TokenHostClient => {
    const client = createTokenHostClient({ modules, start: startHost });
    clients.push(client);
    return client;
  };
  let loaded: Promise<SmEngine> | undefined;
  const engine = (): Promise<SmEngine> => (loaded ??= loadSmEngine());
  const makeWorld = async (folder: string): Promise<Result<DemoWorld>> =>
    demoWorld(resolve(folder), {
      ...demoWorldFiles(demoAssetsOf(dist)),
      tokens: clientFor([]),
      engine: await engine(),
      clock: systemClock,
      random: systemRandom,
    });
  const tokens = (world: DemoWorld): TokenHostClient =>
    clientFor(world.pkcs11Module === null ? [] : [world.pkcs11Module]);
  return {
    engine,
    makeWorld,
    tokens,
    documents: async () => nodeDocumentEngine(await engine()),
    world: () =>
      makeWorld(process.env['SEALDESK_HOME'] ?? defaultHome(process.platform, homedir(), process.env)),
    listTokens: async (world) =>
      listTokens({ tokens: tokens(world), engine: await engine(), clock: systemClock }),
    stop: () => clients.forEach((client) => client.stop()),
  };
}
