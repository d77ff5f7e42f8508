import { type ReactNode, useEffect, useRef } from 'react';
import type { RevisionEntry, SignatureDetails } from '../../../electron/shared/model/document-details.ts';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { changeLines } from '../../../electron/shared/texts/change-texts.ts';
import { signatureSteps } from '../../../electron/shared/texts/next-step-texts.ts';
import { formatMillimetres, formatMinute, formatName } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Button } from '../../ui/form.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { CheckRows } from './check-rows.tsx';
import { signatureHeadline } from './headline.tsx';
import { NextSteps } from './next-steps.tsx';
import { SealDetails } from './seal-details.tsx';

/** What stands behind a signature, and the way to the pages. */
export interface Behind {
  readonly isFocused: boolean;
  /** Null until they are read. */
  readonly details: SignatureDetails | null;
  /** The revision that it ends; null while it is not known, or if it ends none. */
  readonly revision: RevisionEntry | null;
  /** The revisions after it; null while they are not known. */
  readonly since: readonly RevisionEntry[] | null;
  readonly onPlace: () => void;
  readonly onVersion: (revision: RevisionEntry) => void;
}

interface Props {
  readonly signature: SignatureReport;
  readonly title: string;
  /** Null where no document is open beside the report. */
  readonly behind: Behind | null;
}

/** Shows the verdict on one signature: the headline, what to do, what it is, what changed since, and its checks. */
export function SignatureCard({ signature, title, behind }: Props): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  const headline = signatureHeadline(signature, language);
  const { seal, signer, signedAt, place } = signature;
  const card = useRef<HTMLElement>(null);
  const isFocused = behind?.isFocused === true;
  const details = behind?.details ?? null;
  useEffect(() => {
    if (isFocused) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isFocused]);
  return (
    <article
      ref={card}
      className="signature"
      aria-label={title}
      aria-current={isFocused ? 'true' : undefined}
      data-verdict={signature.verdict}
    >
      <p className="hint">{title}</p>
      <h3>
        <VerdictIcon tone={headline.tone} /> {headline.text}
      </h3>
      <NextSteps steps={signatureSteps(signature)} />
      {behind !== null && <ToPages signature={signature} behind={behind} />}
      <FactList
        facts={[
          [texts.seal, seal?.name ?? null],
          [texts.signer, signer === null ? null : <Name of={signer.subject} />],
          [texts.maker, seal === null ? null : <Name of={seal.maker} />],
          [texts.signedAt, signedAt === null ? null : formatMinute(signedAt)],
          [
            texts.place,
            place === null
              ? texts.noPlace
              : texts.placeText(
                  place.page + 1,
                  formatMillimetres(place.xMm + place.widthMm / 2),
                  formatMillimetres(place.yMm + place.heightMm / 2),
                ),
          ],
          [
            texts.changedSince,
            behind === null || behind.since === null || behind.revision === null ? null : (
              <Since behind={behind} />
            ),
          ],
        ]}
      />
      <CheckRows checks={signature.checks} />
      {details !== null && <SealDetails details={details} />}
    </article>
  );
}

/** The ways from a verdict to its place on the page, and to the very content that was sealed. */
function ToPages({
  signature,
  behind,
}: {
  readonly signature: SignatureReport;
  readonly behind: Behind;
}): ReactNode {
  const texts = useTexts().verify;
  const { revision, since, onPlace, onVersion } = behind;
  const isOlder = revision !== null && since !== null && since.length > 0;
  if (signature.place === null && !isOlder) return null;
  return (
    <div className="button-row">
      {signature.place !== null && <Button onPress={onPlace}>{texts.showPlace}</Button>}
      {isOlder && <Button onPress={() => onVersion(revision)}>{texts.viewSealed}</Button>}
    </div>
  );
}

/** Says in words what the revisions after a signature changed, with the pages. */
function Since({ behind: { revision, since } }: { readonly behind: Behind }): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  if (since === null || revision === null) return null;
  if (since.length === 0) return texts.nothingSince;
  const lines = changeLines(since, language);
  return lines.length === 0
    ? texts.pagesUnchanged
    : lines.map((line) => (
        <span key={line} className="since-line">
          {line}
        </span>
      ));
}

/** Shows a holder by common name; the whole distinguished name is the tooltip. */
function Name({ of: name }: { readonly of: string }): ReactNode {
  return <span title={name}>{formatName(name)}</span>;
}
