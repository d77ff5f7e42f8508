import { systemClock } from '../../adapters/document-engine.ts';
import { readSealFiles } from '../../adapters/files/seal-files.ts';
import type { DemoWorld } from '../../services/demo-world/world-description.ts';
import { chosenSeal, type ListedToken } from '../../services/list-tokens.ts';
import { findSeal, type ChosenSeal } from '../../services/seal-document.ts';
import { sealsFromFiles } from '../../services/seal-files.ts';
import { CodedError } from '../../shared/errors.ts';
import { usage } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { unwrap } from '../unwrap.ts';

/** How the command line names a seal. */
export interface SealWish {
  /** esID or name; may be left out where a file holds one seal. */
  readonly seal: string | undefined;
  readonly token: string | undefined;
  /** A seal file, or a folder of them, to take the seal from instead of a key. */
  readonly file: string | undefined;
}

/** The one seal that is meant, with all that signing takes. @throws CodedError with the reason why there is none */
export async function chooseSeal(
  parts: Composition,
  world: DemoWorld,
  { seal, token, file }: SealWish,
): Promise<ChosenSeal> {
  const { tokens, failures } = await parts.listTokens(world);
  const failed = failures[0];
  if (tokens.length === 0 && failed !== undefined) throw new CodedError(failed.error.code, failed.module);
  const wanted = token === undefined ? tokens : tokens.filter(({ info }) => info.serial === token);
  const searched = file === undefined ? wanted : await withFiles(parts, world, wanted, file);
  const infos = searched.map(({ info }) => info);
  const found = unwrap(findSeal({ seal: seal ?? onlySealOf(searched) }, infos));
  const chosen = chosenSeal(searched, found.info);
  if (chosen === null) throw new CodedError(found.info.reason ?? 'KEY_NOT_FOUND');
  return chosen;
}

async function withFiles(
  parts: Composition,
  { policy }: DemoWorld,
  tokens: readonly ListedToken[],
  path: string,
): Promise<readonly ListedToken[]> {
  const engine = await parts.engine();
  const world = { policy, engine, now: systemClock.now() };
  return unwrap(sealsFromFiles(policy.sealFiles ? readSealFiles(path) : [], tokens, world));
}

function onlySealOf(tokens: readonly ListedToken[]): string {
  const [only, ...others] = tokens.flatMap(({ seals }) => seals);
  if (only === undefined) throw new CodedError('SEAL_NOT_FOUND');
  if (others.length > 0) throw usage('the folder holds several seals: name one by --seal ESID or NAME');
  return only.info.esId;
}
