import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { AppError } from '../../shared/errors.ts';
import { readable } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import { type PlatformBinding, rootFingerprint } from './bindings.ts';
import { dialectText, tlsText } from './world-changes.ts';

/** The newest act in the register about the binding to a platform. */
export interface BindingAct {
  readonly platform: string;
  readonly name: string;
  /** ISO 8601 */
  readonly at: string;
  /** What was bound, as {@link boundFacts} writes it; null when the act ended the binding. */
  readonly facts: string | null;
}

/**
 * Returns the newest act about each platform. The register itself is checked for cuts and changes, so that nobody takes a
 * binding away by editing the database alone. Rejects with the codes of the store.
 */
export async function bindingActs(
  register: Pick<RegisterStore, 'newestOfEach'>,
): Promise<readonly BindingAct[]> {
  return readable(await register.newestOfEach('binding')).flatMap(({ entry }) => {
    const { act, reference: platform, counterpart, purpose, time } = entry;
    const isAct = act === 'platformBound' || act === 'platformUnbound';
    if (!isAct || platform === null) return [];
    const facts = act === 'platformBound' ? (purpose ?? '') : null;
    return [{ platform, name: counterpart ?? platform, at: time, facts }];
  });
}

/** Writes down what is bound, for the register: root, profile, register, address, connection and files of the home. */
export function boundFacts(
  binding: Pick<
    PlatformBinding,
    'root' | 'profile' | 'registerId' | 'url' | 'tls' | 'dialect' | 'policyFile' | 'worldSm3'
  >,
  engine: Pick<SmEngine, 'sm3'>,
): string {
  const { root, profile, registerId, url, tls, dialect, policyFile, worldSm3 } = binding;
  const sm3 = (text: string): string => toHex(engine.sm3(utf8Bytes(text)));
  return [
    `root-sm3=${rootFingerprint(root, engine)}`,
    `profile=${profile}`,
    `register=${registerId}`,
    `url=${url}`,
    ...(tls === null ? [] : [`tls-sm3=${sm3(tlsText(tls))}`]),
    ...(dialect === undefined ? [] : [`dialect-sm3=${sm3(dialectText(dialect))}`]),
    ...(policyFile === null ? [] : [`policy-file=${policyFile.file}`, `policy-sm3=${sm3(policyFile.text)}`]),
    ...(worldSm3 === null ? [] : [`world-sm3=${worldSm3}`]),
  ].join(' ');
}

/**
 * Returns the refusal when a binding that the register has on record is gone from the store or is no longer what was
 * bound, or null.
 * @param binding the row in the store; undefined when there is none
 */
export function recordChange(
  act: BindingAct,
  binding: PlatformBinding | undefined,
  engine: Pick<SmEngine, 'sm3'>,
): AppError | null {
  if (act.facts === null) return null;
  const { platform, name } = act;
  const refusal = (change: string): AppError => ({
    code: 'BOUND_RECORD_CHANGED',
    details: { platform, name, change, boundAt: act.at },
  });
  if (binding === undefined) return refusal('removed');
  if (binding.unbound !== null) return refusal('unbound');
  const isWhole =
    binding.name === name &&
    binding.rootSm3 === rootFingerprint(binding.root, engine) &&
    boundFacts(binding, engine) === act.facts;
  return isWhole ? null : refusal('changed');
}
