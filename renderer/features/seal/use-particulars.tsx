import type { ReactNode } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { TextEntry } from '../../ui/form.tsx';
import { OfficeFields } from './office-fields.tsx';
import type { SealStore } from './seal-state.ts';

const FURTHER = ['counterpart', 'applicant', 'approver', 'keeper'] as const;

/**
 * Asks once what the seal is used for, and in a fold for the other particulars. All of it is for the register; only the
 * purpose goes into the document too, if the person wants that.
 */
export function UseParticulars({ store }: { readonly store: SealStore }): ReactNode {
  const { register: texts, placing } = useTexts();
  const { particulars, setParticulars, statesPurpose, setStatesPurpose } = store;
  return (
    <>
      <TextEntry
        label={placing.purpose}
        value={particulars.purpose}
        placeholder={placing.purposePlaceholder}
        onChange={(purpose) => setParticulars({ ...particulars, purpose })}
      />
      {particulars.purpose !== '' && (
        <label className="check-line">
          <input
            type="checkbox"
            checked={statesPurpose}
            onChange={({ target }) => setStatesPurpose(target.checked)}
          />
          {placing.statePurpose}
        </label>
      )}
      <details className="particulars">
        <summary>{placing.more}</summary>
        {FURTHER.map((name) => (
          <TextEntry
            key={name}
            label={texts[name]}
            value={particulars[name]}
            onChange={(text) => setParticulars({ ...particulars, [name]: text })}
          />
        ))}
        <OfficeFields
          office={particulars.office}
          onChange={(office) => setParticulars({ ...particulars, office })}
        />
      </details>
    </>
  );
}

/** Asks whether the seal is to lock the OFD (锁定签章), and says what that means. No seal locks unless a person says so each time. */
export function LockChoice({ store }: { readonly store: SealStore }): ReactNode {
  const texts = useTexts().placing;
  const { locks, setLocks } = store;
  return (
    <>
      <label className="check-line">
        <input type="checkbox" checked={locks} onChange={({ target }) => setLocks(target.checked)} />
        {texts.lock}
      </label>
      {locks && <p className="notice notice-warning">{texts.lockWarning}</p>}
    </>
  );
}
