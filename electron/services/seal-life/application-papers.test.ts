import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { utf8Bytes, utf8Text } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { failure, success } from '../../shared/result.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import {
  addPaper,
  type ApplicationPaperPorts,
  draftWrittenApplication,
  removePaper,
  submitApplication,
  withdrawApplication,
} from './application-papers.ts';
import { applicationRecords, type KeptApplication } from './applications.ts';
import type { ApplicationAnswer, ApplicationPlatform } from './seal-life-platform.ts';

const NUMBER = 'ZX20261129-0001';
const DRAFT = utf8Bytes('%PDF-1.7 书面申请');
const AT = '2026-11-29T01:00:00.000Z';

const KEPT: KeptApplication = {
  ...{ number: NUMBER, platformId: 'sq', kind: 'cancellation', esId: 'A', sealName: '公章' },
  ...{ reason: 'dissolved', reasonText: null, tokenSerial: 'T1', state: 'draft', submittedAt: AT },
  holder: { name: '示例公司', code: null },
  applicant: { name: '王小敏', role: 'keeper', contact: '0755' },
  ...{ decidedAt: null, decisionReason: null, checkedAt: AT, steps: [{ state: 'draft', at: AT }] },
  ...{ demanded: ['writtenApplication', 'identity'], papers: [], newSeal: null },
  ...{ secret: 's'.repeat(16), keyId: null, certificate: null, seal: null },
};

let engine: SmEngine;
beforeAll(async () => {
  engine = await loadSmEngine();
});

let files: Map<string, Uint8Array>;
let sent: string[];
let answer: ApplicationAnswer;
let entries: RegisterEntry[];
/** The esID of the seal that a verified paper bears. */
let seal: string | null;
let ports: ApplicationPaperPorts;

beforeEach(async () => {
  [files, sent, entries, seal] = [new Map([['sq.' + NUMBER + ' draft', DRAFT]]), [], [], 'A'];
  answer = {
    ...{
      number: NUMBER,
      secret: null,
      state: 'draft',
      submittedAt: AT,
      decidedAt: null,
      decisionReason: null,
    },
    ...{ demanded: KEPT.demanded, papers: new Map(), certificate: null, seal: null },
  };
  const applications = applicationRecords(memoryRecords());
  await applications.keep(KEPT);
  ports = portsOver(applications);
});

function portsOver(applications: ApplicationPaperPorts['applications']): ApplicationPaperPorts {
  const unexpected = (): Promise<never> => Promise.reject(new Error('not asked for'));
  const calls: ApplicationPlatform = {
    ...{ apply: unexpected, applyForFirst: unexpected },
    read: () => Promise.resolve(success(answer)),
    sendPaper: (_key, { id, kind }) => {
      sent.push(`${id} ${kind}`);
      return Promise.resolve(success(answer));
    },
    submit: () => {
      answer = { ...answer, state: 'underReview' };
      return Promise.resolve(success(answer));
    },
    withdraw: () => {
      answer = { ...answer, state: 'withdrawn' };
      return Promise.resolve(success(answer));
    },
  };
  const signature = () =>
    ({
      ...{ verdict: 'valid', seal: seal === null ? null : { esId: seal } },
      checks: { integrity: { result: 'pass' }, signature: { result: 'pass' } },
    }) as SignatureReport; // the members that are looked at
  return {
    applications,
    engine,
    platforms: {
      all: () => [],
      platformOf: unexpected,
      platform: () => ({
        ...{ name: '演示平台', applications: calls, openSession: unexpected },
        delegations: {
          list: unexpected,
          grant: unexpected,
          end: unexpected,
          enrol: unexpected,
          claimUse: unexpected,
        },
        losses: {
          ...{ report: unexpected, read: unexpected, sendCode: unexpected },
          ...{ authorise: unexpected, withdraw: unexpected },
        },
      }),
      profileOf: () => Promise.resolve(null),
    },
    papers: {
      read: (path) => Promise.resolve(success({ name: path, type: 'pdf', bytes: bytesOf(path) })),
      examine: (paper) =>
        Promise.resolve(paper.name === 'script.pdf' ? failure({ code: 'LIFE_PAPER_ACTIVE' }) : success(null)),
      watermark: ({ name }, { purpose, number }) =>
        Promise.resolve(success({ pdf: utf8Bytes(`${name} ${purpose} ${number}`), pages: 1 })),
      keep: (folder, id, pdf) => {
        files.set(`${folder} ${id}`, pdf);
        return Promise.resolve(success(null));
      },
      load: (folder, id) => {
        const found = files.get(`${folder} ${id}`);
        return Promise.resolve(found === undefined ? failure({ code: 'FILE_NOT_FOUND' }) : success(found));
      },
      remove: (folder, id) => Promise.resolve(void files.delete(`${folder} ${id}`)),
      discard: () => Promise.resolve(files.clear()),
    },
    recorder: {
      clock: { now: () => new Date(AT) },
      keep: (entry) => Promise.resolve(void entries.push(entry)),
    },
    verifyPaper: () =>
      Promise.resolve({ file: '', verdict: 'valid', signatures: [signature()], revocationListsAsOf: [] }),
    knownSeals: () =>
      Promise.resolve([
        { ...KNOWN, esId: 'B', holderName: '示例公司' },
        { ...KNOWN, esId: 'C', holderName: '别的公司' },
      ]),
    readFonts: () => {
      throw new Error('the draft is there');
    },
  };
}

const KNOWN = { sealName: '公章', holderCode: null, tokenSerial: null, source: 'seen' } as const;

const bytesOf = (path: string): Uint8Array =>
  path === 'sealed.pdf' ? concatBytes(DRAFT, utf8Bytes(' and a seal')) : utf8Bytes('%PDF-1.7 other');
const add = (kind: 'writtenApplication' | 'identity', path: string) =>
  addPaper(NUMBER, { kind, path }, ports);

describe('An application with papers', () => {
  it('sends them when it is handed in, marked but for the written one, and is on record', async () => {
    expect(await draftWrittenApplication(NUMBER, ports)).toEqual(success(DRAFT));
    await add('writtenApplication', 'sealed.pdf');
    expect(await submitApplication(NUMBER, ports)).toMatchObject({
      error: { code: 'LIFE_PAPERS_MISSING', details: { missing: 'identity' } },
    });
    expect(sent).toEqual([]);
    await add('identity', 'id.pdf');
    expect(utf8Text(files.get(`sq.${NUMBER} paper-2`) ?? new Uint8Array())).toBe(
      `id.pdf cancellation ${NUMBER}`,
    );
    expect(await submitApplication(NUMBER, ports)).toMatchObject({
      value: { state: 'underReview', steps: [{ state: 'draft' }, { state: 'underReview' }] },
    });
    expect(sent).toEqual(['paper-1 writtenApplication', 'paper-2 identity']);
    expect(entries).toMatchObject([
      { act: 'cancellation', result: 'LIFE_PAPERS_MISSING', reference: NUMBER },
      { act: 'cancellation', result: 'done', reference: NUMBER, purpose: '解散或注销' },
    ]);
    expect(await add('identity', 'id.pdf')).toMatchObject({ error: { code: 'LIFE_PAPERS_CLOSED' } });
  });

  it('goes on with the papers that the platform lacks', async () => {
    await add('writtenApplication', 'sealed.pdf');
    const added = await add('identity', 'id.pdf');
    const sm3 = added.ok ? (added.value.papers[0]?.sm3 ?? '') : '';
    answer = { ...answer, papers: new Map([['paper-1', sm3]]) };
    await submitApplication(NUMBER, ports);
    expect(sent).toEqual(['paper-2 identity']);
  });

  it('takes a written application under another seal of the same holder', async () => {
    seal = 'B';
    expect(await add('writtenApplication', 'sealed.pdf')).toMatchObject({ ok: true });
  });

  it.each([
    ['is not the draft', 'other.pdf', 'A', 'LIFE_WRITTEN_OTHER'],
    ['bears no seal', 'sealed.pdf', null, 'LIFE_WRITTEN_UNSEALED'],
    ['bears another holder’s seal', 'sealed.pdf', 'C', 'LIFE_WRITTEN_UNSEALED'],
    ['has a script', 'script.pdf', 'A', 'LIFE_PAPER_ACTIVE'],
  ])('refuses a written one that %s, and keeps nothing of it', async (_, path, bears, code) => {
    seal = bears;
    expect(await add('writtenApplication', path)).toMatchObject({ error: { code } });
    expect([...files.keys()]).toEqual([`sq.${NUMBER} draft`]);
    expect(await ports.applications.all()).toMatchObject([{ papers: [] }]);
  });

  it('loses a paper that is removed, and all when it is withdrawn', async () => {
    await add('identity', 'id.pdf');
    expect(await removePaper(NUMBER, 'paper-1', ports)).toMatchObject({ value: { papers: [] } });
    expect(files.has(`sq.${NUMBER} paper-1`)).toBe(false);
    expect(await withdrawApplication(NUMBER, ports)).toMatchObject({ value: { state: 'withdrawn' } });
    expect(files.size).toBe(0);
    expect(await withdrawApplication(NUMBER, ports)).toMatchObject({ error: { code: 'LIFE_PAPERS_CLOSED' } });
  });
});
