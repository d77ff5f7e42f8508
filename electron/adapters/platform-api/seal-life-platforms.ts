import { policyAt } from '../../core/policy/policies.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { SealLifePlatform, SealLifePlatforms } from '../../services/seal-life/seal-life-platform.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { sealLifeApi } from './seal-life-api.ts';
import type { PlatformTransport } from './transport.ts';

export interface SealLifePlatformsParts {
  /** Of platforms.json, in its order. */
  readonly platforms: readonly PlatformSettings[];
  readonly transports: { of(platformId: string): PlatformTransport | null };
  readonly knowledge: PlatformKnowledgePort;
  readonly profiles: readonly PolicyProfile[];
  readonly clock: Clock;
}

/** The platforms of this home as a seal's life sees them. */
export function sealLifePlatforms(parts: SealLifePlatformsParts): SealLifePlatforms {
  const { platforms, knowledge, profiles, clock } = parts;
  const opened = new Map<string, SealLifePlatform>();
  const settingsOf = (id: string): PlatformSettings | undefined => platforms.find((each) => each.id === id);
  return {
    platformOf: async (esId) => {
      const known = esId === null ? null : await knowledge.of({ esId, name: '', tokenSerial: '' });
      return known?.platformId ?? platforms[0]?.id ?? null;
    },
    platform: (id) => {
      const settings = settingsOf(id);
      const transport = parts.transports.of(id);
      if (settings === undefined || transport === null) return null;
      const platform = opened.get(id) ?? sealLifeApi(transport, settings);
      opened.set(id, platform);
      return platform;
    },
    profileOf: async (id) => {
      const settings = id === null ? undefined : settingsOf(id);
      return settings === undefined ? null : policyAt(profiles, settings.profile, clock.now());
    },
  };
}
