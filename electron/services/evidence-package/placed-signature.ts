import { normaliseBer } from '../../core/asn1/ber.ts';
import {
  type CoveredRange,
  isFault,
  type SignatureContext,
} from '../../core/verification/evidence/context.ts';
import { orNullIfDamaged } from '../../core/work-meter.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { type Bilingual, text } from '../../shared/texts/bilingual.ts';
import type { PackagePart, Step } from '../packages/package-part.ts';
import { DOCUMENT_PATHS, WORK } from './openssl-commands.ts';

/** The bytes whose hash a signature is about. */
export interface CoveredBytes {
  /** The command that writes them, out of the document in the package. */
  readonly command: string;
  /** What they are, as titles of steps say it. */
  readonly named: Bilingual<string>;
  /** Whether their hash is the one that the signature states, by the verdict. */
  readonly isSame: boolean;
}

/** Where a signature stands in its document, whatever format that has. */
export interface PlacedSignature {
  /** The signature's value; null if there is none. */
  readonly value: Uint8Array | null;
  /** The files that stand in the document as they are, the value first, and the steps that show it. */
  readonly part: PackagePart;
  /** Null where it is not known which bytes are covered. */
  readonly covered: CoveredBytes | null;
}

/** The value of a signature in a package. @param number of the signature, from 1 */
export const valuePath = (number: number): string => `signatures/${number}/value.der`;

/** Finds the value of a signature in a PDF, and the bytes around it. @param number from 1 */
export function placedInPdf(
  context: SignatureContext,
  { checks }: Pick<SignatureReport, 'checks'>,
  number: number,
): PlacedSignature {
  const { range } = context;
  const value = valueOf(context);
  const covered = isFault(range)
    ? null
    : {
        command: coveredBytes(range),
        named: text('文件中被覆盖的字节', 'the covered bytes of the document'),
        isSame: checks.integrity.code !== 'HASH_FAILURE',
      };
  if (value === null) return { value, covered, part: { files: [], steps: [] } };
  const files = [{ path: valuePath(number), bytes: value }];
  return { value, covered, part: { files, steps: isFault(range) ? [] : [placeStep(range, value, number)] } };
}

const coveredBytes = ({ gapStart, gapEnd, end }: CoveredRange): string =>
  `(head -c ${gapStart} ${DOCUMENT_PATHS.pdf}; tail -c +${gapEnd + 1} ${DOCUMENT_PATHS.pdf} | head -c ${end - gapEnd})`;

/** The value in /Contents without what stands behind it; null if there is none. */
function valueOf({ located }: SignatureContext): Uint8Array | null {
  const bytes = located.dictionary.contents?.bytes ?? null;
  if (bytes === null) return null;
  const length = orNullIfDamaged(() => normaliseBer(bytes, 'Contents').length);
  let end = length ?? bytes.length;
  while (length === null && end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.slice(0, end);
}

function placeStep({ gapStart }: CoveredRange, value: Uint8Array, number: number): Step {
  const digits = 2 * value.length;
  const file = valuePath(number);
  const inDocument = `tail -c +${gapStart + 2} ${DOCUMENT_PATHS.pdf} | head -c ${digits} | tr 'A-F' 'a-f'`;
  return {
    title: text(
      `签章 ${number}：签章数据 ${file} 就是文件中的那一段`,
      `Seal ${number}: the signature data ${file} is what the document holds`,
    ),
    command: `od -An -v -tx1 ${file} | tr -d ' \\n' > ${WORK}/${number}.hex && ${inDocument} | cmp - ${WORK}/${number}.hex`,
    holds: true,
  };
}
