import type { ModuleFailure, TokenListing } from '../../services/ports/tokens.ts';
import { type DriverOfKey, type DriverRules, isDriver, keyMerger } from '../../services/tokens/one-key.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import { discoverModule, discoverModules, type DiscoveredModule } from './discover-modules.ts';
import { hostsByFile, type OtherHost } from './host32.ts';
import { keepDriver, profilesOf, readKeySettings } from './key-settings.ts';
import { fileOfModule, thisProcess } from './module-file.ts';
import { createTokenHosts, type TokenHostOptions, type TokenHosts } from './token-hosts.ts';
import { lastDriversIn } from './last-drivers.ts';

/** All keys, whatever modules show them. A key that several modules show is listed once, by the one that is used for it. */
export interface TokenStation extends TokenHosts {
  modules(): readonly DiscoveredModule[];
  /** Looks at the modules in a file that a person picks, without loading it. */
  discover(path: string): ReturnType<typeof discoverModule>;
  /** Takes in a module that a person picked. */
  add(module: DiscoveredModule): void;
  /**
   * Uses this driver for a key from now on, in this home.
   * @param key as it was listed last
   * @param module one of the modules that show it; null leaves the decision to the rule
   * @throws MODULE_MISSING when the module does not show the key; KEY_SETTINGS_DAMAGED, OUTPUT_UNWRITABLE, DISK_FULL
   */
  useDriver(key: Pick<TokenSnapshot, 'module' | 'serial' | 'drivers'>, module: string | null): void;
}

/** The sources of modules, and what starts their hosts. */
export interface StationPlace extends Pick<TokenHostOptions, 'start' | 'onHostEnd' | 'looksOften'> {
  /** Folder with the person's settings for keys. */
  readonly home: string;
  /** The host for modules that this process cannot load; null without one. */
  readonly otherHost: OtherHost | null;
  /** Modules that the administrator has fixed in place of the person's own ones; null for none. */
  readonly fixedModules: readonly string[] | null;
  /** The modules of the demonstration world; null outside of it, when soft tokens are refused. */
  readonly demoModules: readonly string[] | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface OpenedStation {
  readonly station: TokenStation;
  /** What of the settings could not be used. */
  readonly problems: readonly AppError[];
}

/** Finds every module there is. Nothing is loaded before the first call. */
export function openStation(place: StationPlace): OpenedStation {
  const { home, fixedModules, demoModules, environment, otherHost, ...hosts } = place;
  const loaders = [thisProcess(), ...(otherHost === null ? [] : [otherHost.loader])];
  const { settings, path, error } = readKeySettings(home);
  const last = lastDriversIn(home);
  let { drivers } = settings;
  const hostSettings = {
    profiles: profilesOf(settings),
    skfProfiles: settings.skfProfiles,
    softTokens: demoModules === null ? 'refused' : 'admitted',
  } as const;
  const station = createTokenStation({
    problems: error === null ? [] : [{ module: path, error }],
    rules: {
      prefer: settings.prefer,
      isChosen: (driver) => drivers.some((each) => isDriver(each, driver)),
      signedLast: (driver) => last.isLast(driver),
    },
    noteSignature: (serials, module) => last.note(serials, module),
    keepDriver: (shown, chosen) => {
      ({ drivers } = keepDriver(home, shown, chosen));
    },
    modules: discoverModules(
      {
        world: demoModules ?? [],
        user: fixedModules ?? settings.modules,
        // What the environment names is the person's own as well.
        environment: fixedModules === null ? environment : {},
      },
      loaders,
    ),
    discover: (picked) => discoverModule(picked, loaders),
    connect: (modules) =>
      createTokenHosts({
        ...hosts,
        ...{ modules, settings: hostSettings },
        start: hostsByFile(hosts.start, otherHost),
      }),
  });
  return { station, problems: error === null ? [] : [error] };
}

export interface TokenStationParts {
  readonly modules: readonly DiscoveredModule[];
  /** Looks at the modules in a file that a person picks. */
  discover(path: string): ReturnType<typeof discoverModule>;
  /** What went wrong before any module was asked; every list names it. */
  readonly problems: readonly ModuleFailure[];
  readonly rules: DriverRules;
  /** Is told of each signature with a key that several modules show, each by one of these serial numbers. */
  noteSignature(serials: readonly string[], module: string): void;
  /** Keeps the driver that the person chose among those that show the key; null leaves it to the rule. */
  keepDriver(shown: readonly DriverOfKey[], chosen: DriverOfKey | null): void;
  /** Makes the hosts. @param modules tells which of them are listed */
  readonly connect: (modules: () => readonly string[]) => TokenHosts;
}

/**
 * Modules whose file says that they do not fit are never loaded: the list names them as failures, with their reason.
 */
export function createTokenStation(parts: TokenStationParts): TokenStation {
  let known: readonly DiscoveredModule[] = parts.modules;
  const hosts = parts.connect(() => known.filter(({ error }) => error === null).map(({ path }) => path));
  const merge = keyMerger(() => performance.now());
  /** Keys that several modules showed at the last look. */
  let shared: readonly TokenSnapshot[] = [];
  return {
    ...hosts,
    modules: () => known,
    discover: (path) => parts.discover(path),
    add: (module) => {
      known = [...known.filter(({ path }) => path !== module.path), module];
    },
    list: async (): Promise<TokenListing> => {
      const { tokens, failures } = merge(await hosts.list(), parts.rules);
      shared = tokens.filter(({ drivers }) => drivers !== undefined);
      const reported = failures.filter(({ module }) => !isOutdone(module, tokens));
      return { tokens, failures: [...reported, ...known.flatMap(rejection), ...parts.problems] };
    },
    signDigest: async (request) => {
      const signed = await hosts.signDigest(request);
      const key = shared.find((token) => isDriver(token, request));
      if (signed.ok && key !== undefined) {
        parts.noteSignature(
          shownBy(key).map(({ serial }) => serial),
          request.module,
        );
      }
      return signed;
    },
    useDriver: (key, module) => {
      const shown = shownBy(key);
      const chosen = shown.find((each) => each.module === module);
      if (module !== null && chosen === undefined) throw new CodedError('MODULE_MISSING', module);
      parts.keepDriver(shown, chosen ?? null);
    },
  };
}

function shownBy({ module, serial, drivers }: Parameters<TokenStation['useDriver']>[0]): DriverOfKey[] {
  return [{ module, serial }, ...(drivers?.others ?? [])];
}

/**
 * Tells whether a driver is one of two in a file, of which the other one shows a key: what it fails with then keeps nobody from
 * anything. Many libraries export an interface that they do not serve.
 */
function isOutdone(module: string, tokens: readonly TokenSnapshot[]): boolean {
  const file = fileOfModule(module);
  return tokens.flatMap(shownBy).some((each) => each.module !== module && fileOfModule(each.module) === file);
}

function rejection({ path, error }: DiscoveredModule): ModuleFailure[] {
  return error === null ? [] : [{ module: path, error }];
}
