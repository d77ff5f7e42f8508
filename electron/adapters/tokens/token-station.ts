import type { ModuleFailure, TokenListing } from '../../services/ports/tokens.ts';
import { onePerToken } from '../../services/tokens/list-tokens.ts';
import type { AppError } from '../../shared/errors.ts';
import { discoverModules, type DiscoveredModule } from './discover-modules.ts';
import { profilesOf, readKeySettings } from './key-settings.ts';
import type { ModuleInterface } from './module-file.ts';
import { createTokenHosts, type TokenHostOptions, type TokenHosts } from './token-hosts.ts';

/** All keys, whatever module and interface shows them. A key that two interfaces show is listed once. */
export interface TokenStation extends TokenHosts {
  modules(): readonly DiscoveredModule[];
  /** Takes in a module that a person picked. */
  add(module: DiscoveredModule): void;
}

/** The sources of modules, and what starts their hosts. */
export interface StationPlace extends Pick<TokenHostOptions, 'start' | 'onHostEnd' | 'looksOften'> {
  /** Folder with the person's settings for keys. */
  readonly home: string;
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
  const { home, fixedModules, demoModules, environment, ...hosts } = place;
  const { settings, path, error } = readKeySettings(home);
  const hostSettings = {
    profiles: profilesOf(settings),
    skfProfiles: settings.skfProfiles,
    softTokens: demoModules === null ? 'refused' : 'admitted',
  } as const;
  const station = createTokenStation({
    problems: error === null ? [] : [{ module: path, error }],
    prefer: settings.prefer,
    modules: discoverModules({
      world: demoModules ?? [],
      user: fixedModules ?? settings.modules,
      // What the environment names is the person's own as well.
      environment: fixedModules === null ? environment : {},
    }),
    connect: (modules) => createTokenHosts({ ...hosts, modules, settings: hostSettings }),
  });
  return { station, problems: error === null ? [] : [error] };
}

export interface TokenStationParts {
  readonly modules: readonly DiscoveredModule[];
  /** What went wrong before any module was asked; every list names it. */
  readonly problems: readonly ModuleFailure[];
  /** Which interface shows a key that both show. */
  readonly prefer: ModuleInterface;
  /** Makes the hosts. @param modules tells which of them are listed */
  readonly connect: (modules: () => readonly string[]) => TokenHosts;
}

/**
 * Modules whose file says that they do not fit are never loaded: the list names them as failures, with their reason.
 */
export function createTokenStation({ modules, problems, prefer, connect }: TokenStationParts): TokenStation {
  let known: readonly DiscoveredModule[] = modules;
  const hosts = connect(() => known.filter(({ error }) => error === null).map(({ path }) => path));
  return {
    ...hosts,
    modules: () => known,
    add: (module) => {
      known = [...known.filter(({ path }) => path !== module.path), module];
    },
    list: async (): Promise<TokenListing> => {
      const { tokens, failures } = await hosts.list();
      return {
        tokens: onePerToken(tokens, prefer),
        failures: [...failures, ...known.flatMap(rejection), ...problems],
      };
    },
  };
}

function rejection({ path, error }: DiscoveredModule): ModuleFailure[] {
  return error === null ? [] : [{ module: path, error }];
}
