import type { ReactNode } from 'react';
import type { SealInfo, TokenInfo, TokenView } from '../../../electron/shared/model/token.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { KeyIcon, SealIcon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { SealName, SealPicture, SealStandingNotes } from '../../ui/seal-view.tsx';
import { pixelsPerMillimetre } from './seal-scale.ts';

/** The content below each seal. */
export type SealFoot = (seal: SealInfo) => ReactNode;

interface Props {
  /** Null until it is known whether there are keys. */
  readonly view: TokenView | null;
  readonly sealFoot: SealFoot;
}

/** Shows every seal on every key, each drawn in relation to its true size; former ones come last. */
export function SealShelf({ view, sealFoot }: Props): ReactNode {
  const texts = useTexts();
  if (view === null) return <p role="status">{texts.seal.loading}</p>;
  const seals = view.tokens.flatMap((token) => token.seals);
  if (seals.length === 0) {
    const { noSeals, noSealsText, emptyTitle, emptyText } = texts.tokens;
    const [title, text] = view.tokens.length === 0 ? [emptyTitle, emptyText] : [noSeals, noSealsText];
    return <EmptyState icon={<SealIcon />} title={title} text={text} />;
  }
  const scale = pixelsPerMillimetre(seals);
  return (
    <>
      {view.tokens.map((token) => (
        <SealsOfToken
          key={`${token.module} ${token.serial}`}
          token={token}
          scale={scale}
          sealFoot={sealFoot}
        />
      ))}
      <p className="hint">{texts.tokens.relativeSize}</p>
    </>
  );
}

interface TokenProps {
  readonly token: TokenInfo;
  readonly scale: number;
  readonly sealFoot: SealFoot;
}

function SealsOfToken({ token, scale, sealFoot }: TokenProps): ReactNode {
  const texts = useTexts();
  const { seals, label, serial } = token;
  if (seals.length === 0) return null;
  const present = seals.filter(({ history }) => !history);
  const former = seals.filter(({ history }) => history);
  const item = (seal: SealInfo, index: number): ReactNode => (
    <Seal key={`${index} ${seal.esId}`} seal={seal} token={token} scale={scale} foot={sealFoot(seal)} />
  );
  return (
    <section className="card" aria-label={label} data-testid={`seals-${serial}`}>
      <h2>
        <KeyIcon /> {label}
      </h2>
      <ul className="seal-grid">{present.map(item)}</ul>
      {former.length > 0 && (
        <>
          <h3>{texts.seal.history}</h3>
          <ul className="seal-grid">{former.map(item)}</ul>
        </>
      )}
    </section>
  );
}

interface SealProps {
  readonly seal: SealInfo;
  readonly token: TokenInfo;
  readonly scale: number;
  readonly foot: ReactNode;
}

/** Shows one seal; one that cannot be used is shown with the reason. */
function Seal({ seal, token, scale, foot }: SealProps): ReactNode {
  const texts = useTexts();
  const language = useLanguage();
  const { locked } = token.pin;
  const usable = seal.usable && !locked;
  const reason = seal.usable && locked ? 'PIN_LOCKED' : seal.reason;
  const size = texts.seal.size(formatMillimetres(seal.widthMm), formatMillimetres(seal.heightMm));
  return (
    <li aria-label={seal.name}>
      <span className="seal-stand">
        <span
          className="seal-relative"
          style={{ width: seal.widthMm * scale, height: seal.heightMm * scale }}
          data-testid="seal-relative"
        >
          <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
        </span>
      </span>
      <SealName name={seal.name} token={token} />
      <span className="hint">
        {texts.seal[seal.kind]} · {size}
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
