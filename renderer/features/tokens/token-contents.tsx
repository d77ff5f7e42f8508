import type { ReactNode } from 'react';
import type { CertificateInfo, SealInfo, TokenInfo } from '../../../electron/shared/model/token.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { SealPicture, SealStandingNotes } from '../../ui/seal-view.tsx';

/** The content below each seal. */
export type SealFoot = (seal: SealInfo) => ReactNode;

interface Props {
  readonly token: TokenInfo;
  readonly sealFoot: SealFoot;
}

/** Shows the seals and certificates on a key; one that cannot be used is shown with the reason. */
export function TokenContents({ token, sealFoot }: Props): ReactNode {
  const texts = useTexts().tokens;
  return (
    <>
      <h3>{texts.seals}</h3>
      {token.seals.length === 0 ? (
        <p className="hint">{texts.none}</p>
      ) : (
        <Seals token={token} sealFoot={sealFoot} />
      )}
      <h3>{texts.certificates}</h3>
      {token.certificates.length === 0 ? (
        <p className="hint">{texts.none}</p>
      ) : (
        token.certificates.map((certificate) => (
          <Certificate key={certificate.serial} certificate={certificate} />
        ))
      )}
    </>
  );
}

function Seals({ token, sealFoot }: Props): ReactNode {
  return (
    <ul className="seal-grid">
      {token.seals.map((seal, index) => (
        <Seal key={`${index} ${seal.esId}`} seal={seal} locked={token.pin.locked} foot={sealFoot(seal)} />
      ))}
    </ul>
  );
}

interface SealProps {
  readonly seal: SealInfo;
  /** True if the PIN of its key is locked. */
  readonly locked: boolean;
  readonly foot: ReactNode;
}

function Seal({ seal, locked, foot }: SealProps): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const usable = seal.usable && !locked;
  const reason = seal.usable && locked ? 'PIN_LOCKED' : seal.reason;
  return (
    <li>
      <span className="seal-thumb seal-thumb-large">
        <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
      </span>
      <strong>{seal.name}</strong>
      <span className="hint">
        {texts.seal[seal.kind]} ·{' '}
        {texts.seal.size(formatMillimetres(seal.widthMm), formatMillimetres(seal.heightMm))}
      </span>
      <span className="hint">{texts.seal.validTo(formatDay(seal.validTo))}</span>
      <span className={usable ? 'seal-state seal-usable' : 'seal-state'}>
        {usable ? `● ${texts.seal.usable}` : `○ ${texts.seal.unusable}`}
      </span>
      {seal.history && <span className="hint">{texts.seal.history}</span>}
      {reason !== null && <span className="hint">{errorTexts[language][reason].what}</span>}
      <SealStandingNotes seal={seal} />
      {foot}
    </li>
  );
}

function Certificate({ certificate }: { readonly certificate: CertificateInfo }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const { subject, serial, algorithm, notBefore, notAfter, usable, reason } = certificate;
  return (
    <FactList
      facts={[
        [texts.tokens.holder, subject],
        [texts.tokens.serial, serial],
        [texts.tokens.algorithm, algorithm],
        [texts.tokens.validity, texts.tokens.period(formatDay(notBefore), formatDay(notAfter))],
        [
          usable ? texts.seal.usable : texts.seal.unusable,
          reason === null ? texts.verify.results.pass : errorTexts[language][reason].what,
        ],
      ]}
    />
  );
}
