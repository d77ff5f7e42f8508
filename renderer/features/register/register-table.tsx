import { type ReactNode, useEffect, useRef, useState } from 'react';
import { USE_ROLES } from '../../../electron/shared/model/approval.ts';
import type { RegisteredEntry } from '../../../electron/shared/model/register.ts';
import { acceptedText, askedText, resultText } from '../../../electron/shared/texts/code-text.ts';
import { formatMinute, formatName } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import type { NoticeWays } from '../../ui/notice-text.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { isVoidIn } from './register-entries.ts';
import { VoidForm, VoidNotice, type VoidWord } from './void-form.tsx';

interface RegisterTableProps {
  /** What is said when there is no entry. */
  readonly nothing: string;
  readonly entries: readonly RegisteredEntry[];
  /** SM3 of the void files. */
  readonly voided: readonly string[];
  /** Index of the entry whose details are shown. */
  readonly chosen: number | null;
  readonly onChoose: (index: number | null) => void;
  /** Asks for older entries; null when there are none. */
  readonly onMore: (() => void) | null;
}

/** Shows one use a row, the newest at the top. */
export function RegisterTable({
  nothing,
  entries,
  voided,
  chosen,
  onChoose,
  onMore,
}: RegisterTableProps): ReactNode {
  const texts = useTexts().register;
  if (entries.length === 0) return <p>{nothing}</p>;
  return (
    <div className="card card-wide register-table">
      <table>
        <caption className="visually-hidden">{texts.title}</caption>
        <TableHead
          titles={[
            ...[texts.number, texts.time, texts.act, texts.file, texts.sealOrToken, texts.purpose],
            ...[texts.result, texts.details],
          ]}
        />
        <tbody>
          {entries.map((each) => (
            <Row
              key={each.index}
              registered={each}
              isVoid={isVoidIn(voided, each.entry)}
              open={each.index === chosen}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
      {onMore !== null && (
        <div className="button-row">
          <Button onPress={onMore}>{texts.more}</Button>
        </div>
      )}
    </div>
  );
}

interface RowProps {
  readonly registered: RegisteredEntry;
  readonly isVoid: boolean;
  readonly open: boolean;
  readonly onChoose: (index: number | null) => void;
}

function Row({ registered: { index, entry }, isVoid, open, onChoose }: RowProps): ReactNode {
  const texts = useTexts().register;
  const result = resultText(entry.result, useLanguage());
  return (
    <tr aria-current={open ? 'true' : undefined}>
      <td>{index + 1}</td>
      <td>{formatMinute(entry.time)}</td>
      <td>{texts.acts[entry.act]}</td>
      <td>{entry.document?.name ?? '—'}</td>
      <td>{entry.seal?.name ?? entry.tokenSerial ?? '—'}</td>
      {/* What was bound is long, and stands in the details. */}
      <td>{(entry.act === 'platformBound' ? entry.counterpart : entry.purpose) ?? '—'}</td>
      <td>{isVoid ? texts.voidMark : result}</td>
      <td>
        <Button
          aria-expanded={open}
          aria-label={texts.detailsOf(index + 1)}
          onPress={() => onChoose(open ? null : index)}
        >
          {texts.details}
        </Button>
      </td>
    </tr>
  );
}

interface EntryDetailsProps {
  readonly registered: RegisteredEntry;
  /** SM3 of the void files. */
  readonly voided: readonly string[];
  /** True when the person comes here because the file was sealed by mistake. */
  readonly startsVoiding: boolean;
  /** Called once the form has opened for that. */
  readonly onStartedVoiding: () => void;
  readonly ways: NoticeWays;
  readonly onProof: () => void;
  readonly onVoid: (sm3: string, word: VoidWord) => Promise<boolean>;
}

/** Shows everything that the register knows of one use, and the actions for it. */
export function EntryDetails({ registered, voided, ...actions }: EntryDetailsProps): ReactNode {
  const isVoid = isVoidIn(voided, registered.entry);
  return (
    <EntryFacts registered={registered} isVoid={isVoid}>
      <EntryActions key={registered.index} registered={registered} isVoid={isVoid} {...actions} />
    </EntryFacts>
  );
}

interface EntryFactsProps {
  readonly registered: RegisteredEntry;
  readonly isVoid: boolean;
  /** The actions for it; none for who only reads. */
  readonly children?: ReactNode;
}

/** Shows everything that the register knows of one use. */
export function EntryFacts({ registered, isVoid, children }: EntryFactsProps): ReactNode {
  const texts = useTexts().register;
  const language = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const { index, entry } = registered;
  useEffect(() => void heading.current?.focus(), [index]);
  const { document, seal, certificate, people, timeStamped, office } = entry;
  const roles = entry.act === 'handedOver' ? texts.postHandover : texts;
  return (
    <section className="card" aria-label={texts.detailsOf(index + 1)} data-testid="entry">
      <h2 ref={heading} tabIndex={-1}>
        {texts.detailsOf(index + 1)}
      </h2>
      {isVoid && <p className="notice notice-warning">{texts.isVoid}</p>}
      {children}
      <FactList
        facts={[
          [texts.time, formatMinute(entry.time)],
          [texts.act, texts.acts[entry.act]],
          [texts.result, resultText(entry.result, language)],
          [texts.file, document?.name ?? null],
          [texts.page, document?.page ?? null],
          [texts.pages, document?.pages ?? null],
          [texts.places, entry.places],
          [texts.locks, entry.locks === true ? texts.locksIs : null],
          [texts.sm3Before, document && <Hash key="before" value={document.sm3Before} />],
          [texts.sm3After, document && <Hash key="after" value={document.sm3After} />],
          [texts.seal, seal?.name ?? null],
          [texts.esId, seal?.esId ?? null],
          [texts.certificate, certificate === null ? null : formatName(certificate.subject)],
          [texts.serial, certificate?.serial ?? null],
          [texts.token, entry.tokenSerial],
          [texts.purpose, entry.purpose],
          [texts.counterpart, entry.counterpart],
          [roles.applicant, people.applicant],
          [roles.approver, people.approver],
          [roles.keeper, people.keeper],
          [texts.user, people.user],
          [texts.contractNumber, office?.contractNumber ?? null],
          [texts.copies, office?.copies ?? null],
          [texts.department, office?.department ?? null],
          [texts.requestNumber, office?.requestNumber ?? null],
          [texts.approval, entry.approval],
          [texts.reference, entry.reference],
          [texts.timeStamped, timeStamped === null ? null : texts.timeStampedIs[`${timeStamped}`]],
          ...useApprovalFacts(entry),
          [texts.accepted, acceptedText(entry.accepted, language)],
          ...useKnownFacts(entry.known),
          [texts.voids, entry.voids === null ? null : <Hash key="voids" value={entry.voids} />],
        ]}
      />
    </section>
  );
}

/** How an approval was used, or which rules the enterprise has laid down; nothing for other entries. */
function useApprovalFacts({
  approvalUse,
  enterpriseRules,
}: RegisteredEntry['entry']): readonly (readonly [string, string | null])[] {
  const { register: texts, approvals, policy } = useTexts();
  if (enterpriseRules !== null) {
    const { sealingHours } = enterpriseRules;
    const on = (['approval', 'fourEyes', 'claimedApprovals'] as const).filter(
      (name) => enterpriseRules[name],
    );
    const rules = on.map((name) => policy.enterprise.rules[name]);
    return [
      [texts.rulesFrom, rules.length === 0 ? '—' : rules.join('；')],
      [policy.enterprise.sealingHours, sealingHours === null ? null : String(sealingHours)],
    ];
  }
  if (approvalUse === null) return [];
  const { claim, use, uses, samePeople } = approvalUse;
  const roles = USE_ROLES.filter((role) =>
    samePeople.some(({ one, other }) => one === role || other === role),
  );
  return [
    [texts.approvalUse, `${texts.claims[claim]} · ${use}/${uses}`],
    [texts.onePerson, roles.length === 0 ? null : roles.map((role) => approvals.roles[role]).join('、')],
  ];
}

/** What was known of the seal when it was used; nothing for other entries. */
function useKnownFacts(
  known: RegisteredEntry['entry']['known'],
): readonly (readonly [string, string | null])[] {
  const texts = useTexts().register;
  const language = useLanguage();
  if (known === null) return [];
  const minute = (time: string | null): string | null => (time === null ? null : formatMinute(time));
  return [
    [texts.askedAtUse, askedText(known.asked, language)],
    [texts.statusAsOf, minute(known.statusAsOf)],
    [texts.revocationListsAsOf, minute(known.revocationListsAsOf)],
  ];
}

function Hash({ value }: { readonly value: string | null }): ReactNode {
  return value === null ? '—' : <code className="hash">{value}</code>;
}

interface EntryActionsProps extends Omit<EntryDetailsProps, 'voided'> {
  readonly isVoid: boolean;
}

/** The actions for an entry: save a proof that it existed, and record its file as void. */
function EntryActions(props: EntryActionsProps): ReactNode {
  const { registered, isVoid, startsVoiding, onStartedVoiding, ways, onProof, onVoid } = props;
  const texts = useTexts().register;
  const [voiding, setVoiding] = useState(startsVoiding);
  useEffect(() => {
    // Whoever comes back to the entry later finds it without the form.
    if (startsVoiding) onStartedVoiding();
  }, [startsVoiding, onStartedVoiding]);
  const [word, setWord] = useState<VoidWord | null>(null);
  const { entry } = registered;
  const made = entry.act === 'voided' ? null : (entry.document?.sm3After ?? null);
  const submit = async (sm3: string, said: VoidWord): Promise<boolean> => {
    const recorded = await onVoid(sm3, said);
    if (recorded) {
      setVoiding(false);
      setWord(said);
    }
    return recorded;
  };
  if (voiding && made !== null && !isVoid) {
    return <VoidForm use={entry} onVoid={(said) => submit(made, said)} onCancel={() => setVoiding(false)} />;
  }
  return (
    <>
      <div className="button-row">
        <Button onPress={onProof}>{texts.saveProof}</Button>
        {made !== null && !isVoid && <Button onPress={() => setVoiding(true)}>{texts.recordVoid}</Button>}
      </div>
      {word !== null && <VoidNotice use={entry} word={word} ways={ways} />}
    </>
  );
}
