import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { BindingOffer, BindingView } from '../../shared/model/platform-binding.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { newEntry, recordEntry, type RecordingPorts } from '../register/record-entry.ts';
import { registerIdOf } from '../register/register-identity.ts';
import { bindingRecords, type PlatformBinding, rootFingerprint, rootOf } from './bindings.ts';
import { type BoundWorldPorts, readWorld } from './bound-world.ts';
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
  return entries.map((entry) => offerOf(entry, registerId, ports));
}

function offerOf(entry: PlatformSettings, registerId: string, ports: BindingPorts): BindingOffer {
  const { engine, clock } = ports.recording;
  const policy = unboundPolicy(entry.profile, ports.policyFiles(), clock.now());
  const facts = {
    platform: entry.id,
    name: entry.name,
    url: entry.url,
    rootSubject: rootOf(entry)?.subject.text ?? '',
    rootSm3: rootFingerprint(entry.root, engine),
    profile: entry.profile,
    profileTitle: policy?.profile.title ?? null,
    registerId,
  };
  const seen = JSON.stringify([facts, entry.tls ?? null, policyFileOf(entry.profile, ports)]);
  return { ...facts, digest: toHex(engine.sm3(utf8Bytes(seen))) };
}

/** Returns the file of the home that holds a profile; null when the program ships it or nobody knows it. */
function policyFileOf(profile: string, ports: BindingPorts): PlatformBinding['policyFile'] {
  const found = ports.policyFiles().find((file) => file.profile.id === profile);
  return found === undefined ? null : { file: found.file, text: found.text };
}

/**
 * Binds the home to a platform of the settings by a person's word. The act goes into the register, and the binding into
 * the store. Fails with PLATFORM_NOT_CONFIGURED, PLATFORM_BOUND_ALREADY, PLATFORM_OFFER_CHANGED when the settings are no
 * longer those that the person saw, PLATFORM_SETTINGS_DAMAGED, and the codes of the store.
 * @param digest of the offer that the person has seen
 */
export function bindPlatform(
  platform: string,
  digest: string,
  ports: BindingPorts,
): Promise<Result<BindingOffer>> {
  return resultOf(async () => {
    const { records, recording } = ports;
    const entry = unwrap(ports.settings()).find(({ id }) => id === platform);
    if (entry === undefined) throw new CodedError('PLATFORM_NOT_CONFIGURED', platform, { platform });
    const before = await bindingRecords(records).find(platform);
    if (before?.unbound === null) throw new CodedError('PLATFORM_BOUND_ALREADY', platform, { platform });
    const offer = offerOf(entry, await registerIdOf(records, ports.random), ports);
    if (offer.digest !== digest) throw new CodedError('PLATFORM_OFFER_CHANGED', platform, { platform });
    const registered = unwrap(await recordEntry(boundEntry(offer, entry, recording), recording));
    const binding: PlatformBinding = {
      ...{ platform, name: entry.name, url: entry.url, root: entry.root, tls: entry.tls ?? null },
      ...{ rootSm3: offer.rootSm3, profile: entry.profile, registerId: offer.registerId },
      policyFile: policyFileOf(entry.profile, ports),
      boundAt: registered.entry.time,
      unbound: null,
    };
    await bindingRecords(records).keep(binding);
    return offer;
  });
}

function boundEntry(
  { platform, name, url, rootSm3, profile, registerId }: BindingOffer,
  entry: PlatformSettings,
  { clock }: RecordingPorts,
): RegisterEntry {
  const root = rootOf(entry);
  return {
    ...newEntry('platformBound', success(null), clock),
    reference: platform,
    counterpart: name,
    certificate: root && { subject: root.subject.text, serial: root.serial },
    purpose: `root-sm3=${rootSm3} profile=${profile} register=${registerId} url=${url}`,
  };
}

/**
 * Ends the binding of the home to a platform, with a reason that goes into the register. What the platform has said of
 * seals stays known. Also ends what an earlier version has left of a platform that was never bound. Fails with
 * PLATFORM_NOT_CONFIGURED when there is nothing to unbind, and the codes of the store.
 */
export function unbindPlatform(
  platform: string,
  reason: string,
  ports: BindingPorts,
): Promise<Result<BindingView>> {
  return resultOf(async () => {
    const { records, recording } = ports;
    const binding = await standingBinding(platform, ports);
    const entry = {
      ...newEntry('platformUnbound', success(null), recording.clock),
      ...{ reference: platform, counterpart: binding.name, purpose: reason },
    };
    const { entry: registered } = unwrap(await recordEntry(entry, recording));
    const ended = { ...binding, unbound: { at: registered.time, reason } };
    await bindingRecords(records).keep(ended);
    return viewOf(ended, 'former');
  });
}

async function standingBinding(platform: string, ports: BindingPorts): Promise<PlatformBinding> {
  const binding = await bindingRecords(ports.records).find(platform);
  if (binding?.unbound === null) return binding;
  const synced = await ports.synchronised();
  if (binding !== null || !synced.includes(platform)) {
    throw new CodedError('PLATFORM_NOT_CONFIGURED', platform, { platform });
  }
  return {
    ...{ platform, name: platform, url: '', root: '', rootSm3: '', tls: null, profile: '' },
    ...{ policyFile: null, registerId: '', boundAt: ports.clock.now().toISOString(), unbound: null },
  };
}

/** Lists every platform that is, was or may be bound. Rejects as {@link readWorld} does. */
export async function listBindings(ports: BindingPorts): Promise<readonly BindingView[]> {
  const { engine } = ports;
  const bindings = await ports.bindings();
  const { platforms } = await readWorld(ports);
  return platforms.map(({ settings, standing }) => {
    const binding = bindings.find(({ platform }) => platform === settings.id);
    if (binding !== undefined && standing !== 'toBind') return viewOf(binding, standing);
    const { id: platform, name, url, profile, root } = settings;
    const rootSm3 = root === '' ? null : rootFingerprint(root, engine);
    const unbound = binding?.unbound ?? null;
    return { ...{ platform, name, url, profile, rootSm3, standing, unbound }, boundAt: null };
  });
}

function viewOf(
  { platform, name, url, rootSm3, profile, boundAt, unbound }: PlatformBinding,
  standing: BindingView['standing'],
): BindingView {
  return {
    platform,
    name,
    url,
    profile,
    standing,
    unbound,
    rootSm3: rootSm3 === '' ? null : rootSm3,
    boundAt: rootSm3 === '' ? null : boundAt,
  };
}
