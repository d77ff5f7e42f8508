import { toHex } from '../../core/bytes/encodings.ts';
import type { GlyphFont } from '../../core/seal-picture/glyph-font.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import { issueEncryption, issueSigner, type DemoAuthorities } from './authorities.ts';
import type { CompanyProfile } from './companies.ts';
import type { CompanyRole } from './company-roles.ts';
import { createTokenKeys, type CompanyKeys } from './company-token.ts';
import { makeSeal, type MadeSeal } from './make-seal.ts';
import type { DemoWorldPorts } from './ports.ts';
import { planSeal } from './seal-plans.ts';
import { generateSoftwareKey } from './software-key.ts';
import type { Validity } from './validity.ts';

export interface MadeCompany {
  readonly role: CompanyRole;
  readonly tokenSerial: string | null;
  /** 签名证书 */
  readonly certificate: Uint8Array;
  /** 加密证书 */
  readonly encryptionCertificate: Uint8Array;
  readonly seals: readonly MadeSeal[];
}

/** What companies are made with. */
export interface CompanyTools {
  readonly ports: DemoWorldPorts;
  /** The module in the world's folder; null where there is none. */
  readonly module: string | null;
  readonly authorities: DemoAuthorities;
  readonly validity: Validity;
  readonly font: GlyphFont;
}

/** Gives a company its keys, its two certificates and its seals. */
export async function makeCompany(role: CompanyRole, tools: CompanyTools): Promise<MadeCompany> {
  const { ports, authorities, validity, font } = tools;
  const keys = await createKeys(role, tools);
  const subject = subjectOf(role.profile);
  const { issuing } = authorities;
  const certificate = await issueSigner(ports, issuing, subject, keys.signing, validity);
  const encryptionCertificate = await issueEncryption(ports, issuing, subject, keys.encryption, validity);
  const seals: MadeSeal[] = [];
  for (const kind of role.sealKinds) {
    const order = { esId: uniqueSealId(ports), plan: planSeal(role.profile, kind), certificate, validity };
    seals.push(await makeSeal(order, font, authorities.maker));
  }
  await keys.store({ certificate, encryptionCertificate, seals });
  return { role, tokenSerial: keys.tokenSerial, certificate, encryptionCertificate, seals };
}

/** Without a token the private keys are given up at once: the company's seals can be looked at, not used. */
async function createKeys(role: CompanyRole, { ports, module }: CompanyTools): Promise<CompanyKeys> {
  if (module !== null) return createTokenKeys(ports.tokens, module, role, ports.random);
  const draw = () => generateSoftwareKey(ports.engine, ports.random).publicKey;
  return { signing: draw(), encryption: draw(), tokenSerial: null, store: () => Promise.resolve() };
}

/** A company as certificates name it. */
export function subjectOf(profile: CompanyProfile): NameAttribute[] {
  return [
    ['C', 'CN'],
    ['ST', profile.province],
    ['L', profile.city],
    ['O', profile.name],
    ['serialNumber', profile.taxNumber],
    ['CN', profile.name],
  ];
}

/** SES_SealInfo.esID */
export function uniqueSealId({ random }: Pick<DemoWorldPorts, 'random'>): string {
  return `DEMO${toHex(random(6)).toUpperCase()}`;
}
