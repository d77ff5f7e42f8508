import { useState, type ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type {
  ApprovalItemView,
  ApprovalView,
  ApprovedTarget,
} from '../../../electron/shared/model/approval.ts';
import { formatBytes, formatMillimetres } from '../../lib/format.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { FactList } from '../../ui/panel.tsx';
import type { ApprovalsStore } from './approvals-store.ts';

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
  const isReady = approval.state === 'approved' && state === 'open';
  const purpose = isReady ? 'seal' : 'view';
  const isMissing =
    store.problem?.code === 'APPROVAL_FILE_MISSING' && store.problem.details?.['fileName'] === item.fileName;
  return (
    <>
      <strong className="file-name">{item.fileName}</strong>
      <span className={`approval-item-state approval-item-${state}`}>{texts.itemState[state]}</span>
      <ItemFacts view={view} />
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
      {state === 'unsettled' && <Release store={store} id={id} index={index} />}
    </>
  );
}

function ItemFacts({ view: { item } }: { readonly view: ApprovalItemView }): ReactNode {
  const texts = useTexts().approvals;
  const language = useLanguage();
  return (
    <FactList
      facts={[
        [texts.size, `${formatBytes(item.size, language)} · ${texts.pages(item.pages)}`],
        [texts.seal, item.sealName],
        [texts.place, <Place key="place" target={item.target} />],
        [texts.sm3, <code key="sm3">{item.sm3}</code>],
      ]}
    />
  );
}

function Place({ target }: { readonly target: ApprovedTarget }): ReactNode {
  const texts = useTexts().seal;
  if (target.kind === 'field') return texts.fieldText(target.name);
  return texts.positionText(target.page + 1, formatMillimetres(target.xMm), formatMillimetres(target.yMm));
}

interface ReleaseProps {
  readonly store: ApprovalsStore;
  readonly id: string;
  readonly index: number;
}

function Release({ store, id, index }: ReleaseProps): ReactNode {
  const texts = useTexts().approvals;
  const [reason, setReason] = useState('');
  return (
    <>
      <p className="hint">{texts.releaseHint}</p>
      <TextField className="field" value={reason} onChange={setReason} maxLength={200}>
        <Label>{texts.releaseReason}</Label>
        <Input className="input" />
      </TextField>
      <Button isDisabled={reason.trim() === ''} onPress={() => void store.release(id, index, reason.trim())}>
        {texts.release}
      </Button>
    </>
  );
}
