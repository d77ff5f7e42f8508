import type { ReactNode } from 'react';
import type { AuditView, PackageCheck, Reported } from '../../../electron/shared/model/audit-view.ts';
import { APPLICATION_KINDS, type ApplicationKind } from '../../../electron/shared/model/seal-life.ts';
import { documentHeadline } from '../../../electron/shared/texts/verdict-texts.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { useSourceName } from '../../lib/platform-names.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Button } from '../../ui/form.tsx';
import { TableHead } from '../../ui/table-head.tsx';

interface PartProps {
  readonly audited: AuditView;
}

/** The loss reports and the applications of an audited home. */
export function AuditReports({ audited }: PartProps): ReactNode {
  const { auditView: texts, sealLife } = useTexts();
  if (audited.source === 'export') return <p>{texts.onlyEntries}</p>;
  const { loss, application, acts } = sealLife;
  const lossState = (state: string): string => nameIn(loss.states, state);
  const kindOf = (what: string): string => {
    const kind = APPLICATION_KINDS.find((each): each is ApplicationKind => each === what);
    return kind === undefined ? nameIn(acts, what) : acts[kind];
  };
  return (
    <>
      <h2>{texts.lossReports}</h2>
      <ReportTable rows={audited.lossReports.map((each) => ({ ...each, state: lossState(each.state) }))} />
      <h2>{texts.applications}</h2>
      <ReportTable
        rows={audited.applications.map((each) => ({
          ...{ ...each, what: kindOf(each.what) },
          state: nameIn(application.states, each.state),
        }))}
      />
    </>
  );
}

/** What has no name here is shown as it is kept. */
const nameIn = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key;

function ReportTable({ rows }: { readonly rows: readonly Reported[] }): ReactNode {
  const { none, columns } = useTexts().auditView;
  if (rows.length === 0) return <p className="hint">{none}</p>;
  const titles = [columns.number, columns.seal, columns.what, columns.at, columns.state];
  return (
    <AuditTable
      titles={titles}
      rows={rows.map(({ number, seal, what, at, state }) => [number, seal, what, formatMinute(at), state])}
    />
  );
}

/** What platforms have stated to an audited home. */
export function AuditStatements({ audited: { source, statements } }: PartProps): ReactNode {
  const texts = useTexts().auditView;
  const platformName = useSourceName();
  const { columns } = texts;
  if (source === 'export') return <p>{texts.onlyEntries}</p>;
  if (statements.length === 0) return <p className="hint">{texts.none}</p>;
  const names: Readonly<Record<string, string>> = texts.statements;
  return (
    <AuditTable
      titles={[columns.platform, columns.what, columns.content, columns.asOf]}
      rows={statements.map(({ platform, what, content, asOf }) => [
        platformName(platform),
        names[what] ?? texts.otherStatement(what),
        content,
        asOf === '' ? '—' : formatMinute(asOf),
      ])}
    />
  );
}

interface TableProps {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function AuditTable({ titles, rows }: TableProps): ReactNode {
  return (
    <div className="card card-wide register-table">
      <table>
        <TableHead titles={titles} />
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join('\n')}>
              {cells.map((cell, place) => (
                <td key={titles[place]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PackageProps {
  readonly check: PackageCheck;
  readonly onClose: () => void;
}

/** The verdict that follows from an evidence package alone, and whose word it rests on. */
export function PackageResult({ check, onClose }: PackageProps): ReactNode {
  const texts = useTexts().auditView.package;
  const language = useLanguage();
  const { name, document, judgedAt, madeBy, manifestSm3, report, altered, differences, roots } = check;
  const isWhole = altered.length === 0 && differences.length === 0;
  return (
    <section className="card" aria-label={texts.title(name)} data-testid="package-check">
      <h2>{texts.title(name)}</h2>
      <div
        className={`notice ${isWhole ? 'notice-good' : 'notice-warning'}`}
        role={isWhole ? 'status' : 'alert'}
      >
        <p>{altered.length === 0 ? texts.whole : texts.altered(altered.join('、'))}</p>
        <p>{differences.length === 0 ? texts.same : texts.differs(differences.join('；'))}</p>
      </div>
      <FactList
        facts={[
          [texts.document, document],
          [texts.verdict, documentHeadline(report, language)],
          [texts.judgedAt, formatMinute(judgedAt)],
          [texts.madeBy, madeBy],
          [texts.manifest, <code key="manifest">{manifestSm3}</code>],
          ...roots.map(({ subject, sm3 }, place): readonly [string, ReactNode] => [
            roots.length === 1 ? texts.root : `${texts.root} ${place + 1}`,
            <span key={sm3}>
              {subject} <code className="hash">{sm3}</code>
            </span>,
          ]),
        ]}
      />
      <div className="button-row">
        <Button onPress={onClose}>{texts.close}</Button>
      </div>
    </section>
  );
}
