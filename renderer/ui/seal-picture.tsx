import { useEffect, useState, type ReactNode } from 'react';

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

/** The picture of a seal as the seal holds it, never scaled out of its proportions or recoloured. */
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
