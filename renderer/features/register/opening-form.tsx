import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { KeyPart, useKey } from '../../ui/key-fields.tsx';
import type { NamedUpload } from './register-audit.tsx';
import { type RegisterStore, waitsForKey } from './register-store.ts';

interface Props {
  readonly uploads: readonly NamedUpload[];
  readonly tokens: readonly TokenInfo[];
  readonly opening: boolean;
  readonly onOpen: RegisterStore['openAt'];
}

/** Offers to open the register, or to bind its new key, at each platform that waits for that. */
export function Openings({ uploads, ...props }: Props): ReactNode {
  return uploads
    .filter(({ problem }) => waitsForKey(problem))
    .map(({ platform, name }) => <OpeningForm key={platform} platform={platform} name={name} {...props} />);
}

function OpeningForm({
  platform,
  name,
  tokens,
  opening,
  onOpen,
}: Omit<Props, 'uploads'> & Pick<NamedUpload, 'platform' | 'name'>): ReactNode {
  const texts = useTexts().register;
  const [shown, setShown] = useState(false);
  const key = useKey(tokens);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = key.take();
    if (given !== null) void onOpen({ platform, ...given });
  };
  if (!shown) {
    return (
      <div className="button-row">
        <Button onPress={() => setShown(true)}>{texts.openAt(name)}</Button>
      </div>
    );
  }
  return (
    <form className="card handover" onSubmit={submit} aria-label={texts.openAt(name)}>
      <h2>{texts.openAt(name)}</h2>
      <p className="hint">{texts.openHint}</p>
      <KeyPart chosen={key} tokens={tokens} none={texts.noKeyToOpen}>
        <Button kind="primary" type="submit" isDisabled={opening || key.waits}>
          {opening ? texts.opening : texts.confirmOpen}
        </Button>
      </KeyPart>
    </form>
  );
}
