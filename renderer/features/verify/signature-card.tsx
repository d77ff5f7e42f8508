import type { ReactNode } from 'react';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { signatureSteps } from '../../../electron/shared/texts/next-step-texts.ts';
import { formatMillimetres, formatMinute, formatName } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { VerdictIcon } from '../../ui/icons.tsx';
import { CheckRows } from './check-rows.tsx';
import { signatureHeadline } from './headline.tsx';
import { NextSteps } from './next-steps.tsx';

/** Shows the verdict on one signature: the headline, what to do, what it is, and its checks. */
export function SignatureCard({
  signature,
  title,
}: {
  readonly signature: SignatureReport;
  readonly title: string;
}): ReactNode {
  const texts = useTexts().verify;
  const language = useLanguage();
  const headline = signatureHeadline(signature, language);
  const { seal, signer, signedAt, place } = signature;
  return (
    <article className="signature" aria-label={title} data-verdict={signature.verdict}>
      <p className="hint">{title}</p>
      <h3>
        <VerdictIcon tone={headline.tone} /> {headline.text}
      </h3>
      <NextSteps steps={signatureSteps(signature)} />
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
        ]}
      />
      <CheckRows checks={signature.checks} />
    </article>
  );
}

/** Shows a holder by common name; the whole distinguished name is the tooltip. */
function Name({ of: name }: { readonly of: string }): ReactNode {
  return <span title={name}>{formatName(name)}</span>;
}
