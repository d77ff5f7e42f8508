import { type ReactNode, useState } from 'react';
import { reportNumber } from '../../../electron/shared/model/loss-report.ts';
import type { LossReportView } from '../../../electron/shared/model/seal-life.ts';
import { formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button, ChoiceField, TextEntry } from '../../ui/form.tsx';
import { FormPanel } from '../../ui/panel.tsx';
import type { SealLifeStore } from './seal-life-store.ts';

const CODE = /^\d{6}$/;

interface AuthorisePanelProps {
  readonly store: SealLifeStore;
  readonly report: LossReportView;
}

/**
 * The two steps by which a report is authorised: a code to a contact that the person chooses, and the digits. Who can
 * receive none calls the platform.
 */
export function AuthorisePanel({ store, report }: AuthorisePanelProps): ReactNode {
  const texts = useTexts().sealLife.loss;
  const { contacts, code } = report.received ?? { contacts: [], code: null };
  const [chosen, setChosen] = useState(code?.contactId ?? contacts[0]?.id ?? '');
  const [digits, setDigits] = useState('');
  const sentTo = contacts.find(({ id }) => id === code?.contactId);
  return (
    <FormPanel
      title={texts.authoriseTitle(reportNumber(report))}
      busy={store.busy}
      problem={store.problem}
      onClose={store.close}
      submit={{
        text: texts.authoriseSubmit,
        ready: code !== null && CODE.test(digits),
        act: () => void store.authorise({ id: report.id, code: digits }),
      }}
    >
      <p>{report.sealName}</p>
      <p>{texts.authoriseIntro}</p>
      {contacts.length === 0 ? (
        <p className="notice notice-warning">{texts.noContacts}</p>
      ) : (
        <>
          <ChoiceField
            label={texts.contact}
            value={chosen}
            options={contacts.map(({ id, kind, masked }) => [id, texts.contactOption[kind](masked)])}
            onChange={setChosen}
          />
          <div className="button-row">
            <Button
              kind={code === null ? 'primary' : 'secondary'}
              isDisabled={store.busy || chosen === ''}
              onPress={() => void store.sendCode({ id: report.id, contactId: chosen })}
            >
              {code === null ? texts.sendCode : texts.sendCodeAgain}
            </Button>
          </div>
          {code !== null && (
            <p className="hint" role="status">
              {texts.codeSent(sentTo?.masked ?? '', formatMinute(code.expiresAt), code.triesLeft)}
            </p>
          )}
          <TextEntry
            label={texts.code}
            value={digits}
            onChange={(text) => setDigits(text.replaceAll(/\D/gu, ''))}
            maxLength={6}
          />
        </>
      )}
      <p className="hint">{texts.byTelephone}</p>
    </FormPanel>
  );
}
