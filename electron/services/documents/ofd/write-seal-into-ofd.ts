import { openOfd } from '../../../core/ofd/package/ofd-package.ts';
import { type OfdSealPlace, prepareOfdSeal } from '../../../core/ofd/sealing/prepare-ofd-seal.ts';
import { pageCount } from '../../../core/pdf/pages/page-tree.ts';
import { placesOf } from '../../../core/signing/describe-places.ts';
import { isSlice } from '../../../core/signing/seal-request.ts';
import { CodedError } from '../../../shared/errors.ts';
import { openFileHash } from '../file-facts.ts';
import { openForPlaces } from '../open-for-places.ts';
import { keywordAnswers } from '../plan-seal.ts';
import type { SealingPorts } from '../sealing-ports.ts';
import type { DraftedSeal, SealToWrite, WrittenSeal } from '../write-seal.ts';
import { endOfdDraft, writeOfdDraft } from './ofd-draft.ts';

/**
 * Adds a seal to an OFD, in a draft: every entry but the lists of signatures stays as it is, byte for byte.
 * @throws CodedError OFD_WITHOUT_FIELDS, OFD_NOTHING_BESIDE, those of places, as {@link prepareOfdSeal} does, FILE_CHANGED, and
 *   as reading and writing do
 */
export async function writeSealIntoOfd(order: SealToWrite, ports: SealingPorts): Promise<DraftedSeal> {
  const { input, reopen, preparation, signedAt, progress } = order;
  const { seal, locks = false } = preparation;
  const { engine, turn } = ports;
  const { places, ...where } = await placesFor(order, ports);
  const prepared = await prepareOfdSeal(openOfd(input), { places, seal, signedAt, locks }, engine);
  const sm3Before = await openFileHash(input, ports);
  const draft = ports.files.createDraft(preparation.outputPath, input.permissions);
  try {
    const writing = { input, reopen, prepared, draft, signedAt, engine, turn, progress };
    const begun = await writeOfdDraft(writing);
    return {
      draft,
      written: {
        ...{ dataHash: prepared.dataHash, propertyInfo: prepared.propertyInfo, field: prepared.field },
        ...where,
        sm3Before,
        embed: (value) => endOfdDraft(draft, begun, { prepared, signedAt }, value),
        readBack: () => draft.asSource(),
        forget: () => undefined,
      },
    };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

/** Works out the places of a seal, and the page by which people speak of it. */
async function placesFor(
  { input, textSource, preparation: { target }, seal: { picture }, signedAt }: SealToWrite,
  { pageText }: SealingPorts,
): Promise<{ readonly places: readonly OfdSealPlace[] } & Pick<WrittenSeal, 'page' | 'pages'>> {
  const frames = openForPlaces(input, [target]);
  const answers = await keywordAnswers(textSource, frames, target, { pageText, isComplete: false });
  const { placements, problems } = placesOf(frames, target, picture, { answers, signedAt });
  const [problem] = problems;
  if (problem !== undefined) throw new CodedError(problem.error.code, 'a place', problem.error.details);
  const shown = placements.find((each) => !isSlice(each)) ?? placements[0];
  if (shown === undefined) throw new CodedError('PAGE_NOT_FOUND', 'a list without a place');
  return {
    places: placements.map(({ page, whole, seen }) => ({ page: page.index, whole, seen })),
    page: shown.page.index + 1,
    pages: pageCount(frames),
  };
}
