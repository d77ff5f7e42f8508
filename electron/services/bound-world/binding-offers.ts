import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { namePolicy } from '../../shared/model/policy-profile.ts';
import type { DialectSettings, PlatformSettings } from '../../shared/model/platform.ts';
import type { BindingOffer } from '../../shared/model/platform-binding.ts';
import { unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import type { RecordingPorts } from '../register/record-entry.ts';
import { registerIdOf } from '../register/register-identity.ts';
import { type PlatformBinding, rootFingerprint, rootOf, rootSha256 } from './bindings.ts';
import { dialectText } from './world-changes.ts';
import type { BoundWorldPorts } from './bound-world.ts';
import { unboundPolicy } from './policy-in-force.ts';

/** The ports for binding and unbinding. */
export interface BindingPorts extends BoundWorldPorts {
  readonly records: RecordStore;
  readonly recording: RecordingPorts;
  readonly random: RandomBytes;
}

/**
 * Describes every platform of the settings that is not bound, as a person sees it before saying yes. Rejects with the
 * codes of the store and PLATFORM_SETTINGS_DAMAGED.
 */
export async function bindingOffers(ports: BindingPorts): Promise<readonly BindingOffer[]> {
  const standing = (await ports.bindings()).filter(({ unbound }) => unbound === null);
  const entries = unwrap(ports.settings()).filter(
    ({ id }) => !standing.some(({ platform }) => platform === id),
  );
  if (entries.length === 0) return [];
  const registerId = await registerIdOf(ports.records, ports.random);
  return Promise.all(entries.map((entry) => offerOf(entry, registerId, ports)));
}

/** Describes one platform of the settings. The digest covers everything that a binding would hold. */
export async function offerOf(
  entry: PlatformSettings,
  registerId: string,
  ports: BindingPorts,
): Promise<BindingOffer> {
  const { engine, clock } = ports.recording;
  const policy = unboundPolicy(entry.profile, ports.policyFiles(), clock.now());
  const facts = {
    platform: entry.id,
    name: entry.name,
    url: entry.url,
    rootSubject: rootOf(entry)?.subject.text ?? '',
    rootSm3: rootFingerprint(entry.root, engine),
    rootSha256: await rootSha256(entry.root),
    profile: entry.profile,
    profileTitle: policy && {
      zh: namePolicy(policy.profile),
      en: namePolicy(policy.profile, 'en'),
    },
    registerId,
    dialect: entry.dialect === undefined ? null : dialectFacts(entry.dialect),
  };
  const seen = JSON.stringify([
    facts,
    entry.tls ?? null,
    dialectText(entry.dialect),
    policyFileOf(entry.profile, ports),
    ports.worldSm3(),
  ]);
  return { ...facts, digest: toHex(engine.sm3(utf8Bytes(seen))) };
}

/**
 * Returns what a person sees of a dialect: whoever hands out its settings says where this computer shows its secret. No
 * spelling hides an address: `HTTPS:` and backslashes name a host as well. Each stands as JSON writes it, without control
 * characters.
 */
function dialectFacts(dialect: DialectSettings): BindingOffer['dialect'] {
  const addresses = textsIn(dialect).filter((text) => /^https:/i.test(text));
  return { name: dialect.name, addresses: addresses.map((text) => JSON.stringify(text).slice(1, -1)) };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Returns the file of the home that holds a profile; null when the program ships it or nobody knows it. */
export function policyFileOf(
  profile: string,
  ports: Pick<BindingPorts, 'policyFiles'>,
): PlatformBinding['policyFile'] {
  const found = ports.policyFiles().find((file) => file.profile.id === profile);
  return found === undefined ? null : { file: found.file, text: found.text };
}
