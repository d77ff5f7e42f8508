import { CMS_OID, SM_OID } from '../../asn1/identifiers.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { verifyMessage } from '../../sm/message-signature.ts';
import type { VerificationInputs } from '../../verification/evidence/context.ts';
import type { CmsContent } from '../../verification/evidence/signature-content.ts';
import { type Certificate, certificateOrNull } from '../../x509/certificate.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { sealInFile, type SignatureFile } from '../signatures/signature-file.ts';

/**
 * Makes the content of a bare SM2 value over Signature.xml (GB/T 33190 §18.3). It is judged as that of a CMS signer without
 * attributes; the message around it would name the certificate, which is looked for here instead.
 * @param value DER, or r ‖ s
 */
export function bareContent(
  value: Uint8Array,
  signedBytes: Uint8Array,
  place: BarePlace,
  inputs: VerificationInputs,
): CmsContent {
  const certificate = certificateOf(value, signedBytes, place, inputs);
  return {
    kind: 'cms',
    data: {
      ...{ syntax: 'gm', contentType: CMS_OID.data, content: null, revocationLists: [], signers: [] },
      certificates: certificate === null ? [] : [certificate],
    },
    signer: {
      id:
        certificate === null
          ? { kind: 'keyIdentifier', identifier: new Uint8Array() }
          : { kind: 'issuerAndSerial', issuer: certificate.issuer.raw, serial: certificate.serial },
      ...{ digestAlgorithm: SM_OID.sm3, attributes: null, signature: value, unsigned: new Map() },
      signatureAlgorithm: { id: SM_OID.sm2WithSm3, parameters: null },
    },
    holds: 'nothing',
  };
}

/** Tells whether content was made of a bare value: a message holds its signer. */
export function isBare({ data }: CmsContent): boolean {
  return data.signers.length === 0;
}

interface BarePlace {
  readonly ofd: OfdPackage;
  readonly file: SignatureFile;
}

const CERTIFICATE_NAME = /\.(?:cer|crt|der)$/i;
/** Bytes. A certificate has one or two thousand. */
const LARGEST_CERTIFICATE = 65_536;
/** Each costs a check of the value, for which all that it signs is hashed; the whole file has a budget of them. */
const MOST_TRIALS = 256;

/**
 * Finds the certificate of a bare value by trial, since the file does not say whose it is: one beside the value, one that
 * the seal names, or one of the trust folder. What is found has to lead to the trust folder as any other.
 * @throws CodedError FILE_OVER_BUDGET
 */
function certificateOf(
  value: Uint8Array,
  signedBytes: Uint8Array,
  { ofd, file }: BarePlace,
  { engine, trust }: VerificationInputs,
): Certificate | null {
  const folder = file.entry.name.slice(0, file.entry.name.lastIndexOf('/') + 1);
  const beside = ofd.container.entries
    .filter(
      ({ name, size }) =>
        name.startsWith(folder) && CERTIFICATE_NAME.test(name) && size <= LARGEST_CERTIFICATE,
    )
    .slice(0, MOST_TRIALS)
    .map((entry) => ofd.container.read(entry));
  const list = sealInFile(ofd, file)?.property.certificateList;
  const named = list?.kind === 'certificates' ? list.certificates : [];
  const inFile = [...beside, ...named].flatMap((der) => certificateOrNull(der) ?? []);
  const candidates = [...inFile, ...trust.intermediates, ...trust.anchors].slice(0, MOST_TRIALS);
  const fits = ({ publicKey: { sm2 } }: Certificate): boolean => {
    if (sm2 === null) return false;
    ofd.container.source.meter?.spend('hashedBytes', OFD_BUDGET.trialCost + signedBytes.length);
    return verifyMessage(engine, signedBytes, value, sm2).valid;
  };
  return candidates.find(fits) ?? null;
}
