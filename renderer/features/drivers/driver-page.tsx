import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { DriverReport } from '../../../electron/shared/model/driver-report.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import type { DriverState, DriverStore } from './driver-store.ts';
import { ModuleCard } from './module-card.tsx';

interface Props {
  readonly drivers: StoreApi<DriverStore>;
  /** What is known of drivers that ended while they worked, above the findings. */
  readonly ended: ReactNode;
  readonly onBack: () => void;
}

/** The page of the driver check: the state of each driver, its problems and the next steps. */
export function DriverPage({ drivers, ended, onBack }: Props): ReactNode {
  const texts = useTexts().drivers;
  const { state, picked, saved, problem, diagnose, pick, save } = useStore(drivers);
  const checking = state.step === 'checking';
  return (
    <div className="place-column" data-testid="drivers">
      <div className="place-head">
        <h1>{texts.title}</h1>
        <Button onPress={onBack}>{texts.back}</Button>
      </div>
      <p>{texts.intro}</p>
      <div className="button-row">
        <Button kind="primary" onPress={() => void save()} isDisabled={state.step !== 'checked'}>
          {texts.save}
        </Button>
        <Button onPress={() => void diagnose()} isDisabled={checking}>
          {texts.again}
        </Button>
        <Button onPress={() => void pick()} isDisabled={checking}>
          {texts.pick}
        </Button>
      </div>
      <p className="hint">{texts.pickHint}</p>
      {saved && (
        <p className="notice notice-good" role="status">
          {texts.saved}
        </p>
      )}
      {problem !== null && <ErrorView error={problem} />}
      {picked !== null && (
        <section className="picked" aria-label={texts.picked}>
          <h2>{texts.picked}</h2>
          <ModuleCard report={picked} />
          <p className="hint">
            {picked.state === 'rejected' || picked.state === 'failed' ? texts.notAdded : texts.added}
          </p>
        </section>
      )}
      {ended}
      <Findings state={state} />
    </div>
  );
}

function Findings({ state }: { readonly state: DriverState }): ReactNode {
  const texts = useTexts().drivers;
  if (state.step === 'failed') return <ErrorView error={state.error} title={texts.failed} />;
  const report = state.step === 'none' ? null : state.report;
  return (
    <>
      {state.step === 'checking' && <p role="status">{texts.working}</p>}
      {report !== null && <Report report={report} />}
    </>
  );
}

function Report({ report }: { readonly report: DriverReport }): ReactNode {
  const texts = useTexts().drivers;
  const { platform, architecture, bits } = report.system;
  return (
    <>
      <p className="hint">
        {texts.madeAt(formatMinute(report.madeAt))} ·{' '}
        {texts.system(texts.systems[platform], architecture, bits)}
      </p>
      {report.findings.map((error) => (
        <ErrorView key={error.code} error={error} />
      ))}
      {report.notes.map((note) => (
        <ErrorView key={`${note.code} ${String(note.details?.['product'])}`} error={note} />
      ))}
      {report.modules.map((module) => (
        <ModuleCard key={module.module} report={module} />
      ))}
    </>
  );
}
