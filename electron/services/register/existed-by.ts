import { checkExistenceProof } from '../../core/register/existence-proof.ts';
import { unwrap } from '../../shared/result.ts';
import { keptCountersignatures } from './countersignatures.ts';
import { proveFile, type ProvingPorts } from './prove-existence.ts';

/** Without these nothing proves a file, which is no failure. */
const UNPROVEN: readonly string[] = [
  'REGISTER_ENTRY_NOT_FOUND',
  'REGISTER_NOT_COUNTERSIGNED',
  'REGISTER_DIFFERS',
];

/**
 * By when a sealed file existed, as a platform has countersigned the register that names it. Rejects with the codes
 * of the store.
 * @param sm3 hexadecimal
 * @returns ISO 8601; null where no countersigned register here names the file
 */
export async function existedBy(sm3: string, ports: ProvingPorts): Promise<string | null> {
  if ((await keptCountersignatures(ports.records)).length === 0) return null;
  const proof = await proveFile(sm3, ports);
  if (!proof.ok && UNPROVEN.includes(proof.error.code)) return null;
  const { entry, countersignature } = checkExistenceProof(unwrap(proof), ports.roots, ports.engine);
  return entry.document?.sm3After === sm3 ? countersignature.countersignedAt : null;
}
