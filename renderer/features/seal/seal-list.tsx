import type { ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { SealInfo, TokenInfo } from '../../../electron/shared/model/token.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatDay, formatMillimetres } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { SealName, SealPicture, SealStandingNotes } from '../../ui/seal-view.tsx';
import { choiceOf, type SealChoice } from './places/place-rows.ts';

interface SealListProps {
  readonly tokens: readonly TokenInfo[];
  readonly chosen: SealChoice | null;
  readonly onChoose: (choice: SealChoice) => void;
  readonly onConfirm: (seal: SealInfo) => void;
}

/** Lists the seals on all keys; one that cannot be used is shown with the reason. */
export function SealList({ tokens, chosen, onChoose, onConfirm }: SealListProps): ReactNode {
  const texts = useTexts().seal;
  const seals = tokens.flatMap((token) => token.seals);
  const choose = (key: string): void => {
    const seal = seals.find((candidate) => keyOf(candidate) === key);
    if (seal !== undefined) onChoose(choiceOf(seal));
  };
  return (
    <RadioGroup
      className="seal-list"
      aria-label={texts.seals}
      value={chosen === null ? null : keyOf(chosen)}
      onChange={choose}
    >
      {tokens.map((token) => (
        <div key={token.serial} className="seal-group" role="group" aria-label={token.label}>
          <span className="seal-group-name">
            <KeyIcon />
            {token.label}
          </span>
          <SealsOfToken token={token} onConfirm={onConfirm} />
        </div>
      ))}
    </RadioGroup>
  );
}

interface TokenProps {
  readonly token: TokenInfo;
  readonly onConfirm: (seal: SealInfo) => void;
}

/** Sorts the seals: new ones to confirm, then those that can be used, the others, and former ones (历史). */
function SealsOfToken({ token, onConfirm }: TokenProps): ReactNode {
  const texts = useTexts().seal;
  const isNew = ({ reason }: SealInfo): boolean => reason === 'SEAL_UNCONFIRMED';
  const history = token.seals.filter((seal) => seal.history);
  const present = token.seals.filter((seal) => !seal.history && !isNew(seal));
  const card = (seal: SealInfo, index: number): ReactNode => (
    <SealCard key={`${index} ${seal.esId}`} seal={seal} token={token} />
  );
  return (
    <>
      {token.seals.filter(isNew).map((seal) => (
        <UnconfirmedSeal key={seal.esId} seal={seal} onConfirm={onConfirm} />
      ))}
      {present.filter(({ usable }) => usable).map(card)}
      {present.filter(({ usable }) => !usable).map(card)}
      {history.length > 0 && <span className="seal-group-name">{texts.history}</span>}
      {history.map(card)}
    </>
  );
}

interface CardProps {
  readonly seal: SealInfo;
  readonly token: TokenInfo;
}

function SealCard({ seal, token }: CardProps): ReactNode {
  const texts = useTexts().seal;
  const language = useLanguage();
  const { locked } = token.pin;
  const usable = seal.usable && !locked;
  const reason = locked ? 'PIN_LOCKED' : (seal.reason ?? 'SEAL_DAMAGED');
  return (
    <RadioField value={keyOf(seal)} isDisabled={!usable} aria-label={seal.name}>
      <RadioButton className="seal-card">
        <span className="seal-thumb">
          <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
        </span>
        <span className="seal-facts">
          <SealName name={seal.name} token={token} />
          {seal.validTo !== '' && (
            <span className="seal-detail">{texts.validTo(formatDay(seal.validTo))}</span>
          )}
          <span className={usable ? 'seal-state seal-usable' : 'seal-state'}>
            {usable ? `● ${texts.usable}` : `○ ${texts.unusable}`}
          </span>
          {!usable && <span className="seal-detail">{errorTexts[language][reason].what}</span>}
          <SealStandingNotes seal={seal} />
        </span>
      </RadioButton>
    </RadioField>
  );
}

function keyOf(seal: { readonly tokenSerial: string; readonly esId: string }): string {
  return JSON.stringify([seal.tokenSerial, seal.esId]);
}

interface UnconfirmedSealProps {
  readonly seal: SealInfo;
  readonly onConfirm: (seal: SealInfo) => void;
}

/** Shows a seal at its true size, whose picture the holder confirms before the first use. */
function UnconfirmedSeal({ seal, onConfirm }: UnconfirmedSealProps): ReactNode {
  const texts = useTexts().seal;
  const size = texts.size(formatMillimetres(seal.widthMm), formatMillimetres(seal.heightMm));
  return (
    <div className="seal-unconfirmed" role="group" aria-label={texts.confirmTitle(seal.name)}>
      <span className="seal-true-size" style={{ width: `${seal.widthMm}mm`, height: `${seal.heightMm}mm` }}>
        <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt={seal.name} />
      </span>
      <span className="seal-facts">
        <strong>{texts.confirmTitle(seal.name)}</strong>
        <span className="seal-detail">{size}</span>
        <span className="seal-detail">{texts.confirmText}</span>
      </span>
      <Button onPress={() => onConfirm(seal)}>{texts.confirm}</Button>
    </div>
  );
}
