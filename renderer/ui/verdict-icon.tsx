import type { ReactNode } from 'react';
import { DashIcon, FailIcon, PassIcon, QuestionIcon } from './icons.tsx';

export type Tone = 'good' | 'doubt' | 'bad' | 'neutral';

const ICONS: Readonly<Record<Tone, () => ReactNode>> = {
  good: PassIcon,
  doubt: QuestionIcon,
  bad: FailIcon,
  neutral: DashIcon,
};

/** Shape first, colour second: tick, question mark, cross, dash. */
export function VerdictIcon({ tone }: { readonly tone: Tone }): ReactNode {
  const Shape = ICONS[tone];
  return (
    <span className={`verdict-icon tone-${tone}`}>
      <Shape />
    </span>
  );
}
