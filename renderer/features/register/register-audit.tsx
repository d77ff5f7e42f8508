import type { ReactNode } from 'react';
import type { RegisterCut, RegisterUploadState } from '../../../electron/shared/model/register.ts';
import { auditTexts, findingText } from '../../../electron/shared/texts/audit-texts.ts';
import { recoveryTexts } from '../../../electron/shared/texts/recovery-texts.ts';
import { errorTexts } from '../../../electron/shared/texts/error-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { type AuditState, type RecoveryState, waitsForKey } from './register-store.ts';

/** Shows the result of the register's check and its signers. */
export function AuditResult({ state }: { readonly state: AuditState }): ReactNode {
  const texts = useTexts().register;
  const language = useLanguage();
  if (state.step === 'none') return null;
  if (state.step === 'checking') return <p role="status">{texts.verifying}</p>;
  const { audit } = state;
  const say = auditTexts[language];
  const signers = [...say.signers(audit), ...say.places(audit)];
  const isHeld = audit.protectedSize === audit.size;
  return (
    <div
      className={`notice audit-result ${audit.sound && isHeld ? 'notice-good' : 'notice-warning'}`}
      role={audit.sound ? 'status' : 'alert'}
      data-testid="audit"
    >
      <p>{say.result(audit)}</p>
      {audit.sound && <p>{say.protection(audit)}</p>}
      {signers.length > 0 && (
        <details>
          <summary>{texts.signers}</summary>
          <ul>
            {signers.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Says what was brought back from the platforms, and what was not. */
export function RecoveryResult({ state }: { readonly state: RecoveryState }): ReactNode {
  const texts = useTexts().register;
  const language = useLanguage();
  if (state.step === 'none') return null;
  if (state.step === 'running') return <p role="status">{texts.recovering}</p>;
  const isWhole = state.recovery.hashOnly === 0;
  return (
    <div
      className={`notice ${isWhole ? 'notice-good' : 'notice-warning'}`}
      role="status"
      data-testid="recovery"
    >
      {recoveryTexts[language].lines(state.recovery).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** Shows what bars sealing because the register was cut or rewritten, and what to do. */
export function CutView({ cut }: { readonly cut: RegisterCut | null }): ReactNode {
  const language = useLanguage();
  if (cut === null) return null;
  return (
    <div data-testid="cut">
      <ErrorView error={cut.error} title={findingText(language, cut.finding)} />
    </div>
  );
}

/** What became of the last upload to a platform, which people know by its name. */
export interface NamedUpload extends RegisterUploadState {
  readonly name: string;
}

interface Props {
  readonly uploads: readonly NamedUpload[];
  /** The present number of entries. */
  readonly size: number;
}

/**
 * Shows the entries that each platform has countersigned; a register that differs from the platform's is an
 * alarm.
 */
export function UploadLines({ uploads, size }: Props): ReactNode {
  const texts = useTexts().register;
  const errors = errorTexts[useLanguage()];
  return uploads.map(({ platform, name, at, countersigned, problem }) => {
    if (problem === null) {
      return (
        <p key={platform} className="hint" data-testid="upload">
          {texts.countersigned(name, countersigned ?? 0, size, formatMinute(at))}
        </p>
      );
    }
    if (waitsForKey(problem)) {
      const { what, next } = errors[problem.code];
      return (
        <p key={platform} className="hint" data-testid="upload">
          {name}: {what} {next}
        </p>
      );
    }
    return problem.code === 'REGISTER_DIFFERS' ? (
      <ErrorView key={platform} error={problem} title={name} />
    ) : (
      <p key={platform} className="hint" data-testid="upload">
        {texts.notUploaded(name, formatMinute(at), errors[problem.code].what)}
      </p>
    );
  });
}
