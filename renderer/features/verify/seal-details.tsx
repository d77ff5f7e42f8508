import type { ReactNode } from 'react';
import type { SignatureDetails } from '../../../electron/shared/model/document-details.ts';
import { formatDay, formatMillimetres, formatName } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { SealPicture } from '../../ui/seal-view.tsx';
import { CertificateChain } from './certificate-chain.tsx';

/** Shows the seal of a signature at its true size, what it states, and the certificates behind it. */
export function SealDetails({ details }: { readonly details: SignatureDetails }): ReactNode {
  const texts = useTexts().verify;
  const { seal, signer, maker } = details;
  return (
    <details className="check-fold" data-testid="seal-details">
      <summary>{seal === null ? texts.certificates : texts.sealAndCertificates}</summary>
      {seal !== null && <Seal seal={seal} />}
      <CertificateChain title={texts.signerCertificate} chain={signer} />
      <CertificateChain title={texts.makerCertificate} chain={maker} />
    </details>
  );
}

function Seal({
  seal: { facts, picture },
}: {
  readonly seal: NonNullable<SignatureDetails['seal']>;
}): ReactNode {
  const texts = useTexts().verify;
  const { widthMm, heightMm, type } = facts.picture;
  const { certificateList } = facts;
  return (
    <div className="seal-facts">
      {/* CSS millimetres are true where the screen's scale is. */}
      <div className="seal-frame">
        <div className="seal-true-size" style={{ width: `${widthMm}mm`, height: `${heightMm}mm` }}>
          <SealPicture
            picture={picture}
            pictureType={type.toLowerCase()}
            alt={texts.sealPicture(facts.name)}
          />
        </div>
      </div>
      <FactList
        facts={[
          [texts.sealFacts.name, facts.name],
          [texts.sealFacts.kind, texts.sealFacts.kinds[facts.kind]],
          [texts.sealFacts.id, <span className="hash">{facts.esId}</span>],
          [
            texts.sealFacts.size,
            texts.sealFacts.millimetres(formatMillimetres(widthMm), formatMillimetres(heightMm)),
          ],
          [texts.maker, facts.maker === null ? null : formatName(facts.maker.subject)],
          [texts.sealFacts.created, formatDay(facts.createdAt)],
          [texts.sealFacts.validity, `${formatDay(facts.validFrom)} – ${formatDay(facts.validTo)}`],
          [
            texts.sealFacts.signers,
            certificateList.entries.map((entry, at) => (
              <span key={at} className={certificateList.kind === 'digests' ? 'hash' : 'seal-signer'}>
                {certificateList.kind === 'digests' ? texts.sealFacts.digest(entry) : formatName(entry)}
              </span>
            )),
          ],
        ]}
      />
    </div>
  );
}
