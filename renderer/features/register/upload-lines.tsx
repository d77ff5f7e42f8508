import type { ReactNode } from 'react';
import type { RegisterUploadState } from '../../../electron/shared/model/register.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';

interface Props {
  readonly uploads: readonly RegisterUploadState[];
  /** How many entries there are now. */
  readonly size: number;
}

/** How far each platform has countersigned the register; a register that differs from the platform's is an alarm. */
export function UploadLines({ uploads, size }: Props): ReactNode {
  const texts = useTexts().register;
  const errors = errorTexts[useLanguage()];
  return uploads.map(({ platform, at, countersigned, problem }) => {
    if (problem === null) {
      return (
        <p key={platform} className="hint" data-testid="upload">
          {texts.countersigned(platform, countersigned ?? 0, size, formatMinute(at))}
        </p>
      );
    }
    return problem.code === 'REGISTER_DIFFERS' ? (
      <ErrorView key={platform} error={problem} title={texts.uploadOf(platform)} />
    ) : (
      <p key={platform} className="hint" data-testid="upload">
        {texts.notUploaded(platform, formatMinute(at), errors[problem.code].what)}
      </p>
    );
  });
}
