import { type ReactNode, useState } from 'react';
import { Button } from './form.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  /** What the person says by the tick. */
  readonly tick: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly testId: string;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** What is taken over, with its fingerprint. */
  readonly children: ReactNode;
}

/** Lets the person compare a fingerprint. Nothing is taken over without the tick beside it. */
export function ComparedFingerprint(props: Props): ReactNode {
  const { title, text, tick, confirm, cancel, testId, isBusy, onConfirm, onCancel, children } = props;
  const [compared, setCompared] = useState(false);
  return (
    <div className="notice notice-warning" role="group" aria-label={title} data-testid={testId}>
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
      <label className="preflight-yes">
        <input type="checkbox" checked={compared} onChange={({ target }) => setCompared(target.checked)} />
        {tick}
      </label>
      <div className="button-row">
        <Button kind="primary" isDisabled={isBusy || !compared} onPress={onConfirm}>
          {confirm}
        </Button>
        <Button onPress={onCancel}>{cancel}</Button>
      </div>
    </div>
  );
}
