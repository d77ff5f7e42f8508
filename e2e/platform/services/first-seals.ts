import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unpackWoff } from '../../../electron/core/fonts/woff.ts';
import { openGlyphFont } from '../../../electron/core/seal-picture/glyph-font.ts';
import { equalBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { decodeCertificateRequest } from '../../../electron/core/x509/issuing.ts';
import { issueSigner, oneYearFrom } from '../../../electron/services/demo-world/authorities.ts';
import {
  type CompanyProfile,
  COUNTERPARTY,
  ENROLLED,
  HOLDER,
  planSeal,
} from '../../../electron/services/demo-world/companies.ts';
import { makeSeal, subjectOf, uniqueSealId } from '../../../electron/services/demo-world/make-company.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { say } from '../language.ts';
import { Problem } from '../problem.ts';
import { enterpriseFacts } from '../registry/enterprises.ts';

type FirstSealRequest = PlatformSchema<'FirstSealRequest'>;

/** The enterprises that the sandbox's register of enterprises knows. */
const COMPANIES: readonly CompanyProfile[] = [HOLDER, COUNTERPARTY, ENROLLED];

const FONT = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff';

/**
 * Compares an applicant's enterprise with the register of enterprises, as 广西 第二十五条 wants it when a seal is applied for.
 * @throws Problem enterprise-unknown
 */
export function requireEnterprise(
  context: Pick<PlatformContext, 'database' | 'clock'>,
  { holderName, holderCode, representative }: FirstSealRequest,
): CompanyProfile {
  const company = COMPANIES.find(({ name }) => name === holderName);
  if (company === undefined)
    throw new Problem(
      'enterprise-unknown',
      say('登记机关没有这个名称的企业', 'No enterprise of this name is registered'),
    );
  if (company.taxNumber !== holderCode)
    throw new Problem(
      'enterprise-unknown',
      say('统一社会信用代码不符', 'The unified social credit code differs'),
    );
  if (company.legalRepresentative !== representative) {
    throw new Problem('enterprise-unknown', say('法定代表人不符', 'The legal representative differs'));
  }
  if (enterpriseFacts(context, holderName).state !== 'normal') {
    throw new Problem(
      'enterprise-unknown',
      say('企业已注销或被吊销', 'The enterprise is deregistered or its licence revoked'),
    );
  }
  return company;
}

/**
 * Certifies the key of a first seal and makes the seal. A key that has a good certificate of the holder keeps it, so that
 * the seals of a set share one.
 * @throws Problem enterprise-unknown when the enterprise has changed since
 */
export async function makeFirst(
  context: PlatformContext,
  request: FirstSealRequest,
): Promise<{ readonly certificate: Uint8Array; readonly seal: Uint8Array }> {
  const company = requireEnterprise(context, request);
  const validity = oneYearFrom(context.clock.now());
  const certificateRequest = new Uint8Array(Buffer.from(request.certificateRequest, 'base64'));
  const { publicKey } = decodeCertificateRequest(context.engine, certificateRequest);
  if (publicKey.sm2 === null) throw new Error(`a key of another kind: ${publicKey.algorithm}`);
  const { issuing, maker } = context.authorities;
  const certificate =
    certificateOf(context, company.name, publicKey.sm2) ??
    (await issueSigner(context, issuing, subjectOf(company), publicKey.sm2, validity));
  const { notBefore: from, notAfter: to } = decodeCertificate(certificate);
  const font = await openGlyphFont(
    unpackWoff(new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FONT)))),
  );
  const plan = planSeal(company, request.sealKind);
  const order = { esId: uniqueSealId(context), plan, certificate, validity: { from, to } };
  return { certificate, seal: (await makeSeal(order, font, maker)).der };
}

/** Returns the certificate of a key that the platform has issued to a holder and that is good now, or null. */
function certificateOf(
  { database, clock }: Pick<PlatformContext, 'database' | 'clock'>,
  holder: string,
  publicKey: Uint8Array,
): Uint8Array | null {
  const now = clock.now();
  const sql = `SELECT der FROM holder_certificate WHERE holder = ?
    AND serial NOT IN (SELECT serial FROM revocation) ORDER BY rowid DESC`;
  const rows = database.prepare<[string], { der: Uint8Array }>(sql).all(holder);
  const found = rows
    .map(({ der }) => decodeCertificate(new Uint8Array(der)))
    .find((each) => each.publicKey.sm2 !== null && equalBytes(each.publicKey.sm2, publicKey));
  return found === undefined || now > found.notAfter ? null : found.raw;
}
