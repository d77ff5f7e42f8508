import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { PlatformContext } from '../platform-context.ts';
import { say } from '../language.ts';
import { Problem } from '../problem.ts';
import { requireEnterprise } from './first-seals.ts';
import { deletePapers, keepPaper, listPapers, type PaperKind } from './papers.ts';
import { requireState } from './pin-resets.ts';
import {
  describeSealApplication,
  fileApplication,
  type FirstSealRequest,
  keep,
  requireRequest,
  sealApplicationFile,
} from './seal-applications.ts';
import { requireSealOfHolder } from './written-applications.ts';

type SealApplication = PlatformSchema<'SealApplication'>;

/**
 * Begins an application for a first seal.
 * @throws Problem enterprise-unknown, invalid-request
 */
export function applyForFirstSeal(context: PlatformContext, request: FirstSealRequest): SealApplication {
  requireEnterprise(context, request);
  requireRequest(context, request.certificateRequest);
  return fileApplication(context, 'issue', request.holderName, request);
}

/**
 * Adds a paper to an application that is not handed in yet.
 * @throws Problem too-large, wrong-media-type, active-content, not-sealed-by-holder, wrong-state
 */
export async function addApplicationPaper(
  context: PlatformContext,
  number: string,
  paper: { readonly id: string; readonly kind: PaperKind; readonly bytes: Uint8Array },
): Promise<SealApplication> {
  const file = sealApplicationFile(context, number);
  requireState(file, 'draft');
  keepPaper(context, number, paper);
  if (paper.kind === 'writtenApplication') await requireSealOfHolder(context, file, paper);
  return describeSealApplication(context, file);
}

const PAPER_NAMES: Readonly<Record<PaperKind, string>> = {
  identity: '身份证件',
  businessLicence: '营业执照',
  authorisation: '授权书',
  officialLetter: '单位申请函',
  other: '其他材料',
  writtenApplication: '加盖印章的书面申请',
};

/**
 * Hands an application in.
 * @throws Problem papers-missing, wrong-state
 */
export function submitSealApplication(context: PlatformContext, number: string): SealApplication {
  const file = sealApplicationFile(context, number);
  if (file.state === 'underReview') return describeSealApplication(context, file);
  requireState(file, 'draft');
  const present = new Set(listPapers(context, number).map(({ kind }) => kind));
  const missing = (file.content.demanded ?? []).filter((kind) => !present.has(kind));
  if (missing.length > 0) {
    const named = missing.map((kind) => PAPER_NAMES[kind]).join('、');
    throw new Problem('papers-missing', say(`缺少${named}`, `Papers are missing: ${missing.join(', ')}`));
  }
  keep(context, file, 'underReview', {});
  return describeSealApplication(context, sealApplicationFile(context, number));
}

/**
 * Withdraws an application before it is decided, and deletes its papers.
 * @throws Problem wrong-state
 */
export function withdrawSealApplication(context: PlatformContext, number: string): SealApplication {
  const file = sealApplicationFile(context, number);
  requireState(file, 'draft', 'underReview');
  deletePapers(context, number);
  keep(context, file, 'withdrawn', {});
  return describeSealApplication(context, sealApplicationFile(context, number));
}
