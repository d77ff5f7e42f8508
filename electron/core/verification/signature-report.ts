import type {
  CheckName,
  CheckResult,
  SignatureFormat,
  SignatureReport,
} from '../../shared/model/verification-report.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { placedDictionary, type PlacedDictionary } from '../pdf/forms/form-fields.ts';
import { pageGeometry, rectangleOf, toSeen } from '../pdf/pages/page-geometry.ts';
import { pageOf } from '../pdf/pages/page-tree.ts';
import { listedPlaces } from '../pdf/signatures/seal-places.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import {
  isFault,
  sealSignatureOf,
  type LocatedSignature,
  type SignatureContext,
  type SignatureEvidence,
} from './evidence/context.ts';
import { mergeVerdict, fail, skipped } from './checks/verdict.ts';

/** Makes the report of one signature from its checks and its own statements. */
export function signatureReport(
  context: SignatureContext,
  checks: Readonly<Record<CheckName, CheckResult>>,
): SignatureReport {
  const { located, document, range } = context;
  return {
    field: located.field,
    ...mergeVerdict(checks),
    ...statementsOf(context),
    place: placeOf(document, shownBy(document, located)),
    coveredBytes: isFault(range) ? null : range.end,
    coversWholeFile: checks.coverage.code === 'COVERS_WHOLE_FILE',
    checks,
  };
}

/** Returns what a signature states of itself: its form, signer, seal and time. */
export function statementsOf(
  context: SignatureEvidence,
): Pick<SignatureReport, 'format' | 'signer' | 'seal' | 'signedAt'> {
  const signature = sealSignatureOf(context);
  const { signer } = context;
  return {
    format: formatOf(context),
    signer: signer === null ? null : signerFacts(signer.certificate),
    seal: signature === null ? null : sealFacts(context, signature.seal),
    signedAt: context.signingTime?.claimed?.toISOString() ?? null,
  };
}

function formatOf({ content }: SignatureEvidence): SignatureFormat {
  if (isFault(content) || content.kind === 'unreadable') return 'unknown';
  if (content.kind === 'seal') return content.signature.format;
  return content.kind === 'timeStamp' ? 'time-stamp' : 'cms';
}

type Signer = NonNullable<SignatureEvidence['signer']>['certificate'];

function signerFacts({ subject, serial, notAfter }: Signer): SignatureReport['signer'] {
  return { subject: subject.text, serial, notAfter: notAfter.toISOString() };
}

type Seal = NonNullable<ReturnType<typeof sealSignatureOf>>['seal'];

function sealFacts({ maker }: SignatureEvidence, { esId, property }: Seal): SignatureReport['seal'] {
  return {
    esId,
    name: property.name,
    maker: maker?.certificate.subject.text ?? '',
    validFrom: property.validFrom.toISOString(),
    validTo: property.validTo.toISOString(),
  };
}

/** Lists the widgets of a signature, then the further places of its seal. */
function shownBy(
  document: PdfDocument,
  { widgets, dictionary }: LocatedSignature,
): readonly PlacedDictionary[] {
  const places = orNullIfDamaged(() => listedPlaces(document, dictionary.dictionary)) ?? [];
  return [...widgets, ...places.flatMap((each) => placedDictionary(document, each) ?? [])];
}

type SeenPlace = NonNullable<SignatureReport['place']>;

/** Finds the place at which the first widget with an area is seen; null if the signature shows nothing. */
function placeOf(document: PdfDocument, widgets: readonly PlacedDictionary[]): SeenPlace | null {
  for (const widget of widgets) {
    const rectangle = rectangleOf(document, widget.dictionary.entries.get('Rect'));
    if (rectangle === undefined || rectangle.left === rectangle.right || rectangle.bottom === rectangle.top) {
      continue;
    }
    const page = pageOf(document, widget);
    if (page !== null) return { page: page.index, ...toSeen(pageGeometry(document, page), rectangle) };
  }
  return null;
}

/** Makes the report of a signature that cannot be read as one. It is invalid, whatever else it may hold. */
export function damagedReport(
  located: Pick<LocatedSignature, 'field'>,
  integrity?: CheckResult,
): SignatureReport {
  const checks = {
    integrity: integrity ?? fail('PDF_STRUCTURE_DAMAGED'),
    signature: skipped(),
    seal: skipped(),
    status: skipped(),
    certificate: skipped(),
    revocation: skipped(),
    time: skipped(),
    modification: skipped(),
    coverage: skipped(),
    appearance: skipped(),
    register: skipped(),
  };
  return {
    field: located.field,
    format: 'unknown',
    ...mergeVerdict(checks),
    signer: null,
    seal: null,
    signedAt: null,
    place: null,
    coveredBytes: null,
    coversWholeFile: false,
    checks,
  };
}
