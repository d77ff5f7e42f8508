import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { StoreApi } from 'zustand';
import { success } from '../../electron/shared/result.ts';
import { contract } from '../../electron/wire/window/contract.ts';
import { createStandIn } from '../../electron/wire/window/stand-in.ts';
import { createConversionStore } from '../features/conversion/conversion-store.ts';
import { createDocumentStore } from '../features/documents/document-store.ts';
import { DocumentPasswords } from '../lib/pdf-view/document-passwords.ts';
import { IncomingFile } from './incoming-file.tsx';

const error = { code: 'FILE_IS_OFFICE_DOCUMENT', details: { offer: 'a' } } as const;
const offer = { name: '合同.docx', kind: 'office', program: 'LibreOffice', holdsMacros: false } as const;

/** Drawing without a screen shows the state that a store begins with. */
const asItIs = <State,>(store: StoreApi<State>): StoreApi<State> => ({
  ...store,
  getInitialState: store.getState,
});

async function shownIn(verifyOnly: boolean): Promise<string> {
  const { client } = createStandIn(contract, { conversions: { describe: () => success(offer) } });
  const documents = createDocumentStore(client.documents, new DocumentPasswords());
  const conversion = createConversionStore(client.conversions, () => undefined);
  documents.setState({ incoming: { step: 'failed', error } });
  conversion.getState().follow(error);
  await new Promise((resolve) => setTimeout(resolve, 0));
  const props = { documents: asItIs(documents), conversion: asItIs(conversion), verifyOnly };
  return renderToStaticMarkup(<IncomingFile {...props} />);
}

describe('an office document that is dropped while another document is open', () => {
  it('is offered to be converted, but not in a window that only verifies', async () => {
    expect(await shownIn(false)).toContain('data-testid="conversion"');
    const plain = await shownIn(true);
    expect(plain).not.toContain('data-testid="conversion"');
    expect(plain).toContain('banner-doubt');
  });
});
