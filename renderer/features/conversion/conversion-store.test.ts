import { describe, expect, it } from 'vitest';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import type { ConvertedDocument } from '../../../electron/wire/window/conversions.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { openedDocument } from '../../lib/fixtures/opened-document.ts';
import { createConversionStore } from './conversion-store.ts';

const document = openedDocument('new', { name: '合同.pdf' });
const offer = { name: '合同.docx', kind: 'office', program: 'LibreOffice', holdsMacros: false } as const;
const refused = (id: string) => ({ code: 'FILE_IS_OFFICE_DOCUMENT', details: { offer: id } }) as const;

function setUp(made: Result<ConvertedDocument>) {
  const shown: OpenDocument[] = [];
  const { client, calls } = createStandIn(contract, {
    conversions: {
      describe: ({ offerId }) =>
        offerId === 'locked' ? failure({ code: 'OFFICE_DOCUMENT_PROTECTED' }) : success(offer),
      begin: () => made,
      cancel: () => success(null),
    },
  });
  const store = createConversionStore(client.conversions, (each) => shown.push(each));
  return { store, calls, shown, settled: () => new Promise((resolve) => setTimeout(resolve, 0)) };
}

describe('The conversion of a refused file', () => {
  it('is described, and begins only when the person says so', async () => {
    const { store, calls, shown, settled } = setUp(success({ document, origin: offer }));
    store.getState().follow(refused('a'));
    await settled();
    expect(store.getState().state).toEqual({ step: 'asking', offerId: 'a', offer });
    expect(calls).toEqual(['conversions.describe']);
    await store.getState().begin();
    expect(shown).toEqual([document]);
    expect(store.getState()).toMatchObject({ state: { step: 'none' }, origins: { new: offer } });
    store.getState().forgetOrigin('new');
    expect(store.getState().origins).toEqual({});
  });

  it('says at once why there can be none', async () => {
    const { store, settled } = setUp(failure({ code: 'INTERNAL' }));
    store.getState().follow(refused('locked'));
    await settled();
    expect(store.getState().state).toMatchObject({
      step: 'failed',
      error: { code: 'OFFICE_DOCUMENT_PROTECTED' },
    });
  });

  it('is offered again once it was cancelled, and leaves the screen with the file', async () => {
    const { store, settled } = setUp(failure({ code: 'CANCELLED' }));
    store.getState().follow(refused('a'));
    await settled();
    await store.getState().begin();
    expect(store.getState().state.step).toBe('asking');
    store.getState().follow(null);
    expect(store.getState().state).toEqual({ step: 'none' });
  });

  it('is ended where another file is opened meanwhile', async () => {
    const { store, calls, shown, settled } = setUp(success({ document, origin: offer }));
    store.getState().follow(refused('a'));
    await settled();
    const work = store.getState().begin();
    store.getState().follow({ code: 'FILE_IS_OFD' });
    await work;
    expect(calls).toContain('conversions.cancel');
    expect([shown, store.getState().state]).toEqual([[], { step: 'none' }]);
  });
});
