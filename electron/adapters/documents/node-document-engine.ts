import { homedir } from 'node:os';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { buildPath } from '../../core/x509/path.ts';
import { pathRevocation } from '../../core/x509/revocation.ts';
import { createDocumentEngine } from '../../services/documents/create-document-engine.ts';
import type { DocumentEngine, RevocationFinding } from '../../services/documents/document-engine.ts';
import type { EvidenceSource } from '../../services/documents/verdict-evidence.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { PageTextPort } from '../../services/ports/page-text.ts';
import { nodeFiles } from '../files/node-files.ts';
import { withPrivatePath } from '../files/private-path.ts';
import { keptFonts } from '../fonts/font-files.ts';
import { installedFontsIn } from '../fonts/installed-fonts.ts';
import { thisSystem } from '../systems/this-system.ts';
import { keptTrust, type ReadTrust } from '../trust-files/trust-folder.ts';
import { withRuntimeCrypto } from './node-signature-verifier.ts';
import { systemClock, systemRandom, systemTurn } from '../system.ts';

/**
 * Makes a document engine on the system's files, clock and randomness.
 * @param evidence what verdicts rest on besides the trust folder
 * @param pageText reads the words of pages
 * @param fonts folder of the fonts that stand in for those that an OFD does not bring
 * @param engine for SM2 and SM3; loads one when absent
 */
export async function nodeDocumentEngine(
  evidence: EvidenceSource,
  pageText: PageTextPort,
  fonts: string,
  engine?: SmEngine,
): Promise<DocumentEngine> {
  const sm = withRuntimeCrypto(engine ?? (await loadSmEngine()));
  const readTrust = keptTrust();
  return createDocumentEngine({
    engine: sm,
    files: nodeFiles,
    pageText,
    clock: systemClock,
    random: systemRandom,
    turn: systemTurn,
    withPrivatePath,
    readFonts: keptFonts(fonts),
    installedFonts: installedFontsIn(thisSystem.fontFolders(homedir(), process.env)),
    readTrust,
    evidence,
    revocationOf: trustRevocation(sm, systemClock, readTrust),
    onBrokenCheck: ({ code, error, at }) =>
      void process.stderr.write(`sealdesk: a check of a signature broke off: ${code} ${error} ${at ?? ''}\n`),
  });
}

export type RevocationOf = (certificate: Uint8Array, trustFolder: string) => RevocationFinding;

/** Reasons that mean that there is no list. An overdue list is judged by the rules, by its age. */
const WITHOUT_LIST: ReadonlySet<string> = new Set(['noList', 'badList']);

const NOTHING_KNOWN: RevocationFinding = { revokedSince: null, unlisted: false };

/**
 * Judges revocation by the lists of a trust folder, including those of the platforms. A certificate without a path
 * counts as not revoked here: the verification reports it.
 * @throws CodedError TRUST_FOLDER_UNREADABLE
 */
export function trustRevocation(engine: SmEngine, clock: Clock, readTrust: ReadTrust): RevocationOf {
  return (der, folder) => {
    const certificate = certificateOrNull(der);
    if (certificate === null) return NOTHING_KNOWN;
    const trust = readTrust(folder);
    const now = clock.now();
    const at = certificate.notAfter < now ? certificate.notAfter : now;
    const path = buildPath(certificate, { engine, trust, at });
    if (!path.ok) return NOTHING_KNOWN;
    const found = pathRevocation(path.path, trust.revocationLists, { engine, now });
    const revoked = found.flatMap(({ status }) => (status.state === 'revoked' ? [status.revocation] : []));
    return {
      revokedSince: revoked[0]?.revokedAt.toISOString() ?? null,
      unlisted: found.some(({ status }) => status.state === 'unknown' && WITHOUT_LIST.has(status.why)),
    };
  };
}
