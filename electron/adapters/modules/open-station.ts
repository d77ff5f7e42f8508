import type { AppError } from '../../shared/errors.ts';
import { createTokenHostClient, type TokenHostClientOptions } from '../pkcs11/token-host-client.ts';
import { discoverModules } from './discover-modules.ts';
import { profilesOf, readKeySettings } from './key-settings.ts';
import { createTokenStation, type TokenStation } from './token-station.ts';

/** Where keys are looked for, and how their hosts are started. */
export interface StationPlace extends Pick<TokenHostClientOptions, 'start' | 'onHostEnd' | 'looksOften'> {
  /** Folder with the person's settings for keys. */
  readonly home: string;
  /** The modules of the demonstration world; null outside of it, where soft tokens are refused. */
  readonly demoModules: readonly string[] | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface OpenedStation {
  readonly station: TokenStation;
  /** What of the settings could not be used. */
  readonly problems: readonly AppError[];
}

/** Finds every module there is and connects a client to each. Nothing is loaded before the first call. */
export function openStation({ home, demoModules, environment, ...client }: StationPlace): OpenedStation {
  const { settings, path, error } = readKeySettings(home);
  const hostSettings = {
    profiles: profilesOf(settings),
    skfProfiles: settings.skfProfiles,
    softTokens: demoModules === null ? 'refused' : 'admitted',
  } as const;
  const station = createTokenStation({
    problems: error === null ? [] : [{ module: path, error }],
    prefer: settings.prefer,
    modules: discoverModules({ world: demoModules ?? [], user: settings.modules, environment }),
    connect: ({ path }) => createTokenHostClient({ ...client, modules: [path], settings: hostSettings }),
  });
  return { station, problems: error === null ? [] : [error] };
}
