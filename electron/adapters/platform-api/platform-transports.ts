import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { SystemProxy } from './connection.ts';
import { httpsTransport } from './https-transport.ts';
import type { PlatformTransport } from './transport.ts';

/** The ways to all platforms of a home, each made at its first use and shared by everything that goes there. */
export interface PlatformTransports {
  /** Null for a platform that is not among the settings. */
  of(platformId: string): PlatformTransport | null;
  close(): Promise<void>;
}

export function platformTransports(
  settings: readonly PlatformSettings[],
  proxy: SystemProxy,
): PlatformTransports {
  const open = new Map<string, PlatformTransport>();
  return {
    of: (platformId) => {
      const platform = settings.find(({ id }) => id === platformId);
      if (platform === undefined) return null;
      const transport = open.get(platformId) ?? httpsTransport(platform, proxy);
      open.set(platformId, transport);
      return transport;
    },
    close: async () => {
      await Promise.all([...open.values()].map((transport) => transport.close()));
      open.clear();
    },
  };
}
