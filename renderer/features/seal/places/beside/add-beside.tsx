import { type ReactNode, useState } from 'react';
import { useTexts } from '../../../../lib/i18n/use-texts.ts';
import type { PageSight } from '../../../../lib/pdf-view/page-point.ts';
import { Button } from '../../../../ui/form.tsx';
import { dateRule, type DrawnSignature, handwritingRule } from './beside-rows.ts';
import { HandwritingPad } from './handwriting-pad.tsx';
import type { SealStore } from '../../seal-state.ts';

interface Props {
  readonly store: SealStore;
  readonly sight: PageSight;
  /** True while the queue of many documents has the buttons that seal. */
  readonly inQueue: boolean;
}

/** Adds what stands beside the seal and is signed with it: the date of sealing, or the picture of a handwritten signature. */
export function AddBeside({ store, sight, inQueue }: Props): ReactNode {
  const texts = useTexts().beside;
  const [isSigning, setSigning] = useState(false);
  const { subject, add } = store;
  if (subject === null) return null;
  // A seal of an OFD has no place for them.
  if (subject.format === 'ofd') return <p className="hint">{texts.notInOfd}</p>;
  const put = (signature: DrawnSignature): void => {
    const point = sight.middle();
    const page = point === null ? undefined : subject.pages[point.page];
    if (point === null || page === undefined) return;
    add(handwritingRule(signature, point, page));
    setSigning(false);
  };
  if (isSigning) return <HandwritingPad onUse={put} onCancel={() => setSigning(false)} />;
  return (
    <div role="group" aria-label={texts.add} className="place-add">
      <h3>{texts.add}</h3>
      <div className="button-row">
        <Button onPress={() => add(dateRule(texts.usualKeyword))}>{texts.date}</Button>
        {!inQueue && <Button onPress={() => setSigning(true)}>{texts.handwriting}</Button>}
      </div>
      {inQueue && <p className="hint">{texts.inQueue}</p>}
    </div>
  );
}
