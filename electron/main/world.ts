import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, systemRandom } from '../adapters/document-engine.ts';
import { demoAssetsOf, demoWorldFiles } from '../adapters/files/demo-world-files.ts';
import { createTokenHosts, type TokenHosts, type StartTokenHost } from '../adapters/tokens/token-hosts.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { demoWorld } from '../services/demo-world/demo-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { AppError } from '../shared/errors.ts';
import type { DemoInfo, MissingPiece } from '../shared/model/app-info.ts';

/** Where the app works: its keys' modules, whom it trusts, and what of that is missing. */
export interface World {
  readonly home: string;
  readonly trustFolder: string;
  readonly modules: readonly string[];
  readonly demo: DemoInfo | null;
  readonly missing: readonly MissingPiece[];
  /** Why there is no demonstration world; null where there is one. */
  readonly failure: AppError | null;
}

export interface WorldParts {
  readonly home: string;
  /** Folder of all bundles. */
  readonly dist: string;
  /** Path of the built token host. */
  readonly hostEntry: string;
  readonly startHost: StartTokenHost;
  readonly engine: SmEngine;
}

/** Opens the demonstration world of a folder, and makes it first where the folder is empty or absent. */
export async function openWorld(parts: WorldParts): Promise<World> {
  const { home, dist, engine } = parts;
  const hostPresent = existsSync(parts.hostEntry);
  const tokens: TokenHosts = createTokenHosts({ modules: () => [], start: parts.startHost });
  const files = demoWorldFiles(demoAssetsOf(dist));
  const softToken = hostPresent ? files.softToken : null;
  const ports = { ...files, softToken, tokens, engine, clock: systemClock, random: systemRandom };
  const made = await demoWorld(home, ports);
  tokens.stop();
  if (!made.ok) return withoutWorld(home, made.error);
  const world = made.value;
  return {
    home,
    trustFolder: world.trust.dir,
    modules: world.pkcs11Module === null ? [] : [world.pkcs11Module],
    demo: demoInfo(world),
    missing: missingPieces(world, hostPresent),
    failure: null,
  };
}

function withoutWorld(home: string, error: AppError): World {
  return {
    home,
    trustFolder: join(home, 'trust'),
    modules: [],
    demo: null,
    missing: ['demoWorld'],
    failure: error,
  };
}

function missingPieces(world: DemoWorld, hostPresent: boolean): MissingPiece[] {
  const missing: MissingPiece[] = [];
  if (!hostPresent) missing.push('tokenHost');
  else if (world.pkcs11Module === null) missing.push('softTokenModule');
  if (!existsSync(world.trust.dir)) missing.push('trustFolder');
  return missing;
}

function demoInfo({ companies, contract }: DemoWorld): DemoInfo {
  const pins = companies.flatMap(({ tokenSerial, pin }) =>
    tokenSerial === null ? [] : [[tokenSerial, pin] as const],
  );
  return { pins: Object.fromEntries(pins), contract: existsSync(contract) ? contract : null };
}
