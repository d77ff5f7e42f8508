import { readdirSync, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import type { LoadingProcess } from '../../core/module-header/module-header.ts';
import { fileNameOf } from '../../services/documents/file-facts.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ModuleHeader, ModuleOrigin } from '../../shared/model/driver-report.ts';
import { fileKey } from '../files/file-key.ts';
import { isOthers } from '../files/others-work.ts';
import { findKnownModules, type FoundModule, type SearchPlace } from './known-modules.ts';
import { type InspectedFile, inspectModuleFile, skfSideOf, thisProcess } from './module-file.ts';
import { thisSystem } from '../systems/this-system.ts';
import { registeredProviders } from './registered-providers.ts';

/** A module that was named or found, and what its file says. */
export interface DiscoveredModule {
  /** Names the module: the file's path, for SKF with a mark behind it where the file exports PKCS#11 too. */
  readonly path: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly origin: ModuleOrigin;
  /** The product whose keys it serves, when the table knows its name. */
  readonly product: string | null;
  readonly header: ModuleHeader | null;
  /** Why it is not to be loaded; null when it may be. */
  readonly error: AppError | null;
}

/** Modules that somebody named. */
interface NamedModules {
  /** Of the demonstration world. */
  readonly world: readonly string[];
  /** From the person's settings. */
  readonly user: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Names further modules, separated as in PATH. */
const MODULES_VARIABLE = 'SEALDESK_MODULES';

type Candidate = Pick<DiscoveredModule, 'path' | 'origin' | 'product'> & {
  readonly kind: DiscoveredModule['kind'] | null;
};

/**
 * Every module there is to ask, each once: what somebody named, present or not, then what the table finds. Only
 * files are looked at, none is loaded.
 * @param loaders the processes that could load a module, this one first
 */
export function discoverModules(
  named: NamedModules,
  loaders: readonly LoadingProcess[] = [thisProcess()],
  findKnown: (place: SearchPlace) => readonly FoundModule[] = findKnownModules,
): DiscoveredModule[] {
  const { system } = loaders[0] ?? thisProcess();
  const place: SearchPlace = {
    ...{ system, environment: named.environment, namesIn },
    providers: () => (system === 'windows' ? registeredProviders() : []),
  };
  const candidates: Candidate[] = [
    ...named.world.map((path) => candidate(path, 'world')),
    ...variablePaths(named.environment).map((path) => candidate(path, 'environment')),
    ...named.user.map((path) => candidate(path, 'user')),
    ...findKnown(place),
  ];
  return withoutMisfitTwins(distinct(candidates).flatMap((each) => looked(each, loaders)));
}

/** The modules in a file that somebody picks, looked at as the discovery does: two where it exports both interfaces. */
export function discoverModule(
  path: string,
  loaders: readonly LoadingProcess[],
): readonly [DiscoveredModule, ...DiscoveredModule[]] {
  const picked = candidate(resolve(path), 'user');
  return described(picked, inspected(picked, loaders));
}

/** Settings travel: a path that is not whole would be completed by the folder that a command happens to run in. */
function candidate(path: string, origin: ModuleOrigin): Candidate {
  const named = thisSystem.isOnThisComputer(path) ? resolve(path) : path;
  return { path: named, origin, product: null, kind: null };
}

/** Looks into a file of this computer. Nothing of another one is touched. */
function inspected({ path, origin }: Candidate, loaders: readonly LoadingProcess[]): InspectedFile {
  if (!thisSystem.isOnThisComputer(path))
    return { header: null, kinds: [], error: { code: 'MODULE_NOT_HERE' } };
  const file = inspectModuleFile(path, loaders);
  // A demonstration holds its own driver, which this program has put there. Vendors install theirs with all kinds of rights.
  const isForeign = origin === 'world' && file.error === null && isOthers(statSync(path));
  return isForeign ? { ...file, error: { code: 'MODULE_OTHERS_WORK' } } : file;
}

function variablePaths(environment: NamedModules['environment']): string[] {
  return (environment[MODULES_VARIABLE] ?? '').split(delimiter).filter((path) => path !== '');
}

/** Links to one file, and two spellings of its path, are one module: C_Initialize is once a process, and one key would show twice. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ path }) => {
    const file = thisSystem.isOnThisComputer(path) ? fileKey(path) : path;
    const isNew = !seen.has(file);
    seen.add(file);
    return isNew;
  });
}

/** What the registry alone names may be a provider without an interface for keys, or a file that is gone: nobody misses it. */
function looked(candidate: Candidate, loaders: readonly LoadingProcess[]): DiscoveredModule[] {
  const file = inspected(candidate, loaders);
  if (candidate.origin === 'registry' && file.kinds.length === 0) return [];
  return [...described(candidate, file)];
}

/**
 * The names that a file exports tell its interface; the table tells it of a file that cannot be read. A file that is not to be loaded
 * is named once.
 */
function described(
  { path, origin, product, kind }: Candidate,
  { header, kinds, error }: InspectedFile,
): readonly [DiscoveredModule, ...DiscoveredModule[]] {
  const first = { path, origin, product, kind: kinds[0] ?? kind ?? 'pkcs11', header, error };
  if (error !== null || kinds.length < 2) return [first];
  return [first, { ...first, path: skfSideOf(path), kind: 'skf' }];
}

/**
 * Installers put a 32-bit module beside the 64-bit one: when one of them fits, the other is not reported. Both have one
 * product's name, or one file name.
 */
function withoutMisfitTwins(modules: readonly DiscoveredModule[]): DiscoveredModule[] {
  const fitting = modules.filter(({ error }) => error === null);
  const isTwin = (one: DiscoveredModule, other: DiscoveredModule): boolean =>
    one.kind === other.kind && (one.product === other.product || fileName(one) === fileName(other));
  return modules.filter(
    (module) =>
      (module.origin !== 'known' && module.origin !== 'registry') ||
      module.error === null ||
      !fitting.some((other) => isTwin(module, other)),
  );
}

const fileName = ({ path }: DiscoveredModule): string => fileNameOf(path).toLowerCase();

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
