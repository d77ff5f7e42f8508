import { saidIn } from '../../core/register/checkpoint.ts';
import { entriesWhere } from '../register/find-entries.ts';
import { proveEntry, type ProvingPorts } from '../register/prove-existence.ts';
import type { RegisterExtract } from './register-part.ts';

/** More entries about one file are not extracted: a file is sealed, signed, voided and handed over a few times. */
const MOST_ENTRIES = 100;

/**
 * Takes from the register what it has on the versions of a document: the entries that made them or declared them void,
 * each with its proof of existence where a platform has countersigned it. Rejects with the codes of the store.
 * @param hashes SM3 of each version, hexadecimal
 */
export async function registerExtracts(
  hashes: readonly string[],
  ports: ProvingPorts,
): Promise<readonly RegisterExtract[]> {
  const found = new Set<number>();
  for (const sm3 of hashes) {
    for (const query of [{ sm3After: sm3 }, { voids: [sm3] }]) {
      for await (const { index } of entriesWhere(query, 'oldest', ports.register)) {
        found.add(index);
        if (found.size >= MOST_ENTRIES) break;
      }
    }
  }
  const extracts: RegisterExtract[] = [];
  for (const index of [...found].sort((a, b) => a - b)) {
    const [stored] = await ports.register.entries({ from: index, count: 1 });
    if (stored?.index !== index) continue;
    const proven = await proveEntry(index, ports);
    const proof = proven.ok ? proven.value : null;
    const platform = proof === null ? null : (saidIn(proof.countersignature)?.platform ?? null);
    const root = platform === null ? null : (ports.roots.get(platform)?.raw ?? null);
    extracts.push({ index, entry: stored.bytes, proof, root });
  }
  return extracts;
}
