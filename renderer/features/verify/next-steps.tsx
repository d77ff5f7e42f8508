import type { ReactNode } from 'react';
import type { Bilingual } from '../../../electron/shared/texts/bilingual.ts';
import { NEXT_STEPS_TITLE } from '../../../electron/shared/texts/next-step-texts.ts';
import { useLanguage } from '../../lib/i18n/use-texts.ts';

/** Says where to go from a verdict (该怎么办), the most important step first. */
export function NextSteps({ steps }: { readonly steps: readonly Bilingual<string>[] }): ReactNode {
  const language = useLanguage();
  const title = NEXT_STEPS_TITLE[language];
  if (steps.length === 0) return null;
  return (
    <div className="next-steps" role="group" aria-label={title} data-testid="next-steps">
      <p className="next-steps-title">{title}</p>
      {steps.map((step) => (
        <p key={step.en}>{step[language]}</p>
      ))}
    </div>
  );
}
