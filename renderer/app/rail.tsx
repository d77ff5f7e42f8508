import type { ReactNode } from 'react';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { DocumentIcon, RegisterIcon, SealIcon, SettingsIcon, VerifyIcon } from '../ui/icons.tsx';
import { PLACES, type Place } from './app-store.ts';

const ICONS: Readonly<Record<Place, () => ReactNode>> = {
  documents: DocumentIcon,
  verify: VerifyIcon,
  seals: SealIcon,
  register: RegisterIcon,
  settings: SettingsIcon,
};

/** The places of the app, each with icon and word. */
export function Rail({
  place,
  onGo,
}: {
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}): ReactNode {
  const texts = useTexts();
  return (
    <nav className="rail" aria-label={texts.placesLabel}>
      {PLACES.map((name) => {
        const Shape = ICONS[name];
        return (
          <button
            key={name}
            type="button"
            className="rail-button"
            aria-current={name === place ? 'page' : undefined}
            onClick={() => onGo(name)}
          >
            <Shape />
            <span>{texts.places[name]}</span>
          </button>
        );
      })}
    </nav>
  );
}
