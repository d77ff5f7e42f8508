import { type ReactNode, useEffect, useState } from 'react';
import type { SealInfo, TokenInfo } from '../../electron/shared/model/token.ts';
import { useLanguage, useTexts } from '../lib/i18n/use-texts.ts';
import { splitSealName } from '../lib/seal-name.ts';
import { refusalBasis, standingLines } from '../lib/seal-standing.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
};

interface Props {
  readonly picture: Uint8Array;
  readonly pictureType: string;
  readonly alt: string;
}

/** Shows the picture of a seal as the seal holds it, never distorted or recoloured. */
export function SealPicture({ picture, pictureType, alt }: Props): ReactNode {
  const url = usePictureUrl(picture, pictureType);
  return url === null ? null : <img className="seal-picture" src={url} alt={alt} draggable={false} />;
}

function usePictureUrl(picture: Uint8Array, pictureType: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const type = MEDIA_TYPES[pictureType] ?? 'application/octet-stream';
    const made = URL.createObjectURL(new Blob([new Uint8Array(picture)], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture, pictureType]);
  return url;
}

interface NameProps {
  readonly name: string;
  /** The key that holds it; its certificates tell the company from the kind. */
  readonly token: TokenInfo | undefined;
}

/** Shows the name of a seal: its kind first, its company small beneath. */
export function SealName({ name, token }: NameProps): ReactNode {
  const { kind, holder } = splitSealName(
    name,
    (token?.certificates ?? []).map(({ subject }) => subject),
  );
  return (
    <>
      <strong>{kind}</strong>
      {holder !== '' && <span className="hint">{holder}</span>}
    </>
  );
}

/** Shows why the rules bar a seal and what its holder should know; nothing if there is nothing to say. */
export function SealStandingNotes({ seal }: { readonly seal: SealInfo }): ReactNode {
  const texts = useTexts().policy;
  const language = useLanguage();
  const { standing } = seal;
  if (standing === undefined) return null;
  const { refusal } = standing;
  const isShown = refusal !== null && refusal.code === seal.reason;
  const lines = isShown ? refusalBasis(refusal, texts, language) : [];
  return (
    <>
      {lines.map((basis) => (
        <span key={basis} className="hint seal-basis">
          {basis}
        </span>
      ))}
      {standingLines(standing, texts, language).map(({ text, basis }) => (
        <span key={text} className="seal-reminder">
          {text}
          {basis !== null && <span className="seal-basis">{basis}</span>}
        </span>
      ))}
    </>
  );
}
