import { askPlatform, platformAddress } from '../adapters/platform-api/ask-platform.ts';
import type { SystemProxy } from '../adapters/platform-api/connection.ts';
import {
  platformsInForce,
  readPlatformFile,
  writePlatforms,
} from '../adapters/platform-api/platforms-file.ts';
import type { BindingPorts } from '../services/bound-world/binding-offers.ts';
import type { PlatformSetupPorts } from '../services/bound-world/set-up-platform.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import { expectFree } from '../services/settings/settings-keeper.ts';
import type { Administrated } from '../shared/model/settings.ts';
import { type Result, success } from '../shared/result.ts';
import type { HomeHosts } from './home.ts';

/**
 * The platforms that the settings of a home name. The list is one and the same for as long as the home is open, so that
 * whoever holds it sees a platform that is added, and no longer one that is removed.
 */
export class ConfiguredPlatforms {
  readonly #folder: string;
  readonly #administrated: Administrated;
  readonly #proxyFor: HomeHosts['proxyFor'];
  readonly #list: PlatformSettings[] = [];
  #settings: Result<readonly PlatformSettings[]> = success([]);
  #proxy: SystemProxy = { url: null, except: '' };

  private constructor(folder: string, administrated: Administrated, proxyFor: HomeHosts['proxyFor']) {
    this.#folder = folder;
    this.#administrated = administrated;
    this.#proxyFor = proxyFor;
  }

  /** Reads the settings of a home, and finds the proxy for its platforms. */
  static async open(
    folder: string,
    administrated: Administrated,
    proxyFor: HomeHosts['proxyFor'],
  ): Promise<ConfiguredPlatforms> {
    const platforms = new ConfiguredPlatforms(folder, administrated, proxyFor);
    await platforms.reload();
    return platforms;
  }

  /** The platforms, or the reason why the settings cannot be read. */
  get settings(): Result<readonly PlatformSettings[]> {
    return this.#settings;
  }

  /** The platforms; none when the settings cannot be read. */
  get list(): readonly PlatformSettings[] {
    return this.#list;
  }

  get proxy(): SystemProxy {
    return this.#proxy;
  }

  /** Reads the settings again. */
  async reload(): Promise<void> {
    this.#settings = platformsInForce(this.#folder, this.#administrated);
    this.#list.splice(0, Infinity, ...(this.#settings.ok ? this.#settings.value : []));
    this.#proxy = await this.#proxyFor(this.#list[0]?.url);
  }

  /** Makes the ports for adding and removing platforms. */
  setup(binding: BindingPorts): PlatformSetupPorts {
    const { engine, clock } = binding.recording;
    return {
      binding,
      ask: async (address, ca) => {
        const url = platformAddress(address);
        if (!url.ok) return url;
        const proxy = await this.#proxyFor(url.value);
        return askPlatform(url.value, { engine, now: clock.now(), proxy, ca });
      },
      read: readPlatformFile,
      expectFree: () => expectFree(this.#administrated, (name) => name === 'platforms'),
      keep: async (platforms) => {
        writePlatforms(this.#folder, platforms);
        await this.reload();
      },
    };
  }
}
