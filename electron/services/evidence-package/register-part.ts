import { base64, base64urlnopad } from '@scure/base';
import { fromHex, utf8Bytes, utf8Text } from '../../core/bytes/encodings.ts';
import { existenceProofBytes, type ExistenceProof } from '../../core/register/existence-proof.ts';
import { saidIn } from '../../core/register/checkpoint.ts';
import { encodeSignature } from '../../core/sm/signature-encoding.ts';
import { certificateOrNull, type Certificate } from '../../core/x509/certificate.ts';
import { text } from '../../shared/texts/bilingual.ts';
import { joinParts, type PackagePart, type Step } from '../packages/package-part.ts';
import { issuedBy, type PackageNames, pemFile, sm2Verify, WORK } from './openssl-commands.ts';

/** What the register (用印台账) of this computer has on one version of a document. */
export interface RegisterExtract {
  /** Number of the entry, from 0. */
  readonly index: number;
  /** The exact bytes of the entry. */
  readonly entry: Uint8Array;
  /** Null while no platform has countersigned the entry. */
  readonly proof: ExistenceProof | null;
  /** The root of the platform, DER; null if it is not known. */
  readonly root: Uint8Array | null;
}

/** Makes the files of an extract of the register, and the steps that lead from each entry to its countersignature. */
export function registerPart(extracts: readonly RegisterExtract[], names: PackageNames): PackagePart {
  return joinParts(
    extracts.map((extract) => {
      const folder = `register/${extract.index + 1}`;
      const own = { files: [{ path: `${folder}/entry.json`, bytes: extract.entry }], steps: [] };
      return extract.proof === null
        ? own
        : joinParts([own, proofPart(extract, extract.proof, folder, names)]);
    }),
  );
}

function proofPart(
  { index, root }: RegisterExtract,
  proof: ExistenceProof,
  folder: string,
  names: PackageNames,
): PackagePart {
  const said = saidIn(proof.countersignature);
  const signer = signerOf(proof);
  if (said === null || signer === null) return { files: [], steps: [] };
  const { payload, protected: header, signature } = proof.countersignature;
  const siblings = proof.inclusion.map((hex, level) => ({
    path: `${folder}/sibling-${level + 1}.bin`,
    bytes: fromHex(hex),
  }));
  const files = [
    { path: `${folder}/proof.json`, bytes: existenceProofBytes(proof) },
    ...siblings,
    { path: `${folder}/countersignature.json`, bytes: base64urlnopad.decode(payload) },
    { path: `${folder}/countersignature.jws`, bytes: utf8Bytes(`${header}.${payload}`) },
    { path: `${folder}/countersignature.der`, bytes: encodeSignature(base64urlnopad.decode(signature)) },
    pemFile(signer, names),
  ];
  const number = index + 1;
  const steps: Step[] = [
    {
      title: text(
        `台账第 ${number} 条在 ${said.countersignedAt} 由平台 ${said.platform} 签名确认的台账中（RFC 6962，SM3）`,
        `Entry ${number} is in the register that the platform ${said.platform} countersigned at ${said.countersignedAt}`,
      ),
      command: inclusionCommand(
        index,
        said.size,
        folder,
        siblings.map(({ path }) => path),
      ),
      holds: true,
    },
    {
      title: text(
        `台账第 ${number} 条：平台确认的内容就是它所签名的内容`,
        `Entry ${number}: what the platform confirms is what it signed`,
      ),
      command: payloadCommand(folder, payload),
      holds: true,
    },
    {
      title: text(
        `台账第 ${number} 条：平台的签名成立`,
        `Entry ${number}: the signature of the platform holds`,
      ),
      command: sm2Verify(
        names.pem(signer),
        `${folder}/countersignature.jws`,
        `${folder}/countersignature.der`,
        `register-${number}`,
      ),
      holds: true,
    },
  ];
  const issuer = root === null ? null : certificateOrNull(root);
  return joinParts([
    { files, steps },
    ...(issuer === null ? [] : [issuedPart(signer, issuer, said.countersignedAt, names)]),
  ]);
}

function issuedPart(signer: Certificate, issuer: Certificate, at: string, names: PackageNames): PackagePart {
  return {
    files: [pemFile(issuer, names)],
    steps: [
      {
        title: text(
          `平台的证书由“${issuer.subject.text}”签发`,
          `The certificate of the platform was issued by "${issuer.subject.text}"`,
        ),
        command: issuedBy({ certificate: signer, issuer, at: new Date(at), purpose: '' }, names),
        holds: true,
      },
    ],
  };
}

/** RFC 7515 §4.1.6: the certificate stands in the header of the statement. */
function signerOf({ countersignature }: ExistenceProof): Certificate | null {
  const header = utf8Text(base64urlnopad.decode(countersignature.protected));
  const [, encoded] = /"x5c":\s*\[\s*"([^"]+)"/.exec(header) ?? [];
  return encoded === undefined ? null : certificateOrNull(base64.decode(encoded));
}

/** RFC 9162 §2.1.3.2, one hash after the other, up to the root that the platform confirms. */
function inclusionCommand(index: number, size: number, folder: string, siblings: readonly string[]): string {
  const name = `${WORK}/register-${index + 1}`;
  const commands = [`(printf '\\000'; cat ${folder}/entry.json) | openssl dgst -sm3 -binary > ${name}.0`];
  let [place, last] = [index, size - 1];
  siblings.forEach((sibling, level) => {
    const isRight = place % 2 === 1 || place === last;
    const [left, right] = isRight ? [sibling, `${name}.${level}`] : [`${name}.${level}`, sibling];
    commands.push(
      `(printf '\\001'; cat ${left} ${right}) | openssl dgst -sm3 -binary > ${name}.${level + 1}`,
    );
    if (isRight) while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  });
  const root = `od -An -v -tx1 ${name}.${siblings.length} | tr -d ' \\n'`;
  return [...commands, `grep -q "$(${root})" ${folder}/countersignature.json`].join(' && ');
}

/** The payload in base64url without its padding, which OpenSSL wants. */
function payloadCommand(folder: string, payload: string): string {
  const padding = '='.repeat((4 - (payload.length % 4)) % 4);
  const text64 = `(cut -d. -f2 ${folder}/countersignature.jws | tr -d '\\n' | tr '_-' '/+'; printf '${padding}')`;
  return `${text64} | openssl base64 -d -A | cmp - ${folder}/countersignature.json`;
}
