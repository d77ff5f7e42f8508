import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { OfficeCall, OfficeLook, OfficesView } from '../../../electron/shared/model/office-system.ts';
import { fileNameOf, formatMinute } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Button, ChoiceField, TextEntry } from '../../ui/form.tsx';
import type { OfficesStore } from './office-store.ts';

interface Props {
  readonly store: OfficesStore;
  readonly view: OfficesView;
  /** Whether the form of the address is open. */
  readonly isSetting: boolean;
  readonly onSetting: (isSetting: boolean) => void;
}

/** The ways by which decisions come here, a watched folder and an address that is asked, each with its last exchange. */
export function OfficeWaysPart({ store, view, isSetting, onSetting }: Props): ReactNode {
  const texts = useTexts().offices;
  const { ways, exchanges } = view;
  const { folder, call } = ways;
  const lookBy = (way: OfficeLook['way']) => exchanges.find((look) => look.way === way);
  return (
    <section className="office-ways" aria-label={texts.ways}>
      <h3>{texts.ways}</h3>
      <p className="hint">{texts.waysHint}</p>
      <h4>{texts.folder}</h4>
      {folder === null ? <p className="hint">{texts.noFolder}</p> : <p className="file-name">{folder}</p>}
      {folder !== null && <LastLook look={lookBy('folder')} />}
      <div className="button-row">
        <Button isDisabled={store.working} onPress={() => void store.chooseFolder()}>
          {texts.chooseFolder}
        </Button>
        {folder !== null && (
          <Button isDisabled={store.working} onPress={() => void store.leaveFolder()}>
            {texts.leaveFolder}
          </Button>
        )}
      </div>
      <h4>{texts.call}</h4>
      {call === null && !isSetting && <p className="hint">{texts.noCall}</p>}
      {call !== null && <CallFacts call={call} />}
      {call !== null && <LastLook look={lookBy('call')} />}
      {isSetting ? (
        <CallForm store={store} call={call} onDone={() => onSetting(false)} />
      ) : (
        <div className="button-row">
          <Button isDisabled={store.working} onPress={() => onSetting(true)}>
            {call === null ? texts.setCall : texts.changeCall}
          </Button>
          {call !== null && (
            <Button isDisabled={store.working} onPress={() => void store.leaveCall()}>
              {texts.leaveCall}
            </Button>
          )}
        </div>
      )}
      {(folder !== null || call !== null) && !isSetting && (
        <Button wide isDisabled={store.working} onPress={() => void store.exchangeNow()}>
          {texts.exchangeNow}
        </Button>
      )}
      {store.exchanging && (
        <p className="hint" role="status">
          {texts.checking}
        </p>
      )}
    </section>
  );
}

function CallFacts({ call: { url, ca, tokenFile } }: { readonly call: OfficeCall }): ReactNode {
  const texts = useTexts().offices;
  return (
    <FactList
      facts={[
        [texts.address, url],
        [texts.tokenFile, fileNameOf(tokenFile)],
        [texts.authorities, ca === null ? texts.authoritiesOf.system : fileNameOf(ca)],
      ]}
    />
  );
}

function LastLook({ look }: { readonly look: OfficeLook | undefined }): ReactNode {
  const texts = useTexts().offices;
  if (look === undefined) return <p className="hint">{texts.notYet}</p>;
  const { at, brought, error } = look;
  const minute = formatMinute(at);
  if (brought !== null) {
    const { arrived, refused, returned } = brought;
    return (
      <p className="hint" data-testid={`office-look-${look.way}`}>
        {texts.exchanged(minute, arrived, refused, returned)}
      </p>
    );
  }
  return error && <ErrorView error={error} title={texts.exchangeFailed(minute)} />;
}

interface CallFormProps {
  readonly store: OfficesStore;
  /** Null if none is set. */
  readonly call: OfficeCall | null;
  readonly onDone: () => void;
}

/** The form of the address: where it is, the file with the token, and who vouches for the server. */
function CallForm({ store, call, onDone }: CallFormProps): ReactNode {
  const texts = useTexts().offices;
  const { picked, pickCallFile, working } = store;
  const [url, setUrl] = useState(call?.url ?? '');
  const [vouching, setVouching] = useState<'system' | 'file'>(
    call === null || call.ca === null ? 'system' : 'file',
  );
  const token = picked.token ?? (call && fileNameOf(call.tokenFile));
  const authorities = picked.authorities ?? (call?.ca ? fileNameOf(call.ca) : null);
  const address = url.trim();
  const isWhole =
    /^https:\/\/\S/.test(address) && token !== null && (vouching === 'system' || authorities !== null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await store.setCall(address, vouching === 'system')) onDone();
  };
  return (
    <form
      className="approval-form"
      onSubmit={(event) => void submit(event)}
      aria-label={call === null ? texts.setCall : texts.changeCall}
    >
      <TextEntry
        label={texts.address}
        value={url}
        onChange={setUrl}
        placeholder={texts.addressHint}
        maxLength={2000}
        required
      />
      <PickedFile
        label={texts.tokenFile}
        name={token}
        button={texts.pickToken}
        isDisabled={working}
        onPick={() => void pickCallFile('token')}
      />
      <ChoiceField
        label={texts.authorities}
        value={vouching}
        options={(['system', 'file'] as const).map((each) => [each, texts.authoritiesOf[each]] as const)}
        onChange={setVouching}
      />
      {vouching === 'file' && (
        <PickedFile
          label={texts.authoritiesFile}
          name={authorities}
          button={texts.pickAuthorities}
          isDisabled={working}
          onPick={() => void pickCallFile('authorities')}
        />
      )}
      <Button kind="primary" wide type="submit" isDisabled={!isWhole || working}>
        {texts.saveCall}
      </Button>
      <Button wide onPress={onDone}>
        {texts.cancel}
      </Button>
    </form>
  );
}

interface PickedFileProps {
  readonly label: string;
  /** Null before one was picked. */
  readonly name: string | null;
  readonly button: string;
  readonly isDisabled: boolean;
  readonly onPick: () => void;
}

function PickedFile({ label, name, button, isDisabled, onPick }: PickedFileProps): ReactNode {
  const texts = useTexts().offices;
  return (
    <div className="field" role="group" aria-label={label}>
      <span>{label}</span>
      <span className={name === null ? 'hint' : 'file-name'}>{name ?? texts.notPicked}</span>
      <Button isDisabled={isDisabled} onPress={onPick}>
        {button}
      </Button>
    </div>
  );
}
