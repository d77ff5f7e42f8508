import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { AuditPage } from '../features/register/audit-page.tsx';
import { registerTerm } from '../features/register/register-entries.ts';
import { RegisterPage } from '../features/register/register-page.tsx';
import { useLanguage } from '../lib/i18n/use-texts.ts';
import { useSourceName } from '../lib/platform-names.ts';
import type { AppParts } from './stores.ts';

/** The place for the register (台账), and for reading that of another home (只读审计). */
export function RegisterPlace({ bridge, stores }: AppParts): ReactNode {
  const language = useLanguage();
  const platformName = useSourceName();
  const keys = useStore(stores.tokens, ({ view }) => view);
  const policy = useStore(stores.policy, ({ view }) => view);
  const isAuditing = useStore(stores.audit, ({ isShown }) => isShown);
  if (isAuditing) return <AuditPage store={stores.audit} />;
  return (
    <RegisterPage
      onAudit={() => stores.audit.getState().show()}
      register={stores.register}
      tokens={keys?.tokens ?? []}
      term={registerTerm(policy, language)}
      platformName={platformName}
      ways={{
        copy: (text) => bridge.sealLife.copyText({ text }),
        save: (text) => bridge.sealLife.saveNotice({ text, kind: 'void' }),
      }}
    />
  );
}
