import type { CheckResult } from '../../../shared/model/verification-report.ts';
import { CodedError } from '../../../shared/errors.ts';
import { countingDecoder } from '../../image/decode-picture.ts';
import { shownOnPage, showsPicture, type ShownSeal } from '../../pdf/appearance/shown-seal.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { placedDictionary, type PlacedDictionary } from '../../pdf/forms/form-fields.ts';
import { pageOf } from '../../pdf/pages/page-tree.ts';
import type { SealPicture } from '../../seal/seal-info.ts';
import { isFault, sealSignatureOf, type SignatureContext } from '../evidence/context.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import { messageAppearance } from './message.ts';
import { checkBeside } from './beside.ts';
import { checkClaims, checkPlaces, SIZE_TOLERANCE_MM } from './places.ts';
import { fail, pass, unknown } from './verdict.ts';

const WEIGHT = { fail: 0, unknown: 1, pass: 2, skipped: 3 } as const;

/**
 * Checks that the pages show the picture and the size of the signed seal. Otherwise a genuine signature could
 * stand under the picture of another seal.
 */
export function checkAppearance(context: SignatureContext): CheckResult {
  const signature = sealSignatureOf(context);
  if (signature === null) return messageAppearance(context);
  const decode = countingDecoder(context.document.source.meter);
  const results = context.located.widgets.map((_widget, index) =>
    checkWidget(context, index, signature.seal.picture, decode),
  );
  const shown = results.filter(({ code }) => code !== 'NO_APPEARANCE');
  const [worst] = shown.sort((left, right) => WEIGHT[left.result] - WEIGHT[right.result]);
  if (worst !== undefined && worst.result !== 'pass') return worst;
  const places = furtherPlaces(context, signature.seal.picture, decode);
  if (places !== null && places.result !== 'pass') return places;
  const beside = besideSeal(context);
  if (beside === null || beside.result !== 'pass') return beside ?? places ?? worst ?? pass('NO_APPEARANCE');
  return { ...beside, facts: { ...places?.facts, ...beside.facts } };
}

/** Checks what stands beside the seal, such as the date. Damage hides none of it. */
function besideSeal(context: SignatureContext): CheckResult | null {
  const { range, located, document, signingTime } = context;
  const checked = orNullIfDamaged(() => ({
    result: checkBeside({
      ...{ version: signedVersion(context), located },
      revision: isFault(range) ? document.revisions.length - 1 : range.revision,
      signedAt: signingTime?.claimed ?? null,
    }),
  }));
  return checked === null ? unknown('APPEARANCE_UNRECOGNISED') : checked.result;
}

/** Checks the places of the seal beside its field. Damage hides none of them. */
function furtherPlaces(context: SignatureContext, picture: SealPicture, decode: Decoder): CheckResult | null {
  const { range, located, document } = context;
  const version = signedVersion(context);
  const checked = orNullIfDamaged(() => ({
    result:
      checkClaims(document) ??
      checkPlaces({
        ...{ version, located },
        revision: isFault(range) ? document.revisions.length - 1 : range.revision,
        widthMm: picture.widthMm,
        heightMm: picture.heightMm,
        isPicture: (shown) => showsPictureOrNull(shown, picture.data, decode),
        fieldPages: located.widgets.flatMap((widget) => pageShowing(version, widget)),
      }),
  }));
  return checked === null ? unknown('APPEARANCE_UNRECOGNISED') : checked.result;
}

function pageShowing(version: PdfDocument, { reference }: PlacedDictionary): readonly number[] {
  const widget = placedDictionary(version, reference ?? undefined);
  if (widget === undefined || shownOnPage(version, widget).kind === 'nothing') return [];
  const page = pageOf(version, widget);
  return page === null ? [] : [page.index];
}

type Decoder = ReturnType<typeof countingDecoder>;

function checkWidget(
  context: SignatureContext,
  index: number,
  picture: SealPicture,
  decode: Decoder,
): CheckResult {
  const document = signedVersion(context);
  const widget = placedDictionary(document, context.located.widgets[index]?.reference ?? undefined);
  if (widget === undefined) return pass('NO_APPEARANCE');
  const appearance = shownOnPage(document, widget);
  if (appearance.kind === 'nothing') return pass('NO_APPEARANCE');
  return appearance.kind === 'picture'
    ? compare(appearance.seal, picture, decode)
    : unknown('APPEARANCE_UNRECOGNISED');
}

/** Returns the document as it was sealed; another check judges the changes since. */
function signedVersion({ document, range }: SignatureContext): PdfDocument {
  return isFault(range) ? document : document.asOf(range.revision);
}

function compare({ shown, seen }: ShownSeal, picture: SealPicture, decode: Decoder): CheckResult {
  const matches = showsPictureOrNull(shown, picture.data, decode);
  if (matches === null) return unknown('APPEARANCE_UNRECOGNISED');
  if (!matches) return fail('APPEARANCE_MISMATCH');
  const { widthMm, heightMm } = picture;
  const isTrueSize =
    Math.abs(seen.widthMm - widthMm) <= SIZE_TOLERANCE_MM &&
    Math.abs(seen.heightMm - heightMm) <= SIZE_TOLERANCE_MM;
  if (isTrueSize) return pass();
  const facts = { widthMm, heightMm, shownWidthMm: seen.widthMm, shownHeightMm: seen.heightMm };
  return fail('APPEARANCE_SIZE_MISMATCH', facts);
}

/** Compares pictures; null if the seal's picture is of a kind that is not decoded. */
function showsPictureOrNull(shown: ShownSeal['shown'], data: Uint8Array, decode: Decoder): boolean | null {
  try {
    return showsPicture(shown, data, decode);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
