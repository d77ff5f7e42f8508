import { describe, expect, it } from 'vitest';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import { type Result, success } from '../../electron/shared/result.ts';
import { contract } from '../../electron/wire/window/contract.ts';
import type { SealOutcome } from '../../electron/wire/window/documents.ts';
import { createStandIn } from '../../electron/wire/window/stand-in.ts';
import { openedDocument } from '../lib/fixtures/opened-document.ts';
import { DocumentPasswords } from '../lib/pdf-view/document-passwords.ts';
import { LoadedDocuments } from '../lib/pdf-view/loaded-documents.ts';
import { createStores, type Stores } from './stores.ts';

const choice = { tokenSerial: '01', esId: 'seal', name: '合同专用章', widthMm: 40, heightMm: 40 };
const PAGES = [{ widthMm: 210, heightMm: 297 }];
const document = (id: string): OpenDocument =>
  openedDocument(id, { sealability: { possible: true, pages: PAGES, emptyFields: [] } });
const outcome: SealOutcome = {
  document: document('sealed'),
  report: { file: 'sealed.pdf', verdict: 'valid', signatures: [], revocationListsAsOf: [] },
  trustedTime: { state: 'notAsked' },
  archive: { state: 'notAsked' },
  sm3: 'cc',
};

/** Brings a document to its sealing, which ends when `finish` is called; a dropped file opens when `opened` is called. */
async function sealing() {
  const starts = Promise.withResolvers<Result<SealOutcome>>();
  const drop = Promise.withResolvers<Result<OpenDocument>>();
  const closed: string[] = [];
  const { client, raise } = createStandIn(contract, {
    seal: { start: () => starts.promise },
    documents: {
      openDropped: () => drop.promise,
      close: ({ id }) => {
        closed.push(id);
        return success(null);
      },
    },
  });
  const nothing = (): never => {
    throw new Error('no page is drawn');
  };
  const passwords = new DocumentPasswords();
  const stores = createStores(client, { open: nothing, loaded: new LoadedDocuments(nothing), passwords });
  stores.documents.getState().show(success(document('contract')));
  stores.seal.getState().choose(choice);
  stores.seal.getState().place({ page: 0, xMm: 100, yMm: 100 });
  const begin = async (): Promise<void> => {
    stores.seal.getState().askPin();
    await stores.seal.getState().submit({ pin: Uint8Array.of(1), holdPin: false, lastTryConfirmed: false });
  };
  return {
    ...{ stores, raise, begin, closed },
    finish: () => starts.resolve(success(outcome)),
    opened: () => drop.resolve(success(document('dropped'))),
  };
}

const shown = ({ documents }: Stores): unknown => {
  const { tabs, state } = documents.getState();
  return { tabs: tabs.map(({ id }) => id), front: state.step === 'open' ? state.document.id : state.step };
};
const both = { tabs: ['sealed', 'dropped'], front: 'dropped' };

describe('a document that comes while another one is sealed', () => {
  it('opens beside the sealed one when it was dropped before the sealing and is read during it', async () => {
    const { stores, begin, finish, opened, closed } = await sealing();
    const dropped = stores.documents.getState().openDropped(new File([], 'dropped.pdf'));
    const sealed = begin();
    opened();
    await dropped;
    expect(stores.seal.getState().state.step).toBe('working');
    finish();
    await sealed;
    expect({ ...(shown(stores) as object), closed }).toEqual({ ...both, closed: ['contract'] });
    expect(stores.seal.getState().subject?.documentId).toBe('dropped');
  });

  it('opens beside the sealed one when the system hands it over during the sealing', async () => {
    const { stores, begin, finish, raise, closed } = await sealing();
    const sealed = begin();
    raise.documents.opened(success(document('dropped')));
    expect(shown(stores)).toEqual({ tabs: ['contract'], front: 'contract' });
    finish();
    await sealed;
    expect({ ...(shown(stores) as object), closed }).toEqual({ ...both, closed: ['contract'] });
  });

  it('leaves the result of the sealing with the sealed document', async () => {
    const { stores, begin, finish, raise } = await sealing();
    const sealed = begin();
    raise.documents.opened(success(document('dropped')));
    finish();
    await sealed;
    expect(stores.seal.getState().state.step).toBe('choosing');
    stores.documents.getState().select('sealed');
    expect(stores.seal.getState().state).toMatchObject({ step: 'sealed', outcome: { sm3: 'cc' } });
  });
});
