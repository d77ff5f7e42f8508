import { useEffect, useRef, type ReactNode } from 'react';
import type { RegisteredEntry } from '../../../electron/shared/model/register.ts';
import { formatMinute, formatName } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { EntryActions } from './entry-actions.tsx';
import { isVoidIn } from './is-void.ts';
import { useResultText } from './use-result-text.ts';

interface Props {
  readonly registered: RegisteredEntry;
  /** SM3 of the files that are void. */
  readonly voided: readonly string[];
  readonly onProof: () => void;
  readonly onVoid: (sm3: string, reason: string) => Promise<boolean>;
}

/** All that the register knows of one use, and what can be done about it. */
export function EntryDetails({ registered, voided, onProof, onVoid }: Props): ReactNode {
  const texts = useTexts().register;
  const resultText = useResultText();
  const heading = useRef<HTMLHeadingElement>(null);
  const { index, entry } = registered;
  useEffect(() => heading.current?.focus(), [index]);
  const { document, seal, certificate, people, timeStamped } = entry;
  const isVoid = isVoidIn(voided, entry);
  return (
    <section className="card" aria-label={texts.detailsOf(index + 1)} data-testid="entry">
      <h2 ref={heading} tabIndex={-1}>
        {texts.detailsOf(index + 1)}
      </h2>
      {isVoid && <p className="notice notice-warning">{texts.isVoid}</p>}
      <EntryActions key={index} registered={registered} isVoid={isVoid} onProof={onProof} onVoid={onVoid} />
      <FactList
        facts={[
          [texts.time, formatMinute(entry.time)],
          [texts.act, texts.acts[entry.act]],
          [texts.result, resultText(entry)],
          [texts.file, document?.name ?? null],
          [texts.page, document?.page ?? null],
          [texts.pages, document?.pages ?? null],
          [texts.sm3Before, document && <Hash key="before" value={document.sm3Before} />],
          [texts.sm3After, document && <Hash key="after" value={document.sm3After} />],
          [texts.seal, seal?.name ?? null],
          [texts.esId, seal?.esId ?? null],
          [texts.certificate, certificate === null ? null : formatName(certificate.subject)],
          [texts.serial, certificate?.serial ?? null],
          [texts.token, entry.tokenSerial],
          [texts.purpose, entry.purpose],
          [texts.counterpart, entry.counterpart],
          [texts.applicant, people.applicant],
          [texts.approver, people.approver],
          [texts.keeper, people.keeper],
          [texts.user, people.user],
          [texts.approval, entry.approval],
          [texts.reference, entry.reference],
          [texts.timeStamped, timeStamped === null ? null : texts.timeStampedIs[`${timeStamped}`]],
          [texts.voids, entry.voids === null ? null : <Hash key="voids" value={entry.voids} />],
        ]}
      />
    </section>
  );
}

function Hash({ value }: { readonly value: string | null }): ReactNode {
  return value === null ? '—' : <code className="hash">{value}</code>;
}
