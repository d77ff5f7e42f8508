import type { ReactNode } from 'react';

/** Icons are decoration: a word always stands beside them or names their button. */
function Icon({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const DocumentIcon = (): ReactNode => (
  <Icon>
    <path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4M7.5 10h5.5M7.5 13h5.5" />
  </Icon>
);

export const VerifyIcon = (): ReactNode => (
  <Icon>
    <path d="M10 2.5l6 2v5c0 4-2.5 6.8-6 8-3.5-1.2-6-4-6-8v-5zM7.2 9.8l2 2 3.8-4" />
  </Icon>
);

export const SealIcon = (): ReactNode => (
  <Icon>
    <path d="M8 11V8.2a3 3 0 1 1 4 0V11M4.5 11h11v3.2h-11zM4.5 17h11" />
  </Icon>
);

export const RegisterIcon = (): ReactNode => (
  <Icon>
    <path d="M4 3h12v14H4zM7 3v14M9.5 7h4M9.5 10h4M9.5 13h4" />
  </Icon>
);

export const HelpIcon = (): ReactNode => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M7.8 8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14v.3" />
  </Icon>
);

export const SettingsIcon = (): ReactNode => (
  <Icon>
    <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
    <circle cx="13" cy="6" r="2" />
    <circle cx="7" cy="14" r="2" />
  </Icon>
);

export const KeyIcon = (): ReactNode => (
  <Icon>
    <circle cx="6.5" cy="10" r="3.5" />
    <path d="M10 10h7.5v3M14.5 10v2.5" />
  </Icon>
);

export const DateIcon = (): ReactNode => (
  <Icon>
    <path d="M3.5 4.5h13v12h-13zM3.5 8h13M7 2.5v3.5M13 2.5v3.5M7 11.5h2M11 11.5h2" />
  </Icon>
);

export const PreviousIcon = (): ReactNode => (
  <Icon>
    <path d="M4.5 12.5L10 7l5.5 5.5" />
  </Icon>
);

export const NextIcon = (): ReactNode => (
  <Icon>
    <path d="M4.5 7.5L10 13l5.5-5.5" />
  </Icon>
);

export const FindIcon = (): ReactNode => (
  <Icon>
    <circle cx="8.5" cy="8.5" r="5" />
    <path d="M12.2 12.2l4.8 4.8" />
  </Icon>
);

export const PlusIcon = (): ReactNode => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const MinusIcon = (): ReactNode => (
  <Icon>
    <path d="M4 10h12" />
  </Icon>
);

export const FitIcon = (): ReactNode => (
  <Icon>
    <path d="M3 4v12M17 4v12M5.5 10h9M8 7.5L5.5 10 8 12.5M12 7.5l2.5 2.5-2.5 2.5" />
  </Icon>
);

export const FitPageIcon = (): ReactNode => (
  <Icon>
    <path d="M5.5 2.5h9v15h-9zM10 5.5v9M8 7.5l2-2 2 2M8 12.5l2 2 2-2" />
  </Icon>
);

export const TurnIcon = (): ReactNode => (
  <Icon>
    <path d="M15.5 10.5a5.5 5.5 0 1 1-2.2-4.4M13.5 2.5v4h-4" />
  </Icon>
);

export const SideIcon = (): ReactNode => (
  <Icon>
    <path d="M3 4h14v12H3zM8 4v12M5 7h1M5 9.5h1M5 12h1" />
  </Icon>
);

const PassIcon = (): ReactNode => (
  <Icon>
    <path d="M4 10.5l4 4 8-9" />
  </Icon>
);

export const FailIcon = (): ReactNode => (
  <Icon>
    <path d="M5 5l10 10M15 5L5 15" />
  </Icon>
);

const QuestionIcon = (): ReactNode => (
  <Icon>
    <path d="M7 7.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1M10 15.2v.6" />
  </Icon>
);

const DashIcon = (): ReactNode => (
  <Icon>
    <path d="M6 10h8" />
  </Icon>
);

export type Tone = 'good' | 'doubt' | 'bad' | 'neutral';

const ICONS: Readonly<Record<Tone, () => ReactNode>> = {
  good: PassIcon,
  doubt: QuestionIcon,
  bad: FailIcon,
  neutral: DashIcon,
};

/** Shows a verdict by shape first and colour second: tick, question mark, cross, dash. */
export function VerdictIcon({ tone }: { readonly tone: Tone }): ReactNode {
  const Shape = ICONS[tone];
  return (
    <span className={`verdict-icon tone-${tone}`}>
      <Shape />
    </span>
  );
}
