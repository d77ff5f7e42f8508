import { toHex } from '../../core/bytes/hex.ts';
import type { GlyphFont } from '../../core/seal-picture/glyph-font.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import { issueSigner, type DemoAuthorities } from './authorities.ts';
import type { CompanyProfile } from './companies.ts';
import type { CompanyRole } from './company-roles.ts';
import { createTokenKey, type CompanyKey } from './company-token.ts';
import { makeSeal, type MadeSeal } from './make-seal.ts';
import type { DemoWorldPorts } from './ports.ts';
import { planSeal } from './seal-plans.ts';
import { generateSoftwareKey } from './software-key.ts';
import type { Validity } from './validity.ts';

export interface MadeCompany {
  readonly role: CompanyRole;
  readonly tokenSerial: string | null;
  readonly certificate: Uint8Array;
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

/** Gives a company its key, its certificate and its seals. */
export async function makeCompany(role: CompanyRole, tools: CompanyTools): Promise<MadeCompany> {
  const { ports, authorities, validity, font } = tools;
  const key = await createKey(role, tools);
  const subject = subjectOf(role.profile);
  const certificate = await issueSigner(ports, authorities.issuing, subject, key.publicKey, validity);
  const seals: MadeSeal[] = [];
  for (const kind of role.sealKinds) {
    const order = { esId: uniqueSealId(ports), plan: planSeal(role.profile, kind), certificate, validity };
    seals.push(await makeSeal(order, font, authorities.maker));
  }
  await key.store(certificate, seals);
  return { role, tokenSerial: key.tokenSerial, certificate, seals };
}

/** Without a token the private key is given up at once: the company's seals can be looked at, not used. */
async function createKey(role: CompanyRole, { ports, module }: CompanyTools): Promise<CompanyKey> {
  if (module !== null) return createTokenKey(ports.tokens, module, role, ports.random);
  const { publicKey } = generateSoftwareKey(ports.engine, ports.random);
  return { publicKey, tokenSerial: null, store: () => Promise.resolve() };
}

function subjectOf(profile: CompanyProfile): NameAttribute[] {
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
function uniqueSealId({ random }: Pick<DemoWorldPorts, 'random'>): string {
  return `DEMO${toHex(random(6)).toUpperCase()}`;
}
