import { openPdf } from '../../core/pdf/open-pdf.ts';
import { prepareSeal, type PreparedSeal } from '../../core/signing/prepare-seal.ts';
import { reservedSignatureLength } from '../../core/signing/seal-request.ts';
import { keywordAnswers } from './plan-seal.ts';
import type { SealingPorts } from './sealing-ports.ts';
import { embed, embeddedFile, inputHashOf, readBack, writeAndHash } from './signed-draft.ts';
import type { DraftedSeal, SealToWrite } from './write-seal.ts';

/** The value of propertyInfo, which names the protected bytes: all of the file but the signature value itself. */
const PROTECTED_RANGE = '/ByteRange';

/**
 * Appends a seal to a PDF as an incremental update, in a draft.
 * @throws CodedError as {@link prepareSeal} does, FILE_CHANGED, and as reading and writing do
 */
export async function writeSealIntoPdf(order: SealToWrite, ports: SealingPorts): Promise<DraftedSeal> {
  const { input, reopen, preparation, progress } = order;
  const prepared = await layOut(order, ports);
  const draft = ports.files.createDraft(preparation.outputPath, input.permissions);
  try {
    const sm3 = await ports.engine.createSm3();
    const hashers = { signed: sm3, file: sm3 };
    const written = await writeAndHash({
      input,
      reopen,
      prepared,
      draft,
      hashers,
      turn: ports.turn,
      progress,
    });
    return {
      draft,
      written: {
        dataHash: written.digested.dataHash,
        propertyInfo: PROTECTED_RANGE,
        field: prepared.fieldName,
        sm3Before: inputHashOf(written),
        page: prepared.pageIndex + 1,
        pages: prepared.pageCount,
        embed: (value) => embeddedFile(draft, embed(draft, written, value), new Uint8Array()),
        readBack: () => readBack(draft, written),
        forget: () => void written.password?.fill(0),
      },
    };
  } catch (error) {
    draft.discard();
    throw error;
  }
}

async function layOut(
  { input, textSource, preparation, seal, signedAt }: SealToWrite,
  { pageText, random }: SealingPorts,
): Promise<PreparedSeal> {
  const { target, reason, location, certificate } = preparation;
  const document = openPdf(input);
  const keywords = await keywordAnswers(textSource, document, target, { pageText, isComplete: false });
  return prepareSeal(document, {
    target,
    keywords,
    picture: seal.picture,
    name: seal.property.name,
    signedAt,
    random,
    reservedLength: reservedSignatureLength(preparation.seal.length, certificate.length),
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
  });
}
