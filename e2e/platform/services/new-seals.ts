import { toHex } from '../../../electron/core/bytes/encodings.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import { decodeSeal, encodeSealV4 } from '../../../electron/core/seal/seal.ts';
import { encodeSealInfoV4 } from '../../../electron/core/seal/seal-info.ts';
import { decodeCertificateRequest } from '../../../electron/core/x509/issuing.ts';
import type { NameAttribute } from '../../../electron/core/x509/name.ts';
import { issueSigner, type Validity, yearsAfter } from '../../../electron/services/demo-world/authorities.ts';
import { COUNTERPARTY, ENROLLED, HOLDER } from '../../../electron/services/demo-world/companies.ts';
import { subjectOf } from '../../../electron/services/demo-world/make-company.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { RegisteredSeal } from '../registry/seals.ts';

/** The result of a renewal or a replacement. */
interface MadeAnew {
  readonly esId: string;
  /** DER */
  readonly certificate: Uint8Array;
  /** SESeal, DER */
  readonly seal: Uint8Array;
}

const COMPANIES = [HOLDER, COUNTERPARTY, ENROLLED];

/**
 * Certifies a key and makes a seal for it with the picture of the former one. The sandbox draws no new pictures, even
 * when a name has changed.
 * @param request PKCS#10, DER
 * @throws CodedError when the request does not prove possession of its key
 */
export async function makeAnew(
  context: PlatformContext,
  former: RegisteredSeal,
  request: Uint8Array,
  validity: Validity,
): Promise<MadeAnew> {
  const { engine, authorities, random } = context;
  const { publicKey } = decodeCertificateRequest(engine, request);
  if (publicKey.sm2 === null) throw new Error(`a key of another kind: ${publicKey.algorithm}`);
  const { issuing } = authorities;
  const certificate = await issueSigner(context, issuing, nameOf(former.holder), publicKey.sm2, validity);
  const esId = `DEMO${toHex(random(6)).toUpperCase()}`;
  return { esId, certificate, seal: await makeSeal(context, { former, esId, certificate, validity }) };
}

/**
 * Certifies the key of a delegate, and makes a seal object of their own: the holder's picture, the delegate's certificate,
 * the end of the delegation. Certificate and verdict name the delegate; the organisation is not the holder's own, so that the
 * key can neither approve nor apply in the holder's name.
 * @throws CodedError when the request does not prove possession of its key
 */
export async function makeForDelegate(
  context: PlatformContext,
  former: RegisteredSeal,
  {
    person,
    validFrom,
    validTo,
  }: { readonly person: string; readonly validFrom: string; readonly validTo: string },
  request: Uint8Array,
): Promise<MadeAnew> {
  const { engine, authorities, random, clock } = context;
  const { publicKey } = decodeCertificateRequest(engine, request);
  if (publicKey.sm2 === null) throw new CodedError('KEY_KIND_UNSUPPORTED', publicKey.algorithm);
  const from = new Date(Math.min(clock.now().getTime(), Date.parse(validFrom)));
  const end = Math.min(Date.parse(validTo), Date.parse(former.validTo));
  const validity: Validity = { from, to: new Date(end) };
  const name: NameAttribute[] = [
    ['C', 'CN'],
    ['O', `${former.holder}（被授权人）`],
    ['CN', person],
  ];
  const certificate = await issueSigner(context, authorities.issuing, name, publicKey.sm2, validity);
  const esId = `DEMO${toHex(random(6)).toUpperCase()}`;
  return { esId, certificate, seal: await makeSeal(context, { former, esId, certificate, validity }) };
}

/** The platform knows its holders, so the certificate names the holder, whatever the request says. */
function nameOf(holder: string): readonly NameAttribute[] {
  const known = COMPANIES.find(({ name }) => name === holder);
  if (known !== undefined) return subjectOf(known);
  return [
    ['C', 'CN'],
    ['O', holder],
    ['CN', holder],
  ];
}

interface SealOrder {
  readonly former: RegisteredSeal;
  readonly esId: string;
  readonly certificate: Uint8Array;
  readonly validity: Validity;
}

async function makeSeal({ authorities, clock }: PlatformContext, order: SealOrder): Promise<Uint8Array> {
  const { former, esId, certificate, validity } = order;
  const { header, property, picture } = decodeSeal(new Uint8Array(former.der));
  const info = encodeSealInfoV4({
    header: { ...header, version: 4 },
    esId,
    property: {
      type: property.type,
      name: property.name,
      certificateList: { kind: 'certificates', certificates: [certificate] },
      createdAt: clock.now(),
      validFrom: validity.from,
      validTo: validity.to,
    },
    picture,
    extensions: [],
  });
  const { maker } = authorities;
  return encodeSealV4(info, maker.certificate, await maker.key.sign(info));
}

/**
 * A renewal adds a year to the end, a replacement begins a new year. Both are valid from today on. Rules that count the
 * time from the day of issue (中山 第十七条, 广西 第十八条) leave a renewal a year from today.
 */
export function newValidity(
  { clock, profile }: Pick<PlatformContext, 'clock' | 'profile'>,
  former: RegisteredSeal,
  renews: boolean,
): Validity {
  const months = profile?.rules.validity?.months ?? null;
  const from = new Date(clock.now());
  from.setUTCHours(0, 0, 0, 0);
  const end = new Date(former.validTo);
  return { from, to: yearsAfter(renews && months === null && end > from ? end : from, 1) };
}
