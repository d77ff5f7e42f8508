import type { ReactNode } from 'react';
import type {
  CertificateInfo,
  PinState,
  SealInfo,
  TokenInfo,
} from '../../../electron/shared/model/token-info.ts';
import type { TokenView } from '../../../electron/shared/model/token-view.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import type { Messages } from '../../lib/i18n/messages.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { SealPicture } from '../../ui/seal-picture.tsx';

/** The place that shows every key with its state, certificates and seals. */
export function TokenCards({ view }: { readonly view: TokenView | null }): ReactNode {
  const texts = useTexts();
  if (view === null) return <p role="status">{texts.seal.loading}</p>;
  return (
    <div className="place-column">
      <h1>{texts.tokens.title}</h1>
      {view.tokens.length === 0 && view.failures.length === 0 && (
        <EmptyState icon={<KeyIcon />} title={texts.tokens.emptyTitle} text={texts.tokens.emptyText} />
      )}
      {view.tokens.map((token) => (
        <TokenCard key={`${token.module} ${token.serial}`} token={token} />
      ))}
      {view.failures.map(({ module, error }) => (
        <section key={module} className="card" aria-label={texts.tokens.failures}>
          <ErrorView error={error} title={texts.tokens.failures} />
          <FactList facts={[[texts.tokens.driver, module]]} />
        </section>
      ))}
    </div>
  );
}

function TokenCard({ token }: { readonly token: TokenInfo }): ReactNode {
  const texts = useTexts().tokens;
  return (
    <section className="card" aria-label={token.label}>
      <h2>
        <KeyIcon /> {token.label} · {texts.states[token.state]}
      </h2>
      <FactList
        facts={[
          [texts.serial, token.serial],
          [texts.maker, token.manufacturer],
          [texts.driver, token.module],
          [texts.pinState, pinText(token.pin, texts)],
        ]}
      />
      <h3>{texts.seals}</h3>
      {token.seals.length === 0 ? <p className="hint">{texts.none}</p> : <Seals seals={token.seals} />}
      <h3>{texts.certificates}</h3>
      {token.certificates.length === 0 ? (
        <p className="hint">{texts.none}</p>
      ) : (
        token.certificates.map((certificate) => (
          <Certificate key={certificate.serial} certificate={certificate} />
        ))
      )}
    </section>
  );
}

function Seals({ seals }: { readonly seals: readonly SealInfo[] }): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <ul className="seal-grid">
      {seals.map((seal) => (
        <li key={seal.esId}>
          <span className="seal-thumb seal-thumb-large">
            <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
          </span>
          <strong>{seal.name}</strong>
          <span className="hint">
            {texts.seal[seal.kind]} ·{' '}
            {texts.seal.size(formatMillimetres(seal.widthMm), formatMillimetres(seal.heightMm))}
          </span>
          <span className="hint">{texts.seal.validTo(formatDay(seal.validTo))}</span>
          <span className={seal.usable ? 'seal-state seal-usable' : 'seal-state'}>
            {seal.usable ? `● ${texts.seal.usable}` : `○ ${texts.seal.unusable}`}
          </span>
          {seal.reason !== null && <span className="hint">{errorTexts[language][seal.reason].what}</span>}
        </li>
      ))}
    </ul>
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

function pinText(pin: PinState, texts: Messages['tokens']): string {
  if (pin.locked) return texts.pinLocked;
  if (pin.finalTry) return texts.pinLast;
  return pin.countLow ? texts.pinLow : texts.pinOk;
}
