import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import type { GlyphFont } from '../../core/seal-picture/glyph-font.ts';
import { drawSealPicture } from '../../core/seal-picture/seal-picture.ts';
import { encodeSealInfoV4 } from '../../core/seal/seal-info.ts';
import { encodeSealV4 } from '../../core/seal/seal.ts';
import type { Sm2PublicKey } from '../../core/sm/engine.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import { unwrap } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { TokenSetupPort } from '../ports/tokens.ts';
import { generateKey, storeCertificate, storeSeal, type TokenHolder } from '../tokens/token-holder.ts';
import {
  type DemoAuthorities,
  type DemoAuthority,
  generateSoftwareKey,
  issueEncryption,
  issueSigner,
  type Validity,
} from './authorities.ts';
import { type CompanyProfile, type CompanyRole, planSeal, type SealPlan } from './companies.ts';
import type { DemoWorldPorts } from './world-folder.ts';

export interface MadeCompany {
  readonly role: CompanyRole;
  readonly tokenSerial: string | null;
  /** 签名证书 */
  readonly certificate: Uint8Array;
  /** 加密证书 */
  readonly encryptionCertificate: Uint8Array;
  readonly seals: readonly MadeSeal[];
}

/** The tools for making companies. */
export interface CompanyTools {
  readonly ports: DemoWorldPorts;
  /** The module in the world's folder; null when there is none. */
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

/** Without a token the private keys are dropped at once: the company's seals can be seen, but not used. */
async function createKeys(role: CompanyRole, { ports, module }: CompanyTools): Promise<CompanyKeys> {
  if (module !== null) return createTokenKeys(ports.tokens, module, role, ports.random);
  const draw = () => generateSoftwareKey(ports.engine, ports.random).publicKey;
  return { signing: draw(), encryption: draw(), tokenSerial: null, store: () => Promise.resolve() };
}

/** Returns a company's subject in certificates. */
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

/** Returns a new SES_SealInfo.esID. */
export function uniqueSealId({ random }: Pick<DemoWorldPorts, 'random'>): string {
  return `DEMO${toHex(random(6)).toUpperCase()}`;
}

/** The objects on a company's token beside its keys. */
interface CompanyContent {
  readonly certificate: Uint8Array;
  readonly encryptionCertificate: Uint8Array;
  readonly seals: readonly MadeSeal[];
}

/** A company's two keys, on a token or, without one, dropped. */
interface CompanyKeys {
  readonly signing: Sm2PublicKey;
  readonly encryption: Sm2PublicKey;
  readonly tokenSerial: string | null;
  /** Stores the certificates and seals beside the keys. */
  store(content: CompanyContent): Promise<void>;
}

/**
 * Initialises a token for a company and generates its keys there.
 * @throws CodedError of the token
 */
async function createTokenKeys(
  tokens: TokenSetupPort,
  module: string,
  company: CompanyRole,
  random: RandomBytes,
): Promise<CompanyKeys> {
  const { shortName, name } = company.profile;
  const pin = () => utf8Bytes(company.pin);
  const soPin = utf8Bytes(company.soPin);
  const initialPin = utf8Bytes(company.initialPin);
  const serial = unwrap(
    await tokens.initialise({ module, label: `SealDesk DEMO ${shortName}`, soPin, pin: initialPin }),
  );
  const address = { module, serial };
  unwrap(await tokens.changePin({ ...address, pin: initialPin, newPin: pin() }));
  const holder: TokenHolder = { tokens, address, name, random, pin };
  const signing = await generateKey(holder, 'signing');
  const encryption = await generateKey(holder, 'encryption');
  return {
    signing: signing.publicKey,
    encryption: encryption.publicKey,
    tokenSerial: serial,
    async store({ certificate, encryptionCertificate, seals }) {
      await storeCertificate(holder, signing, certificate);
      await storeCertificate(holder, encryption, encryptionCertificate);
      for (const { plan, der } of seals) await storeSeal(holder, plan.name, der);
    },
  };
}

/** SES_Header.Vid */
const VENDOR = 'SEALDESK-DEMO';

/** A seal with the plan that it was made from. */
export interface MadeSeal {
  readonly esId: string;
  readonly plan: SealPlan;
  /** SESeal, DER */
  readonly der: Uint8Array;
}

interface SealOrder {
  readonly esId: string;
  readonly plan: SealPlan;
  /** The only certificate that may use the seal. */
  readonly certificate: Uint8Array;
  readonly validity: Validity;
}

/** Draws a seal and has its maker sign it in the form of GB/T 38540-2020 (version 4). */
export async function makeSeal(order: SealOrder, font: GlyphFont, maker: DemoAuthority): Promise<MadeSeal> {
  const { esId, plan, certificate, validity } = order;
  const info = encodeSealInfoV4({
    header: { version: 4, vendorId: VENDOR },
    esId,
    property: {
      type: plan.type,
      name: plan.name,
      certificateList: { kind: 'certificates', certificates: [certificate] },
      createdAt: validity.from,
      validFrom: validity.from,
      validTo: validity.to,
    },
    picture: await drawSealPicture(plan.design, font),
    extensions: [],
  });
  const der = encodeSealV4(info, maker.certificate, await maker.key.sign(info));
  return { esId, plan, der };
}
