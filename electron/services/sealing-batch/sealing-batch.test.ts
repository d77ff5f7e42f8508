import { describe, expect, it } from 'vitest';
import type { KeywordRule } from '../../core/signing/keyword-places.ts';
import { CodedError } from '../../shared/errors.ts';
import type { BatchSeal } from './batch-order.ts';
import { NOW, ORDER, PIN, sm3Of, StandInOffice } from './fixtures/stand-in-office.ts';

const contracts = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`/in/合同${index + 1}.pdf`, `c${index + 1}`]),
  );

const checked = async (office: StandInOffice) => {
  const started = office.start();
  await started.batch.add(['/in']);
  expect(await started.batch.check(ORDER)).toEqual({ ok: true, value: null });
  return started;
};

describe('A batch', () => {
  it('is looked at as a whole before anything is sealed', async () => {
    const office = new StandInOffice({
      ...contracts(2),
      ...{ '/in/密.pdf': 'encrypted', '/in/a.ofd': 'ofd', '/in/锁.pdf': 'locked', '/in/动.pdf': 'script' },
    });
    const { batch, states, codes } = await checked(office);
    expect(states()).toEqual(['ready', 'ready', 'refused', 'refused', 'refused', 'refused']);
    expect(codes().slice(2)).toEqual([
      ...['PDF_ENCRYPTION_UNSUPPORTED', 'FILE_IS_OFD', 'FILE_UNREADABLE', 'PREFLIGHT_NOT_ACCEPTED'],
    ]);
    const [first, , , , , script] = batch.view().rows;
    expect(first).toMatchObject({ plan: { pages: 4, hits: 1 }, output: '合同1_已盖章_20261127.pdf' });
    expect(script?.plan?.toAccept).toEqual(['JAVASCRIPT']);
    expect([office.seals, office.register.rows]).toEqual([[], []]);
    await batch.check({ ...ORDER, accepted: ['JAVASCRIPT'] });
    expect(states()[5]).toBe('ready');
  });

  it('that locks refuses each document that cannot be locked', async () => {
    const office = new StandInOffice(contracts(1));
    const { batch, codes } = office.start();
    await batch.add(['/in']);
    await batch.check({ ...ORDER, locks: true });
    expect(codes()).toEqual(['OFD_LOCK_NOT_FOR_PDF']);
  });

  it('is sealed by one PIN, and the failed leave the others', async () => {
    const office = new StandInOffice({ ...contracts(5), '/in/坏.pdf': 'text' });
    const { batch, states, codes, go } = await checked(office);
    office.before = (number) => {
      if (number === 2) office.files.delete('/in/合同2.pdf');
      if (number === 2) office.files.set('/in/合同3.pdf', 'grown');
    };
    expect(await go()).toEqual({ ok: true, value: null });
    expect(states()).toEqual(['sealed', 'failed', 'failed', 'sealed', 'sealed', 'refused']);
    expect(codes().slice(1, 3)).toEqual(['FILE_CHANGED', 'FILE_CHANGED']);
    expect(batch.view().progress).toMatchObject({ phase: { step: 'ended' }, sealed: 3, failed: 3 });
    expect(office.seals).toEqual(['c1', 'c4', 'c5']);
  });

  it('draws an OFD once, unless places depend on its words', async () => {
    const drawn = async (target: BatchSeal['target']) => {
      const office = new StandInOffice({ '/in/a.ofd': 'o1', '/in/b.pdf': 'c1' });
      const { batch, go } = office.start();
      await batch.add(['/in']);
      const seals = ORDER.seals.map((seal) => ({ ...seal, target }));
      await batch.check({ ...ORDER, seals });
      await go();
      expect(office.seals).toEqual(['o1', 'c1']);
      return office.drawn;
    };
    expect(await drawn({ kind: 'place', page: 0, xMm: 60, yMm: 90 })).toEqual(['o1']);
    const keyword: KeywordRule = {
      ...{ kind: 'keyword', pages: [{ kind: 'span', from: 1, to: 1 }], which: -1, each: 'document' },
      ...{ keyword: { text: '盖章', isPattern: false }, dxMm: 0, dyMm: 0 },
    };
    expect(await drawn({ kind: 'list', places: [keyword], field: null })).toEqual(['o1', 'o1']);
  });

  it('converts what is no PDF once the person says so, and what fails leaves the others', async () => {
    const office = new StandInOffice({
      ...contracts(1),
      ...{ '/in/采购.docx': 'a', '/in/卡住.xlsx': 'hangs', '/in/证照.jpg': 'b' },
    });
    const { batch, states, codes, go } = office.start();
    await batch.add(['/in']);
    expect(batch.convertible.map(({ path }) => path)).toEqual([
      '/in/采购.docx',
      '/in/卡住.xlsx',
      '/in/证照.jpg',
    ]);
    expect(await batch.convert()).toEqual({ ok: true, value: null });
    expect(batch.view().rows.map(({ name, madeFrom }) => [name, madeFrom])).toEqual([
      ...[
        ['合同1.pdf', null],
        ['采购.pdf', '采购.docx'],
        ['卡住.xlsx', null],
        ['证照.pdf', '证照.jpg'],
      ],
    ]);
    expect(codes()[2]).toBe('OFFICE_PROGRAM_HUNG');
    expect(office.seals).toEqual([]);
    // Neither the original nor its PDF is taken for another document.
    await batch.add(['/in']);
    expect(batch.view().rows).toHaveLength(4);
    await batch.check(ORDER);
    expect(states()).toEqual(['ready', 'ready', 'refused', 'ready']);
    expect([codes()[2], batch.convertible.length]).toEqual(['FILE_IS_OFFICE_DOCUMENT', 1]);
    await go();
    expect(office.seals).toEqual(['c1', 'a as PDF', 'b as PDF']);
  });

  it('stops a conversion where the person says so, and converts the rest another time', async () => {
    const office = new StandInOffice({ '/in/1.docx': 'a', '/in/2.docx': 'b' });
    const { batch } = office.start();
    await batch.add(['/in']);
    const converting = batch.convert();
    const [refused] = [batch.check(ORDER), batch.cancel()];
    await converting;
    expect(await refused).toEqual({ ok: false, error: { code: 'BATCH_UNDER_WAY' } });
    expect(batch.view().progress.phase).toEqual({ step: 'collecting' });
    expect(batch.convertible.map(({ path }) => path)).toEqual(['/in/2.docx']);
  });

  it('waits for the PIN of every key before it begins', async () => {
    const office = new StandInOffice(contracts(2));
    const { batch } = office.start();
    await batch.add(['/in']);
    const [seal] = ORDER.seals;
    if (seal === undefined) throw new Error('the order has a seal');
    await batch.check({ ...ORDER, seals: [seal, { ...seal, tokenSerial: 'T2' }] });
    const pin = new TextEncoder().encode(PIN);
    await batch.seal({ pins: new Map([['T1', pin]]), lastTryConfirmed: false });
    expect(batch.view().progress.phase).toEqual({ step: 'paused', error: { code: 'PIN_REQUIRED' } });
    expect([office.seals, [...pin].some((byte) => byte !== 0)]).toEqual([[], false]);
  });

  it('lists every place and what keeps seals from others, before any PIN', async () => {
    const office = new StandInOffice({ ...contracts(1), '/in/空.pdf': 'no keyword' });
    const { batch, codes } = await checked(office);
    expect(codes()).toEqual([null, 'KEYWORD_NOT_FOUND']);
    expect(batch.view().rows.map(({ plan }) => plan)).toMatchObject([
      { hits: 1, places: [{ seal: 0, page: 1, xMm: 60, yMm: 90 }], misses: [] },
      { hits: 0, places: [], misses: [{ seal: 0, page: null, code: 'KEYWORD_NOT_FOUND' }] },
    ]);
  });

  it('rests each document on its own approval, and names those that have none before any PIN', async () => {
    const office = new StandInOffice(contracts(4));
    office.approvals = new Map<string, string | CodedError>([
      ['c1', '20261127-1'],
      ['c3', '20261127-2'],
      ['c4', new CodedError('APPROVAL_MISMATCH', 'another lock')],
    ]);
    const { batch, codes, go } = await checked(office);
    expect(codes()).toEqual([null, 'APPROVAL_REQUIRED', null, 'APPROVAL_MISMATCH']);
    expect(batch.view().rows[1]?.error?.details).toEqual({ seal: '公章' });
    await go();
    expect([office.seals, office.rested]).toEqual([
      ['c1', 'c3'],
      ['20261127-1', '20261127-2'],
    ]);
  });

  it('opens encrypted documents by a password each, or by one that the person tries for the others', async () => {
    const office = new StandInOffice({
      ...contracts(1),
      ...{ '/in/甲.pdf': 'password=1', '/in/乙.pdf': 'password=1', '/in/丙.pdf': 'password=2' },
    });
    const { batch, states, codes, go, journal } = await checked(office);
    const password = new TextEncoder().encode('1');
    const first = batch.view().rows.find(({ name }) => name === '甲.pdf')?.id ?? '';
    await batch.unlock(first, password);
    expect(states()).toEqual(['ready', 'ready', 'refused', 'refused']);
    await batch.unlock(null, password);
    expect([states()[2], codes()[3]]).toEqual(['ready', 'PDF_PASSWORD_WRONG']);
    office.death = { at: 'signed', number: 2 };
    void go();
    await expect.poll(() => office.running.size).toBe(0);
    office.death = null;
    expect(JSON.stringify(await office.records.list('sealing-batch-item'))).not.toContain('"password"');

    const second = office.start();
    await second.batch.resume((await journal.unfinished())[0]?.id ?? '');
    expect(second.codes()).toEqual([
      ...[null, 'PDF_PASSWORD_NEEDED', 'PDF_PASSWORD_NEEDED', 'PDF_PASSWORD_WRONG'],
    ]);
    await second.batch.unlock(null, password);
    await second.go();
    expect(second.states()).toEqual(['sealed', 'sealed', 'sealed', 'refused']);
    expect([...office.seals].sort()).toEqual(['c1', 'password=1', 'password=1']);
  });

  it('asks again for a password that was typed before the first look, once it goes on in another process', async () => {
    const office = new StandInOffice({ '/in/甲.pdf': 'password=1', '/in/乙.pdf': 'c1' });
    const { batch, journal, go, kill } = office.start();
    await batch.add(['/in/甲.pdf', '/in/乙.pdf']);
    const [first] = batch.view().rows;
    await batch.unlock(first?.id ?? '', new TextEncoder().encode('1'));
    await batch.check(ORDER);
    office.death = { at: 'signed', number: 1 };
    void go();
    await expect.poll(() => office.running.size).toBe(0);
    kill();
    office.death = null;

    const second = office.start();
    await second.batch.resume((await journal.unfinished())[0]?.id ?? '');
    expect(second.codes()).toEqual(['PDF_PASSWORD_NEEDED', null]);
  });

  it('tells two files of one name apart, and replaces no file', async () => {
    const office = new StandInOffice({
      ...{ '/in/a/合同.pdf': 'one', '/in/b/合同.PDF': 'two', '/out/合同_已盖章_20261127.pdf': 'other' },
    });
    const { go } = await checked(office);
    await go();
    expect(office.outputs()).toEqual([
      ...['合同_已盖章_20261127.pdf', '合同_已盖章_20261127(2).pdf', '合同_已盖章_20261127(3).pdf'],
    ]);
    expect(office.files.get('/out/合同_已盖章_20261127.pdf')).toBe('other');
  });

  it('leaves out what this seal has sealed already, unless the person wants it', async () => {
    const office = new StandInOffice(contracts(1));
    const first = await checked(office);
    await first.go();
    office.files.set('/in/副本.pdf', office.files.get('/out/合同1_已盖章_20261127.pdf') ?? '');
    const second = await checked(office);
    expect(second.codes()).toEqual([null, 'BATCH_SEALED_ALREADY']);
    await second.batch.check({ ...ORDER, again: true });
    expect(second.states()).toEqual(['ready', 'ready']);
  });

  it('pauses when the key is pulled, and goes on with its PIN when it is back', async () => {
    const office = new StandInOffice(contracts(100));
    const { batch, states, go } = await checked(office);
    office.before = (number) => void (office.isKeyIn = number !== 57);
    await go();
    expect(batch.view().progress.phase).toEqual({ step: 'paused', error: { code: 'TOKEN_REMOVED' } });
    expect(states().filter((state) => state === 'sealed')).toHaveLength(56);
    expect(states()[56]).toBe('ready');
    await go();
    expect(batch.view().progress.phase).toMatchObject({ error: { code: 'TOKEN_REMOVED' } });
    office.isKeyIn = true;
    office.before = () => undefined;
    await go(null);
    expect(batch.view().progress.phase).toMatchObject({ error: { code: 'PIN_REQUIRED' } });
    batch.keyLeft();
    expect(batch.view().progress.phase).toMatchObject({ error: { code: 'TOKEN_REMOVED' } });
    batch.keysReturned();
    expect(batch.view().progress.phase).toMatchObject({ error: { code: 'PIN_REQUIRED' } });
    await go();
    expect(batch.view().progress).toMatchObject({ phase: { step: 'ended' }, sealed: 100, failed: 0 });
    expect(new Set(office.seals).size).toBe(100);
    expect(office.outputs()).toHaveLength(100);
  });

  it('keeps why it has paused when its key is pulled as well, and is not paused by that', async () => {
    const office = new StandInOffice(contracts(2));
    const { batch, go } = await checked(office);
    batch.keyLeft();
    expect(batch.view().progress.phase.step).toBe('checked');
    await go('000000');
    batch.keyLeft();
    expect(batch.view().progress.phase).toMatchObject({ step: 'paused', error: { code: 'PIN_WRONG' } });
  });

  it('pauses at a full disk and at a wrong PIN without a further try', async () => {
    const office = new StandInOffice(contracts(60));
    const { batch, go } = await checked(office);
    await go('000000');
    expect(batch.view().progress.phase).toEqual({ step: 'paused', error: { code: 'PIN_WRONG' } });
    office.room = 56;
    await go();
    expect(batch.view().progress).toMatchObject({
      phase: { step: 'paused', error: { code: 'DISK_FULL' } },
      ...{ sealed: 56, failed: 0 },
    });
    office.room = 100;
    await go(null);
    expect([batch.view().progress.sealed, office.outputs().length]).toEqual([60, 60]);
  });

  it('is paused and cancelled by the person after the document at hand', async () => {
    const office = new StandInOffice(contracts(4));
    const { batch, states, go, journal } = await checked(office);
    office.before = (number) => {
      if (number === 2) batch.pause();
    };
    await go();
    expect(states()).toEqual(['sealed', 'sealed', 'ready', 'ready']);
    expect(batch.view().progress.phase).toEqual({ step: 'paused', error: null });
    expect(await batch.check(ORDER)).toEqual({ ok: true, value: null });
    expect(await journal.unfinished()).toEqual([]);
    office.before = () => void batch.cancel();
    await go();
    expect(states()).toEqual(['sealed', 'sealed', 'sealed', 'leftOut']);
    expect(await journal.unfinished()).toEqual([]);
  });

  it('zeroes the PIN as soon as a login is held, and at every end', async () => {
    const office = new StandInOffice(contracts(2));
    const { batch } = await checked(office);
    const pin = new TextEncoder().encode(PIN);
    office.before = (number) => {
      if (number === 2) expect([...pin].every((byte) => byte === 0)).toBe(true);
    };
    await batch.seal({ pins: new Map([['T1', pin]]), lastTryConfirmed: false });
    expect(office.seals).toHaveLength(2);
    const wrong = new TextEncoder().encode('0');
    const other = await checked(new StandInOffice(contracts(1)));
    await other.batch.seal({ pins: new Map([['T1', wrong]]), lastTryConfirmed: false });
    expect([...wrong]).toEqual([0]);
  });

  it('is refused as a whole for names that no system allows', async () => {
    const { batch } = new StandInOffice(contracts(1)).start();
    await batch.add(['/in']);
    expect(await batch.check({ ...ORDER, pattern: '../{name}' })).toMatchObject({
      error: { code: 'BATCH_PATTERN_INVALID' },
    });
  });
});

describe('A batch that was killed', () => {
  it.each([
    ['before its output had its name', 'signed', 'ready'],
    ['before its entry was in the register', 'published', 'sealed'],
    ['before its journal knew', 'recorded', 'sealed'],
  ] as const)('goes on where it stopped, killed %s', async (_when, at, state) => {
    const office = new StandInOffice(contracts(5));
    const first = await checked(office);
    office.death = { at, number: 3 };
    void first.go();
    await expect.poll(() => office.running.size).toBe(0);
    office.death = null;

    const second = office.start();
    const [unfinished] = await second.journal.unfinished();
    expect(unfinished).toMatchObject({ total: 5, left: 3, outFolder: '/out', startedAt: NOW.toISOString() });
    expect(await second.batch.resume(unfinished?.id ?? '')).toEqual({ ok: true, value: null });
    expect(second.states()).toEqual(['sealed', 'sealed', state, 'ready', 'ready']);
    expect(second.batch.view().rows.map(({ plan }) => [plan?.pages, plan?.hits])).toEqual(
      Array.from({ length: 5 }, () => [4, 1]),
    );
    expect(second.batch.view().rows[0]?.sealed).toMatchObject({
      sm3Before: sm3Of('c1'),
      sm3After: sm3Of('c1+seal1'),
    });
    await second.go();
    expect(second.states()).toEqual(Array.from({ length: 5 }, () => 'sealed'));
    expect([...office.seals].sort()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(office.outputs()).toHaveLength(5);
    expect(await second.journal.unfinished()).toEqual([]);
  });

  it('does not seal again by itself what is on record and gone from its place', async () => {
    const office = new StandInOffice(contracts(2));
    const first = await checked(office);
    office.death = { at: 'recorded', number: 1 };
    void first.go();
    await expect.poll(() => office.running.size).toBe(0);
    office.files.delete('/out/合同1_已盖章_20261127.pdf');
    const second = office.start();
    const [unfinished] = await second.journal.unfinished();
    await second.batch.resume(unfinished?.id ?? '');
    expect(second.codes()).toEqual(['BATCH_OUTPUT_MISSING', null]);
    expect(second.states()).toEqual(['failed', 'ready']);
  });

  it('is taken up by one process alone', async () => {
    const office = new StandInOffice(contracts(2));
    const first = await checked(office);
    office.death = { at: 'signed', number: 1 };
    void first.go();
    await expect.poll(() => office.running.size).toBe(0);
    const [second, third] = [office.start(), office.start()];
    const [unfinished] = await second.journal.unfinished();
    const id = unfinished?.id ?? '';
    const taken = await Promise.all([second.batch.resume(id), third.batch.resume(id)]);
    expect(taken.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await third.journal.unfinished()).toEqual([]);
    expect(await third.batch.resume('none')).toMatchObject({ error: { code: 'BATCH_NOT_FOUND' } });
  });
});
