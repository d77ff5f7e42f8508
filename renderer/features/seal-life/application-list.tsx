import type { ReactNode } from 'react';
import { awaitsStoring, type SealApplication } from '../../../electron/shared/model/seal-life.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

/** The applications of this computer with their states; a seal that is made waits to be written to its key. */
export function ApplicationList({ store }: { readonly store: SealLifeStore }): ReactNode {
  const texts = useTexts().sealLife.application;
  const applications = store.view?.applications ?? [];
  if (applications.length === 0) return null;
  return (
    <section className="card" aria-label={texts.list} data-testid="applications">
      <h2>{texts.list}</h2>
      {applications.map((application) => (
        <Application
          key={`${application.platformId} ${application.number}`}
          application={application}
          store={store}
        />
      ))}
    </section>
  );
}

interface Props {
  readonly application: SealApplication;
  readonly store: SealLifeStore;
}

function Application({ application, store }: Props): ReactNode {
  const texts = useTexts().sealLife;
  const { kind, sealName, number, steps, decisionReason, checkedAt, newSeal, reason } = application;
  const waits = awaitsStoring(application);
  const storedAt = newSeal?.storedAt ?? null;
  const reasons: Readonly<Record<string, string>> = texts.reasons;
  return (
    <article className="life-case" aria-label={`${texts.acts[kind]} ${sealName}`}>
      <h3>
        {texts.acts[kind]} · {sealName}
      </h3>
      <ol className="life-steps">
        {steps.map(({ state, at }) => (
          <li key={`${state} ${at}`}>
            {texts.application.states[state]} <span className="hint">{formatMinute(at)}</span>
          </li>
        ))}
      </ol>
      <FactList
        facts={[
          [texts.application.number, number],
          [texts.application.reason, reasons[reason] ?? reason],
          [texts.application.decision, decisionReason],
          ['', texts.application.checked(formatMinute(checkedAt))],
        ]}
      />
      {storedAt !== null && <p>{texts.application.stored(formatMinute(storedAt))}</p>}
      {waits && (
        <>
          <p className="notice notice-good">{texts.application.toStore}</p>
          <Button
            kind={store.panel === null ? 'primary' : 'secondary'}
            onPress={() => store.open({ kind: 'storing', number })}
          >
            {texts.application.store}
          </Button>
        </>
      )}
    </article>
  );
}
