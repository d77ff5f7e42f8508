import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type StoreApi, useStore } from 'zustand';
import type { OpenedAuditView } from '../../../electron/shared/model/audit-view.ts';
import { type RegisterAct, REGISTER_ACTS } from '../../../electron/shared/model/register.ts';
import { auditTexts } from '../../../electron/shared/texts/audit-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Button } from '../../ui/form.tsx';
import { RegisterIcon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { AuditReports, AuditStatements, PackageResult } from './audit-parts.tsx';
import type { AuditStore } from './audit-store.ts';
import { EntryList } from './entry-list.tsx';
import { AuditResult } from './register-audit.tsx';
import { isVoidIn } from './register-entries.ts';
import { EntryFacts } from './register-table.tsx';

const PARTS = ['entries', 'reports', 'statements'] as const;

/** The audit of another register (只读审计): nothing here changes anything, and no key is asked for. */
export function AuditPage({ store }: { readonly store: StoreApi<AuditStore> }): ReactNode {
  const texts = useTexts().auditView;
  const audit = useStore(store);
  const { audited, checked, problem, working } = audit;
  const ways = (isNext: boolean): ReactNode => (
    <>
      <Button
        kind={isNext ? 'primary' : 'secondary'}
        isDisabled={working}
        onPress={() => void audit.open('folder')}
      >
        {texts.openFolder}
      </Button>
      <Button isDisabled={working} onPress={() => void audit.open('file')}>
        {texts.openFile}
      </Button>
      <Button isDisabled={working} onPress={() => void audit.recheck()}>
        {texts.recheck}
      </Button>
      <Button onPress={() => void audit.leave()}>{texts.leave}</Button>
      {working && <span role="status">{texts.opening}</span>}
    </>
  );
  const shown = checked && <PackageResult check={checked} onClose={audit.closePackage} />;
  if (audited === null) {
    return (
      <EmptyState icon={<RegisterIcon />} title={texts.title} text={texts.intro}>
        {problem !== null && <ErrorView error={problem} />}
        {ways(true)}
        {shown}
      </EmptyState>
    );
  }
  return (
    <div className="place-column register" data-testid="audit-page">
      <p className="notice notice-warning" role="status">
        <strong>{texts.title}</strong> {texts.banner}
      </p>
      <div className="place-head">
        <h1>{audited.name}</h1>
        <div className="button-row">{ways(false)}</div>
      </div>
      {problem !== null && <ErrorView error={problem} />}
      {shown}
      <Findings audited={audited} />
      <Tabs key={`${audited.folder} ${audited.name}`} className="seals-tabs">
        <TabList className="tab-list" aria-label={texts.title}>
          {PARTS.map((part) => (
            <Tab key={part} id={part} className="tab">
              {texts.parts[part]}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="entries" className="seals-view">
          <AuditedEntries audit={audit} />
        </TabPanel>
        <TabPanel id="reports" className="seals-view">
          <AuditReports audited={audited} />
        </TabPanel>
        <TabPanel id="statements" className="seals-view">
          <AuditStatements audited={audited} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

/** What is audited, whether it is as it was written, and what it holds. */
function Findings({ audited }: { readonly audited: OpenedAuditView }): ReactNode {
  const { auditView: texts, register: words } = useTexts();
  const language = useLanguage();
  const { source, register, exported, folder, name, from, to } = audited;
  const isAct = (act: string): act is RegisterAct => REGISTER_ACTS.some((each) => each === act);
  return (
    <>
      {register !== null && <AuditResult state={{ step: 'checked', audit: register }} />}
      {exported !== null && (
        <div className="notice notice-warning" role="status" data-testid="audit-exported">
          {auditTexts[language].exported(exported).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      <section className="card" aria-label={texts.source}>
        <FactList
          facts={[
            [texts.source, texts.sources[source]],
            [texts.place, `${folder}/${name}`],
            [
              texts.period,
              from === null || to === null ? null : `${formatMinute(from)} – ${formatMinute(to)}`,
            ],
            [
              texts.acts,
              Object.entries(audited.acts)
                .map(
                  ([act, { done, failed }]) =>
                    `${isAct(act) ? words.acts[act] : act} ${texts.counts(done, failed)}`,
                )
                .join(' · '),
            ],
          ]}
        />
      </section>
    </>
  );
}

function AuditedEntries({ audit }: { readonly audit: AuditStore }): ReactNode {
  const texts = useTexts().register;
  const { listing, chosen, filter } = audit;
  if (listing === null) return <p role="status">{texts.loading}</p>;
  const entry = listing.entries.find(({ index }) => index === chosen);
  return (
    <>
      <EntryList
        listing={listing}
        filter={filter}
        onFilter={(change) => void audit.setFilter(change)}
        chosen={chosen}
        onChoose={audit.choose}
        onMore={() => void audit.more()}
      />
      {entry !== undefined && (
        <EntryFacts registered={entry} isVoid={isVoidIn(listing.voided, entry.entry)} />
      )}
    </>
  );
}
