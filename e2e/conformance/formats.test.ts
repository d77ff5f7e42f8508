import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { normaliseBer } from '../../electron/core/asn1/ber.ts';
import { concatBytes } from '../../electron/core/bytes/byte-arrays.ts';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { openPdf } from '../../electron/core/pdf/open-pdf.ts';
import { locateSignatures } from '../../electron/core/verification/locate-signatures.ts';
import { verifyDocument } from '../../electron/services/documents/verify-document.ts';
import { CodedError } from '../../electron/shared/errors.ts';
import type { SignatureReport } from '../../electron/shared/model/verification-report.ts';
import { engineUnderTest } from '../fixtures/engine-under-test.ts';
import { writeProof } from '../fixtures/proof.ts';
import { SAMPLES } from '../fixtures/documents/samples.ts';
import { opensslWord, type PeerWord, pdfsigWords } from '../peers/judge-cms.ts';

const engine = await engineUnderTest();
const folder = mkdtempSync(join(tmpdir(), 'sealdesk-formats-'));
const agreements: object[] = [];
const disagreements: object[] = [];

afterAll(() => {
  rmSync(folder, { recursive: true });
  writeProof('formats', { agreements: agreements.length, disagreements, agreed: agreements });
});

/** Our word on bytes and value alone: whom we trust, and what changed since, are other questions. */
function ourWord({ checks: { integrity, signature } }: SignatureReport): PeerWord {
  if (integrity.result === 'fail' || signature.result === 'fail') return 'fails';
  return integrity.result === 'pass' && signature.result === 'pass' ? 'holds' : 'not judged';
}

/**
 * Explains why we differ from a peer, by what we say; null for what has no explanation, which fails the test. Each
 * line names a rule that we have and the peer has not, or a form that one of us does not know.
 */
function reasonFor(
  { checks: { integrity, signature }, format }: SignatureReport,
  peer: PeerWord,
): string | null {
  const codes: readonly string[] = [integrity.code, signature.code];
  const rule = String(integrity.facts?.rule ?? signature.facts?.rule ?? '');
  if (codes.includes('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'))
    return 'the peer counts SHA-1 or a short RSA key as good';
  if (codes.includes('SIGNATURE_FORM_OUTDATED'))
    return 'a form that rests on SHA-1 alone, which we do not judge';
  if (codes.includes('DOCUMENT_ENCRYPTED')) return 'the document is encrypted, which we do not judge';
  if (codes.includes('SIGNATURE_ALGORITHM_UNSUPPORTED')) return 'an algorithm that we do not know';
  if (codes.includes('NO_SIGNING_CERTIFICATE_FOUND')) return 'the certificate of the signer is missing';
  if (codes.includes('BYTE_RANGE_INVALID'))
    return `the covered range is attacked (${rule}); the peer follows it`;
  if (codes.includes('PDF_STRUCTURE_DAMAGED')) return 'the file is attacked, or damaged; the peer repairs it';
  if (rule === 'signerInfos') return 'several signers, of which the peer judges one';
  if (rule === 'padding') return 'data behind the message, which the peer ignores';
  if (rule === 'algorithms') return 'the digests of signer and signature differ, which the peer ignores';
  if (codes.includes('CONTENTS_INVALID')) return 'there is no signature, which the peer does not say';
  if (signature.facts?.algorithm === 'Ed25519') return 'the peer does not know Ed25519 in CMS';
  if (format === 'time-stamp' && peer === 'not judged') return 'the peer does not judge document time stamps';
  return null;
}

interface Located {
  readonly message: Uint8Array;
  readonly content: Uint8Array;
}

/** Cuts message and covered bytes out of a file, by its /ByteRange as it stands. */
function cutOut(bytes: Uint8Array): ReadonlyMap<string, Located> {
  const found = new Map<string, Located>();
  try {
    for (const { field, dictionary } of locateSignatures(openPdf(memorySource(bytes)))) {
      const [start = 0, length = 0, next = 0, rest = 0] = (dictionary.byteRange?.tokens ?? []).map(Number);
      const contents = dictionary.contents?.bytes ?? null;
      if (contents === null || rest === 0) continue;
      const covered = [bytes.subarray(start, start + length), bytes.subarray(next, next + rest)];
      const { length: size } = normaliseBer(contents, 'Contents');
      found.set(field, { message: contents.subarray(0, size), content: concatBytes(...covered) });
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
  return found;
}

function note(entry: { readonly ours: PeerWord; readonly theirs: PeerWord }, report: SignatureReport): void {
  if (entry.ours === entry.theirs) {
    agreements.push(entry);
    return;
  }
  const reason = reasonFor(report, entry.theirs);
  disagreements.push({ ...entry, reason, checks: [report.checks.integrity, report.checks.signature] });
  expect(reason, JSON.stringify(entry)).not.toBeNull();
}

async function compare(path: string, file: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(path));
  const world = { engine, now: new Date('2026-12-01T00:00:00Z'), trust: { certificates: [], crls: [] } };
  const { signatures } = await verifyDocument(memorySource(bytes), file, world);
  const judged = signatures.filter(({ format }) => !format.startsWith('ses-'));
  if (judged.length === 0) return;
  const pdfsig = pdfsigWords(path);
  const cut = cutOut(bytes);
  for (const report of judged) {
    const { field } = report;
    const ours = ourWord(report);
    const theirs = pdfsig.get(field);
    if (theirs !== undefined) note({ ...{ file, field, peer: 'pdfsig' }, ours, theirs }, report);
    const located = cut.get(field);
    if (located === undefined || report.format === 'time-stamp') continue;
    const word = opensslWord(folder, located.message, located.content);
    note({ ...{ file, field, peer: 'openssl cms' }, ours, theirs: word }, report);
  }
}

describe(
  'RSA and ECDSA signatures of other writers',
  existsSync(SAMPLES)
    ? () => {
        const files = ['corpus', 'attacks'].flatMap((name) =>
          readdirSync(join(SAMPLES, name)).flatMap((file) =>
            file.endsWith('.pdf') ? [join(name, file)] : [],
          ),
        );
        it.each(files)(
          'are judged as pdfsig and openssl judge them, or it is known why not: %s',
          async (file) => {
            await compare(join(SAMPLES, file), file);
          },
        );

        it('were compared in number', () => {
          expect(agreements.length).toBeGreaterThan(60);
        });
      }
    : () => {
        it('are missing beside this checkout, so nothing was compared', () => {
          expect(existsSync(SAMPLES)).toBe(false);
        });
      },
);
