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
      {places.map((name) => (
        <RailButton
          key={name}
          className="rail-button"
          icon={ICONS[name]}
          word={texts.places[name]}
          isCurrent={name === place}
          onPress={() => onGo(name)}
        />
      ))}
      <RailButton
        className="rail-help"
        icon={HelpIcon}
        word={texts.guide.help}
        isCurrent={place === 'guide'}
        onPress={() => onGo('guide')}
      />
    </nav>
  );
}

interface RailButtonProps {
  readonly className: string;
  readonly icon: () => ReactNode;
  readonly word: string;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
}

function RailButton({ className, icon: Shape, word, isCurrent, onPress }: RailButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onPress}
    >
      <Shape />
      <span>{word}</span>
    </button>
  );
}
