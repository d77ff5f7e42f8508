import type { SubmitEvent, ReactNode } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import { KeyPart, useKey } from '../../ui/key-fields.tsx';

interface ExchangeFormProps {
  readonly store: ApprovalsStore;
  /** The request to send; null to update from the platform only. */
  readonly id: string | null;
  readonly tokens: readonly TokenInfo[];
}

/**
 * The form to sign in at the platform, which answers holders only: a key of the enterprise signs its
 * challenge.
 */
export function ExchangeForm({ store, id, tokens }: ExchangeFormProps): ReactNode {
  const texts = useTexts().approvals;
  const key = useKey(tokens);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = key.take();
    if (given !== null) void store.exchange({ id, ...given });
  };
  const title = id === null ? texts.fetch : texts.send;
  return (
    <form className="approval-form" onSubmit={submit} aria-label={title}>
      <h2>{title}</h2>
      <p className="hint">{texts.exchangeHint}</p>
      <KeyPart chosen={key} tokens={tokens} none={texts.noHolderKey}>
        <Button kind="primary" wide type="submit" isDisabled={store.working || key.waits}>
          {store.working ? texts.exchanging : texts.confirmExchange}
        </Button>
      </KeyPart>
      <Button wide onPress={() => store.show(id === null ? { step: 'list' } : { step: 'details', id })}>
        {texts.cancel}
      </Button>
    </form>
  );
}
