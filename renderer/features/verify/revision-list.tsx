import type { ReactNode } from 'react';
import type { DocumentDetails, RevisionEntry } from '../../../electron/shared/model/document-details.ts';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { changeLines, revisionTitle, timeSourceTexts } from '../../../electron/shared/texts/change-texts.ts';
import { formatMinute, formatName } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';

interface Props {
  readonly details: DocumentDetails;
  readonly signatures: readonly SignatureReport[];
  /** The number of the version that the pages show; null for the present one. */
  readonly shown: number | null;
  /** Shows a version on the pages; null for the present one. */
  readonly onVersion: (revision: RevisionEntry | null) => void;
}

/** Shows the revisions of a document (修订时间线): who or what, when and by which source, its bytes and their SM3. */
export function RevisionList({ details, signatures, shown, onVersion }: Props): ReactNode {
  const texts = useTexts().verify;
  const last = details.revisions.at(-1)?.number;
  // An OFD keeps no former versions of itself.
  if (last === undefined) return null;
  return (
    <section className="signature" aria-label={texts.timeline}>
      <h3>{texts.timeline}</h3>
      <ol className="revisions" data-testid="timeline">
        {details.revisions.map((revision) => (
          <Revision
            key={revision.number}
            revision={revision}
            signatures={signatures}
            isLast={revision.number === last}
            isShown={revision.number === (shown ?? last)}
            onVersion={onVersion}
          />
        ))}
      </ol>
    </section>
  );
}

/** The name under which a signature's seal or signer stands in the timeline. */
export function shownName({ seal, signer }: SignatureReport): string {
  return seal?.name ?? (signer === null ? '' : formatName(signer.subject));
}

interface RevisionProps extends Omit<Props, 'details' | 'shown'> {
  readonly revision: RevisionEntry;
  readonly isLast: boolean;
  readonly isShown: boolean;
}

function Revision({ revision, signatures, isLast, isShown, onVersion }: RevisionProps): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  const { number, bytes, sm3, time } = revision;
  const changes = changeLines([revision], language);
  return (
    <li className="revision" aria-current={isShown ? 'true' : undefined}>
      <p className="revision-title">
        {texts.revisionTitle(number, revisionTitle(revision, signatures, shownName, language))}
      </p>
      {changes.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="hint">
        {time === null
          ? texts.noTime
          : texts.timeBy(formatMinute(time.at), timeSourceTexts[time.source][language])}
        <br />
        {texts.versionBytes(bytes)}
        <br />
        <span className="hash">SM3 {sm3}</span>
      </p>
      {isShown ? (
        <p className="hint">{texts.onPages}</p>
      ) : (
        <Button onPress={() => onVersion(isLast ? null : revision)}>
          {isLast ? texts.backToPresent : texts.viewVersion(number)}
        </Button>
      )}
    </li>
  );
}
