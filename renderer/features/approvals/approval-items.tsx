import { useState, type ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import {
  type ApprovalItemView,
  type ApprovalView,
  type ApprovedTarget,
  type SamePerson,
  USE_ROLES,
} from '../../../electron/shared/model/approval.ts';
import { formatBytes, formatMillimetres, formatMinute } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import type { ApprovalsStore } from './approvals-store.ts';
import { besideLines, NamedPictures } from './named-pictures.tsx';

interface Props {
  readonly store: ApprovalsStore;
  readonly approval: ApprovalView;
}

/** Shows the files of a request, each with a button to view it and, once approved, to seal it. */
export function ApprovalItems(props: Props): ReactNode {
  const { items } = props.approval;
  const next = items.findIndex(({ state }) => state === 'open');
  return (
    <ol className="approval-items">
      {items.map((view, index) => (
        <li key={`${view.item.sm3} ${index}`} className="approval-item">
          <Item {...props} view={view} index={index} isNext={index === next} />
        </li>
      ))}
    </ol>
  );
}

interface ItemProps extends Props {
  readonly view: ApprovalItemView;
  readonly index: number;
  /** Returns the first file that is still open: it gets the most visible button. */
  readonly isNext: boolean;
}

function Item({ store, approval, view, index, isNext }: ItemProps): ReactNode {
  const texts = useTexts().approvals;
  const { item, state, sm3After } = view;
  const { id } = approval.request;
  const holdsClaim = state === 'open' && (view.claim?.state === 'held' || view.claim?.state === 'offline');
  const isReady = approval.state === 'approved' && state === 'open';
  const purpose = isReady ? 'seal' : 'view';
  const isMissing =
    store.problem?.code === 'APPROVAL_FILE_MISSING' && store.problem.details?.['fileName'] === item.fileName;
  return (
    <>
      <strong className="file-name">{item.fileName}</strong>
      <span className={`approval-item-state approval-item-${state}`}>{texts.itemState[state]}</span>
      <ItemFacts view={view} />
      {state !== 'used' && <NamedPictures store={store} id={id} pictures={view.pictures} />}
      {sm3After !== null && <FactList facts={[[texts.sealedSm3, <code key="sm3">{sm3After}</code>]]} />}
      {state !== 'used' && (
        <div className="button-row">
          <Button
            kind={isReady && isNext && !isMissing ? 'primary' : 'secondary'}
            onPress={() => void store.openItem(id, index, purpose)}
          >
            {isReady ? texts.sealItem : texts.view}
          </Button>
          <Button
            kind={isMissing ? 'primary' : 'secondary'}
            onPress={() => void store.chooseItem(id, index, purpose)}
          >
            {texts.choose}
          </Button>
        </div>
      )}
      <ClaimNotices view={view} />
      <OnePerson people={view.samePeople} />
      {state === 'unsettled' && <Release store={store} id={id} index={index} />}
      {holdsClaim && (
        <details>
          <summary>{texts.giveBack}</summary>
          <Release store={store} id={id} index={index} givesBack />
        </details>
      )}
    </>
  );
}

function ItemFacts({ view: { item, placesText } }: { readonly view: ApprovalItemView }): ReactNode {
  const messages = useTexts();
  const texts = messages.approvals;
  const language = useLanguage();
  return (
    <FactList
      facts={[
        [texts.size, `${formatBytes(item.size, language)} · ${texts.pages(item.pages)}`],
        [texts.seal, item.sealName],
        [texts.place, <Place key="place" target={item.target} text={placesText} />],
        [texts.beside, besideLines(item, messages)],
        [texts.lock, item.locks === true ? <strong key="lock">{texts.locks}</strong> : null],
        [texts.sm3, <code key="sm3">{item.sm3}</code>],
      ]}
    />
  );
}

function Place({ target, text }: { readonly target: ApprovedTarget; readonly text: string }): ReactNode {
  const texts = useTexts().seal;
  if (target.kind === 'field') return texts.fieldText(target.name);
  if (target.kind === 'list') return text;
  return texts.positionText(target.page + 1, formatMillimetres(target.xMm), formatMillimetres(target.yMm));
}

/** Says what the platform knows of the use of an item, as far as a person should know it too. */
function ClaimNotices({ view: { claim, doubleUse, state } }: { readonly view: ApprovalItemView }): ReactNode {
  const texts = useTexts().approvals;
  if (doubleUse !== null) {
    return (
      <div className="notice notice-danger" role="alert">
        <strong>{texts.usedTwice}</strong>
        {doubleUse.claims.map(({ claimId, used, claimedAt }) => (
          <p key={claimId} className="hash">
            {texts.useAt(formatMinute(used?.at ?? claimedAt), used?.sm3After ?? '—')}
          </p>
        ))}
        <p>{texts.usedTwiceHint}</p>
      </div>
    );
  }
  if (claim?.state === 'taken' && claim.standing !== null) {
    return (
      <p className="notice notice-warning">{texts.usedElsewhere(formatMinute(claim.standing.claimedAt))}</p>
    );
  }
  return claim?.state === 'offline' && state === 'used' ? <p className="hint">{texts.usedOffline}</p> : null;
}

/** Names the parts that one person has in a use; nothing when everybody has one. */
export function OnePerson({ people }: { readonly people: readonly SamePerson[] }): ReactNode {
  const texts = useTexts().approvals;
  if (people.length === 0) return null;
  const roles = USE_ROLES.filter((role) => people.some(({ one, other }) => one === role || other === role));
  return <p className="notice notice-warning">{texts.onePerson(roles.map((role) => texts.roles[role]))}</p>;
}

interface ReleaseProps {
  readonly store: ApprovalsStore;
  readonly id: string;
  readonly index: number;
  /** True to give a claim back to the platform. */
  readonly givesBack?: boolean;
}

function Release({ store, id, index, givesBack = false }: ReleaseProps): ReactNode {
  const texts = useTexts().approvals;
  const [reason, setReason] = useState('');
  return (
    <>
      <p className="hint">{givesBack ? texts.giveBackHint : texts.releaseHint}</p>
      <TextField className="field" value={reason} onChange={setReason} maxLength={200}>
        <Label>{texts.releaseReason}</Label>
        <Input className="input" />
      </TextField>
      <Button isDisabled={reason.trim() === ''} onPress={() => void store.release(id, index, reason.trim())}>
        {givesBack ? texts.giveBack : texts.release}
      </Button>
    </>
  );
}
