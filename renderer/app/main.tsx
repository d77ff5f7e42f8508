import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from '../lib/bridge.ts';
import { Shell } from './shell.tsx';
import { createStores } from './stores.ts';
import { openDrawable } from '../lib/pdf-view/draw-document.ts';
import { DocumentPasswords } from '../lib/pdf-view/document-passwords.ts';
import { LoadedDocuments } from '../lib/pdf-view/loaded-documents.ts';

const passwords = new DocumentPasswords();
const loaded = new LoadedDocuments(async (id, bytes) => {
  const { loadDocument, readerOf } = await import('../lib/pdf-view/load-document.ts');
  return loadDocument(bytes, readerOf(id, bytes, bridge.documents), passwords.of(id));
});
const stores = createStores(bridge, {
  open: openDrawable(bridge.documents, passwords),
  loaded,
  passwords,
});
void stores.app.getState().load();
void stores.policy.getState().load();
void stores.documents.getState().openInitial();
void stores.approvals.getState().openInitial();
void stores.links.getState().load();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
/** React has taken everything from the page by then. */
const onUncaughtError = (): void => void bridge.app.failed();
createRoot(root, { onUncaughtError }).render(
  <StrictMode>
    <Shell bridge={bridge} stores={stores} />
  </StrictMode>,
);
