import type { ReactNode } from 'react';
import type { SealInfo } from '../../electron/shared/model/token.ts';
import { useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { refusalGround } from '../lib/refusal-ground.ts';
import { standingLines } from '../lib/standing-lines.ts';

/** Why the rules bar a seal, and what its holder is to be reminded of; nothing where there is nothing to say. */
export function SealStandingNotes({ seal }: { readonly seal: SealInfo }): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  const { standing } = seal;
  if (standing === undefined) return null;
  const { refusal } = standing;
  const isShown = refusal !== null && refusal.code === seal.reason;
  const grounds = isShown ? refusalGround(refusal, texts, language) : [];
  return (
    <>
      {grounds.map((ground) => (
        <span key={ground} className="hint seal-ground">
          {ground}
        </span>
      ))}
      {standingLines(standing, texts, language).map(({ text, ground }) => (
        <span key={text} className="seal-reminder">
          {text}
          {ground !== null && <span className="seal-ground">{ground}</span>}
        </span>
      ))}
    </>
  );
}
