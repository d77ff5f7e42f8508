import type { ReactNode } from 'react';
import { useTexts } from '../lib/i18n/use-texts.ts';
import { DocumentIcon, HelpIcon, RegisterIcon, SealIcon, SettingsIcon, VerifyIcon } from '../ui/icons.tsx';
import type { Place, WorkPlace } from './app-store.ts';

const ICONS: Readonly<Record<WorkPlace, () => ReactNode>> = {
  documents: DocumentIcon,
  verify: VerifyIcon,
  seals: SealIcon,
  register: RegisterIcon,
  settings: SettingsIcon,
};

interface RailProps {
  readonly places: readonly WorkPlace[];
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}

/** Shows the places of the window, each with icon and word, and the way to the guide beneath them. */
export function Rail({ places, place, onGo }: RailProps): ReactNode {
  const texts = useTexts();
  return (
    <nav className="rail" aria-label={texts.placesLabel}>
      {places.map((name) => {
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
      <button
        type="button"
        className="rail-help"
        aria-current={place === 'guide' ? 'page' : undefined}
        onClick={() => onGo('guide')}
      >
        <HelpIcon />
        <span>{texts.guide.help}</span>
      </button>
    </nav>
  );
}
