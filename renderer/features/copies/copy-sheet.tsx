import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { SheetPage } from './copy-store.ts';

interface Props {
  readonly pages: readonly SheetPage[];
  /** Called once every picture is there. */
  readonly onReady: () => void;
}

/** The sheet for the printer: each page of the copy on one of paper, with its notice below it. */
export function CopySheet({ pages, onReady }: Props): ReactNode {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    const made = pages.map(({ picture }) => URL.createObjectURL(picture));
    setAddresses(made);
    return () => made.forEach((address) => URL.revokeObjectURL(address));
  }, [pages]);
  useEffect(() => {
    if (addresses.length !== pages.length) return;
    let isCurrent = true;
    const images = [...(sheet.current?.querySelectorAll('img') ?? [])];
    const texts = pages.flatMap(({ notice }) => notice).join('');
    const { fontFamily } = getComputedStyle(document.body);
    void Promise.allSettled([
      ...images.map((image) => image.decode()),
      document.fonts.load(`8px ${fontFamily}`, texts),
    ]).then(() => isCurrent && onReady());
    return () => void (isCurrent = false);
  }, [addresses, pages, onReady]);
  return createPortal(
    <section ref={sheet} className="print-sheet" data-testid="copy-sheet">
      {addresses.map((address, index) => (
        <figure
          key={address}
          className={`copy-page ${pages[index]?.isWide === true ? 'copy-page-wide' : ''}`}
        >
          <img src={address} alt="" />
          <figcaption>
            {pages[index]?.notice.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </figcaption>
        </figure>
      ))}
    </section>,
    document.body,
  );
}
