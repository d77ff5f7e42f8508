import type { ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { AppError } from '../../../electron/shared/errors.ts';
import type { OfflineBundleFacts } from '../../../electron/shared/model/offline-bundle.ts';
import type {
  PlatformListKind,
  PlatformListView,
  PlatformView,
} from '../../../electron/shared/model/platform.ts';
import { formatBytes, formatDay, formatMinute } from '../../lib/format.ts';
import { type Messages, useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { Button } from '../../ui/form.tsx';
import { ErrorView } from '../../ui/error-view.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { isOutOfReach, type PlatformStore } from './platform-store.ts';

/** Shows every platform: the last contact, the age of its lists, and problems. */
export function PlatformSection({ store }: { readonly store: StoreApi<PlatformStore> }): ReactNode {
  const { view, problem, syncNow, cancel } = useStore(store);
  const texts = useTexts().platform;
  const trouble = problem ?? view?.settingsProblem ?? null;
  return (
    <section className="card" aria-label={texts.title} data-testid="platforms" id="platforms">
      <h2>{texts.title}</h2>
      {trouble !== null && <ErrorView error={trouble} />}
      {view !== null && trouble === null && view.platforms.length === 0 && <NoPlatform />}
      {view?.platforms.map((platform) => (
        <OnePlatform
          key={platform.id}
          platform={platform}
          onSync={() => void syncNow(platform.id)}
          onCancel={() => void cancel(platform.id)}
        />
      ))}
    </section>
  );
}

function NoPlatform(): ReactNode {
  const texts = useTexts().platform;
  return (
    <>
      <p>
        <strong>{texts.none}</strong>
      </p>
      <p className="hint">{texts.noneText}</p>
    </>
  );
}

interface OneProps {
  readonly platform: PlatformView;
  readonly onSync: () => void;
  readonly onCancel: () => void;
}

function OnePlatform({ platform, onSync, onCancel }: OneProps): ReactNode {
  const texts = useTexts().platform;
  const { name, url, lastSyncAt, lastAttemptAt, lists, problem, progress, offers, bundle } = platform;
  const isLivingByBundle = bundle !== null && isOutOfReach(platform);
  const time = (iso: string | null): string => (iso === null ? texts.never : formatMinute(iso));
  return (
    <div className="platform-one" data-testid={`platform-${platform.id}`}>
      <h3>{name}</h3>
      <FactList
        facts={[
          ...(bundle === null
            ? []
            : [[texts.bundles.one, <BundleAge key="bundle" bundle={bundle} />] as const]),
          [texts.lastSync, time(lastSyncAt)],
          [texts.lastAttempt, lastAttemptAt === lastSyncAt ? null : time(lastAttemptAt)],
          ...lists.map(
            (list) => [texts.listName(list.kind, list.id), <ListAge key={list.id} list={list} />] as const,
          ),
          [texts.notices, platform.isListening ? texts.listening : texts.notListening],
          [texts.address, url],
          [texts.contract, offers?.contract ?? null],
        ]}
      />
      {offers?.endings.map(({ operation, sunset }) => (
        <p key={operation} className="hint" data-testid="operation-ends">
          {texts.ends(operation, sunset === null ? null : formatDay(sunset))}
        </p>
      ))}
      {problem !== null && progress === null && !isLivingByBundle && (
        <ErrorView title={titleOf(problem, texts)} error={problem} />
      )}
      <div className="button-row">
        {progress === null ? (
          <Button onPress={onSync}>{texts.syncNow}</Button>
        ) : (
          <Button onPress={onCancel}>{texts.cancel}</Button>
        )}
        <Progress platform={platform} />
      </div>
    </div>
  );
}

/** Names the list that the problem is about, if it is about one. */
function titleOf({ details }: AppError, texts: Messages['platform']): string {
  const list = details?.['list'];
  if (typeof list !== 'string') return texts.problem;
  const [kind, id = ''] = list.split('/');
  const name = kind === 'crl' ? texts.listName('revocationList', id) : texts.lists[kindOf(list)];
  return texts.problemWith(name);
}

const KINDS: Readonly<Record<string, PlatformListKind>> = {
  'trust-list': 'trustList',
  'platform-policy': 'policy',
  'platform-signers': 'signers',
};

const kindOf = (list: string): PlatformListKind => KINDS[list] ?? 'sealStatus';

function BundleAge({ bundle }: { readonly bundle: OfflineBundleFacts }): ReactNode {
  const texts = useTexts().platform;
  const next = formatMinute(bundle.nextUpdate);
  const isOverdue = Date.parse(bundle.nextUpdate) < Date.now();
  return (
    <>
      {texts.bundles.issued(formatMinute(bundle.issuedAt))}
      <span className="hint"> · {isOverdue ? texts.bundles.overdue(next) : texts.bundles.next(next)}</span>
    </>
  );
}

function ListAge({ list }: { readonly list: PlatformListView }): ReactNode {
  const texts = useTexts().platform;
  const isOverdue = Date.parse(list.nextUpdate) < Date.now();
  const next = formatMinute(list.nextUpdate);
  return (
    <>
      {texts.listAsOf(formatMinute(list.issuedAt), list.number)}
      <span className="hint"> · {isOverdue ? texts.overdue(next) : texts.nextUpdate(next)}</span>
    </>
  );
}

function Progress({ platform: { progress } }: { readonly platform: PlatformView }): ReactNode {
  const texts = useTexts().platform;
  const language = useLanguage();
  if (progress === null) return null;
  const bytes = (count: number): string => formatBytes(count, language);
  return (
    <>
      <progress
        value={progress.done}
        max={Math.max(progress.total, 1)}
        aria-label={texts.lists[progress.step]}
      />
      <span className="tabular">{texts.progress(progress, bytes)}</span>
    </>
  );
}
