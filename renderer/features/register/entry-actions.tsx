import { useState, type ReactNode } from 'react';
import type { RegisteredEntry } from '../../../electron/shared/model/register.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { VoidForm } from './void-form.tsx';

interface Props {
  readonly registered: RegisteredEntry;
  readonly isVoid: boolean;
  readonly onProof: () => void;
  readonly onVoid: (sm3: string, reason: string) => Promise<boolean>;
}

/** What can be done about an entry: prove that it existed, and say that its file is void. */
export function EntryActions({ registered, isVoid, onProof, onVoid }: Props): ReactNode {
  const texts = useTexts().register;
  const [voiding, setVoiding] = useState(false);
  const { entry } = registered;
  const made = entry.act === 'voided' ? null : (entry.document?.sm3After ?? null);
  const submit = async (sm3: string, reason: string): Promise<boolean> => {
    const recorded = await onVoid(sm3, reason);
    if (recorded) setVoiding(false);
    return recorded;
  };
  if (voiding && made !== null && !isVoid) {
    return <VoidForm onVoid={(reason) => submit(made, reason)} onCancel={() => setVoiding(false)} />;
  }
  return (
    <div className="button-row">
      <Button onPress={onProof}>{texts.saveProof}</Button>
      {made !== null && !isVoid && <Button onPress={() => setVoiding(true)}>{texts.recordVoid}</Button>}
    </div>
  );
}
