import { type ReactNode, useEffect } from 'react';
import type { RevisionEntry } from '../../../electron/shared/model/document-details.ts';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { shownName } from './revision-list.tsx';

interface Props {
  readonly revision: RevisionEntry;
  /** Of the report, in its order. */
  readonly signatures: readonly SignatureReport[];
  readonly onBack: () => void;
}

/** Says above the pages that they show a former version, byte by byte, and leads back to the present one. */
export function VersionBanner({ revision, signatures, onBack }: Props): ReactNode {
  const texts = useTexts().verify;
  useEffect(() => {
    // Esc leaves this layer alone: sealing, which listens too, keeps what was placed.
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onBack();
    };
    window.addEventListener('keydown', leave, { capture: true });
    return () => window.removeEventListener('keydown', leave, { capture: true });
  }, [onBack]);
  const sealed = revision.signatures.flatMap((at) => signatures[at] ?? []);
  const names = sealed.map(shownName).join('、');
  const isAltered = sealed.some(({ checks }) => checks.integrity.result === 'fail');
  return (
    <div className="banner version-banner" role="status" data-testid="version-banner">
      <span className="banner-text">
        {sealed.length === 0
          ? texts.viewingVersion(revision.number, revision.bytes)
          : texts.viewingSealed(names, revision.number, revision.bytes)}
        {isAltered && ` ${texts.viewingAltered}`}
      </span>
      <Button kind="primary" onPress={onBack}>
        {texts.backToPresent}
      </Button>
    </div>
  );
}
