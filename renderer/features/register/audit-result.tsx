import type { ReactNode } from 'react';
import { auditTexts } from '../../../electron/shared/texts/audit-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import type { AuditState } from './register-store.ts';

/** What the check of the register found, and who vouches for it. */
export function AuditResult({ state }: { readonly state: AuditState }): ReactNode {
  const texts = useTexts().register;
  const language = useLanguage();
  if (state.step === 'none') return null;
  if (state.step === 'checking') return <p role="status">{texts.verifying}</p>;
  const { audit } = state;
  const say = auditTexts[language];
  const signers = say.signers(audit);
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
