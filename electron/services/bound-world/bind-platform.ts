import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { BindingOffer, BindingView } from '../../shared/model/platform-binding.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import { newEntry, recordEntry, type RecordingPorts } from '../register/record-entry.ts';
import { registerIdOf } from '../register/register-identity.ts';
import { boundFacts } from './binding-acts.ts';
import { type BindingPorts, offerOf, policyFileOf } from './binding-offers.ts';
import { bindingRecords, type PlatformBinding, rootOf } from './bindings.ts';
import { viewOf } from './list-bindings.ts';

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
    const offer = await offerOf(entry, await registerIdOf(records, ports.random), ports);
    if (offer.digest !== digest) throw new CodedError('PLATFORM_OFFER_CHANGED', platform, { platform });
    const facts = {
      ...{ platform, name: entry.name, url: entry.url, root: entry.root, tls: entry.tls ?? null },
      ...(entry.dialect === undefined ? {} : { dialect: entry.dialect }),
      ...{ rootSm3: offer.rootSm3, profile: entry.profile, registerId: offer.registerId },
      policyFile: policyFileOf(entry.profile, ports),
      worldSm3: ports.worldSm3(),
    };
    const { entry: registered } = unwrap(
      await recordEntry(boundEntry(entry, boundFacts(facts, ports.engine), recording), recording),
    );
    await bindingRecords(records).keep({ ...facts, boundAt: registered.time, unbound: null });
    return offer;
  });
}

function boundEntry(
  { id, name, root }: PlatformSettings,
  facts: string,
  { clock }: RecordingPorts,
): RegisterEntry {
  const certificate = rootOf({ root });
  return {
    ...newEntry('platformBound', success(null), clock),
    reference: id,
    counterpart: name,
    certificate: certificate && { subject: certificate.subject.text, serial: certificate.serial },
    purpose: facts,
  };
}

/**
 * Ends the binding of the home to a platform, with a reason that goes into the register. What the platform has said of
 * seals stays known. Also ends what an earlier version has left of a platform that was never bound, and a binding that
 * only the register still has on record. Fails with PLATFORM_NOT_CONFIGURED when there is nothing to unbind, and the
 * codes of the store.
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
  const act = (await ports.acts()).find((each) => each.platform === platform);
  const isOnRecord = act !== undefined && act.facts !== null;
  const isLeft = binding === null && (await ports.synchronised()).includes(platform);
  if (!isOnRecord && !isLeft) throw new CodedError('PLATFORM_NOT_CONFIGURED', platform, { platform });
  return {
    ...{ platform, name: act?.name ?? platform, url: '', root: '', rootSm3: '', tls: null, profile: '' },
    ...{
      policyFile: null,
      worldSm3: null,
      registerId: '',
      boundAt: ports.clock.now().toISOString(),
      unbound: null,
    },
  };
}
