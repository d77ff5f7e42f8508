import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { SealInfo, TokenInfo } from '../../../electron/shared/model/token-info.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatDay } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { SealPicture } from '../../ui/seal-picture.tsx';
import type { SealChoice } from './seal-store.ts';

interface Props {
  readonly tokens: readonly TokenInfo[];
  readonly chosen: SealChoice | null;
  readonly onChoose: (choice: SealChoice) => void;
}

/** The seals on all keys; one that cannot be used stays in sight with the reason. */
export function SealList({ tokens, chosen, onChoose }: Props): ReactNode {
  const texts = useTexts().seal;
  const entries = tokens.flatMap((token) => token.seals.map((seal) => ({ token, seal })));
  const choose = (key: string): void => {
    const entry = entries.find(({ seal }) => keyOf(seal) === key);
    if (entry !== undefined) onChoose(choiceOf(entry.seal));
  };
  return (
    <RadioGroup
      className="seal-list"
      aria-label={texts.seals}
      value={chosen === null ? null : keyOf(chosen)}
      onChange={choose}
    >
      {entries.map(({ token, seal }) => (
        <SealCard key={keyOf(seal)} token={token} seal={seal} showToken={tokens.length > 1} />
      ))}
    </RadioGroup>
  );
}

interface CardProps {
  readonly token: TokenInfo;
  readonly seal: SealInfo;
  readonly showToken: boolean;
}

function SealCard({ token, seal, showToken }: CardProps): ReactNode {
  const texts = useTexts().seal;
  const language = useLanguage();
  const usable = seal.usable && !token.pin.locked;
  const reason = token.pin.locked ? 'PIN_LOCKED' : (seal.reason ?? 'SEAL_DAMAGED');
  return (
    <Radio className="seal-card" value={keyOf(seal)} isDisabled={!usable} aria-label={seal.name}>
      <span className="seal-thumb">
        <SealPicture picture={seal.picture} pictureType={seal.pictureType} alt="" />
      </span>
      <span className="seal-facts">
        <strong>{seal.name}</strong>
        <span className="seal-detail">{texts.validTo(formatDay(seal.validTo))}</span>
        {showToken && <span className="seal-detail">{texts.onToken(token.label)}</span>}
        <span className={usable ? 'seal-state seal-usable' : 'seal-state'}>
          {usable ? `● ${texts.usable}` : `○ ${texts.unusable}`}
        </span>
        {!usable && <span className="seal-detail">{errorTexts[language][reason].what}</span>}
      </span>
    </Radio>
  );
}

function keyOf(seal: { readonly tokenSerial: string; readonly esId: string }): string {
  return JSON.stringify([seal.tokenSerial, seal.esId]);
}

function choiceOf({ tokenSerial, esId, name, widthMm, heightMm }: SealInfo): SealChoice {
  return { tokenSerial, esId, name, widthMm, heightMm };
}
