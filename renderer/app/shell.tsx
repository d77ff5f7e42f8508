import { type DragEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import { isApprovalFile } from '../../electron/shared/model/approval.ts';
import type { AppInfo, MissingPiece } from '../../electron/shared/model/app-description.ts';
import type { Language } from '../../electron/shared/model/app-info.ts';
import { BUNDLE_SUFFIX } from '../../electron/shared/model/offline-bundle.ts';
import { findingText } from '../../electron/shared/texts/audit-texts.ts';
import { errorTexts } from '../../electron/shared/texts/error-texts.ts';
import { PinResetNotices } from '../features/pin-reset/pin-reset-notices.tsx';
import { BindingNotice } from '../features/platform/binding-notice.tsx';
import { SealLifeNotices } from '../features/seal-life/seal-life-notices.tsx';
import { VerifyOnlyStatus } from '../features/trust-lists/verify-only-status.tsx';
import { LinkQuestion } from '../features/links/link-question.tsx';
import { LanguageContext, useTexts } from '../lib/i18n/use-texts.ts';
import { PlatformNames } from '../lib/platform-names.ts';
import { isCommand, useWindowKeys } from '../lib/window-keys.ts';
import { Notice } from '../ui/error-view.tsx';
import { ForgottenPinContext } from '../ui/forgotten-pin.tsx';
import { later } from '../ui/later.tsx';
import { type Place, PLACES, type WorkPlace } from './app-store.ts';
import { DocumentPlace } from './document-place.tsx';
import { leadToReset } from './forgotten-pin.ts';
import { IncomingFile } from './incoming-file.tsx';
import { Rail } from './rail.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { StatusStrip } from './status-strip.tsx';
import type { AppParts, Stores } from './stores.ts';

// The window begins with the documents: every other place is loaded when it is first gone to.
const VerifyPlace = later(async () => (await import('./verify-place.tsx')).VerifyPlace);
const SealsPlace = later(async () => (await import('./seals-place.tsx')).SealsPlace);
const RegisterPlace = later(async () => (await import('./register-place.tsx')).RegisterPlace);
const SettingsPlace = later(async () => (await import('./settings-place.tsx')).SettingsPlace);
const GuidePage = later(async () => (await import('../features/guide/guide-page.tsx')).GuidePage);

/** The window: rail, place, status strip. It shows its name until main has sent the language. */
export function Shell(props: AppParts): ReactNode {
  const info = useStore(props.stores.app, ({ info: known }) => known);
  const platforms = useStore(props.stores.platform, ({ view }) => view?.platforms);
  const nameOf = useCallback(
    (id: string) => platforms?.find((each) => each.id === id)?.name ?? null,
    [platforms],
  );
  if (info === null) return <p className="starting">印签台 SealDesk · 正在启动… Starting…</p>;
  const { language } = info.preferences;
  return (
    <LanguageContext value={language}>
      <I18nProvider locale={language}>
        <PlatformNames value={nameOf}>
          <ForgottenPinContext value={(token) => void leadToReset(token, props.stores)}>
            <Frame {...props} info={info} language={language} />
          </ForgottenPinContext>
        </PlatformNames>
      </I18nProvider>
    </LanguageContext>
  );
}

interface FrameProps extends AppParts {
  readonly info: AppInfo;
  readonly language: Language;
}

function Frame({ bridge, stores, info, language }: FrameProps): ReactNode {
  const texts = useTexts();
  const app = useStore(stores.app);
  const keys = useStore(stores.tokens, ({ view }) => view);
  const register = useStore(stores.register);
  const { verifyOnly } = info.preferences;
  const places = placesOf(info);
  const place = places.find((each) => each === app.place) ?? (app.place === 'guide' ? 'guide' : 'documents');
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts.appName;
  }, [language, texts]);
  const open = (): void =>
    stores.whenIdle(() => {
      app.go('documents');
      void stores.documents.getState().openDialog();
    });
  useWindowKeys((event) => (isCommand(event) && event.key.toLowerCase() === 'o' ? open : null));
  /** Admits a file at its entry too: a page that is drawn anew under the pointer is entered just before the drop. */
  const admit = (event: DragEvent): void => {
    event.preventDefault();
    // A place with fields for files keeps them in sight.
    const hasFields = document.querySelector('[data-takes-files]') !== null;
    setDragging(!hasFields && event.dataTransfer.types.includes('Files'));
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setDragging(false);
    const { files, items } = event.dataTransfer;
    const dropped = [...files];
    // Asking of each of a thousand files whether it is a folder would take longer than a person waits for a window.
    const areMany = dropped.length > 1 || items[0]?.webkitGetAsEntry()?.isDirectory === true;
    stores.whenIdle(() => takeDropped(dropped, areMany, verifyOnly, stores));
  };
  return (
    <div
      className="shell"
      onDragEnter={admit}
      onDragOver={admit}
      onDragLeave={(event) => event.relatedTarget === null && setDragging(false)}
      onDrop={drop}
    >
      <Rail places={places} place={place} onGo={app.go} />
      <main className="place" tabIndex={place === 'documents' ? undefined : 0}>
        <LinkQuestion store={stores.links} />
        {!verifyOnly && <KeyNotices stores={stores} place={place} />}
        {register.unrecorded !== null && (
          <Notice
            tone="doubt"
            text={texts.register.unrecorded(errorTexts[language][register.unrecorded.code].what)}
            onClose={register.dismissUnrecorded}
          />
        )}
        {register.cut !== null && !register.cutRead && (
          <Notice
            tone="bad"
            text={texts.register.cut(findingText(language, register.cut.finding))}
            onClose={register.dismissCut}
          />
        )}
        {!app.noticesRead &&
          missingFor(info).map((piece) => (
            <Notice
              key={piece}
              tone="doubt"
              text={texts.settings.missingPieces[piece]}
              onClose={app.readNotices}
            />
          ))}
        <IncomingFile documents={stores.documents} conversion={stores.conversion} verifyOnly={verifyOnly} />
        {place === 'documents' && <DocumentPlace bridge={bridge} stores={stores} info={info} />}
        {place === 'guide' && <GuidePage />}
        {place === 'verify' && <VerifyPlace stores={stores} />}
        {place === 'seals' && <SealsPlace bridge={bridge} stores={stores} />}
        {place === 'register' && <RegisterPlace bridge={bridge} stores={stores} />}
        {place === 'settings' && <SettingsPlace bridge={bridge} stores={stores} info={info} />}
      </main>
      <StatusStrip
        tokens={keys}
        trust={info.trust}
        heldPin={stores.heldPin}
        platform={stores.platform}
        onGo={app.go}
        verifyOnly={
          verifyOnly ? <VerifyOnlyStatus store={stores.trustLists} onOpen={() => app.go('settings')} /> : null
        }
      />
      <ShortcutSheet onGuide={() => app.go('guide')} />
      {dragging && (
        <div className="drop-sheet">
          {app.place === 'verify' ? texts.verifyMany.dropHere : texts.documents.dropHere}
        </div>
      )}
    </div>
  );
}

/** Says what concerns keys, seals and platforms, which a window that only verifies leaves out. */
function KeyNotices({ stores, place }: { readonly stores: Stores; readonly place: Place }): ReactNode {
  const go = useStore(stores.app, (app) => app.go);
  return (
    <>
      <PinResetNotices resets={stores.pinReset} />
      <SealLifeNotices life={stores.sealLife} />
      {place !== 'settings' && <BindingNotice store={stores.binding} onOpen={() => go('settings')} />}
    </>
  );
}

/** The places of a window that only verifies. */
const VERIFY_PLACES: readonly WorkPlace[] = ['documents', 'verify', 'settings'];

const placesOf = ({ preferences }: AppInfo): readonly WorkPlace[] =>
  preferences.verifyOnly ? VERIFY_PLACES : PLACES;

/** Of the missing parts, those that matter for what the window is for. */
function missingFor({ preferences, missing }: AppInfo): readonly MissingPiece[] {
  return preferences.verifyOnly ? missing.filter((piece) => piece === 'trustFolder') : missing;
}

/**
 * Imports a request or an offline bundle, opens one document, queues several or a folder to be sealed, or verifies whatever is dropped on
 * 验章.
 */
function takeDropped(
  files: readonly File[],
  areMany: boolean,
  verifyOnly: boolean,
  { app, approvals, documents, batch, queue, platform }: Stores,
): void {
  const [file] = files;
  if (file === undefined) return;
  const { place, go } = app.getState();
  if (isApprovalFile(file.name)) {
    go('documents');
    void approvals.getState().importDropped(file);
  } else if (isBundle(file) && !verifyOnly) {
    go('settings');
    void platform.getState().importBundle(file);
  } else if (place === 'verify' || (areMany && verifyOnly)) {
    go('verify');
    void batch.getState().addDropped(files);
  } else if (areMany || queue.getState().isShown) {
    go('documents');
    void queue.getState().addDropped(files);
  } else {
    go('documents');
    void documents.getState().openDropped(file);
  }
}

/** Tells whether a dropped file is an offline bundle of a platform. */
const isBundle = ({ name }: File): boolean => name.toLowerCase().endsWith(BUNDLE_SUFFIX);
