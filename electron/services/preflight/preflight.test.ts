import { describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import type { DocumentExamination, PreflightCode } from '../../shared/model/preflight.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { GateRules } from '../sealing-gate/create-gate.ts';
import { FREE_PIN, sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import { examineBeforeSealing, type PreflightPorts } from './preflight.ts';

const info = sealInfo('E1', '公章');
const chosen: ChosenSeal = {
  token: tokenInfo('T1', [info]),
  info,
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
};
const known = {
  platform: 'sandbox',
  profile: 'guangxi',
  asked: 'answered',
  statusAsOf: '2026-11-21T01:41:00.000Z',
  revocationListsAsOf: null,
};

function ports(examined: Result<DocumentExamination>, refusal: AppError | null = null) {
  const asked: (readonly GateRules[])[] = [];
  const made: PreflightPorts = {
    documents: { examine: () => Promise.resolve(examined) },
    trustFolder: '/trust',
    gate: (_purpose, rules) => {
      asked.push(rules);
      return {
        before: () => Promise.resolve(refusal),
        prepared: () => Promise.resolve(null),
        demandsArchiveStamp: () => false,
        known: () => known,
      };
    },
  };
  return { asked, ports: made };
}

const found = (...codes: PreflightCode[]): Result<DocumentExamination> =>
  success({
    signatures: 1,
    findings: codes.map((code) => ({ code, page: 1, object: 3, count: 1, name: null })),
  });
const colours = async (...args: Parameters<typeof examineBeforeSealing>) => {
  const { colour, rows } = await examineBeforeSealing(...args);
  return [colour, ...rows.map((row) => `${row.part} ${row.colour} ${row.error?.code ?? ''}`.trim())];
};

describe('the examination before sealing', () => {
  it('is green when nothing is in the way, and says how old the lists are', async () => {
    const examined = await examineBeforeSealing('/a.pdf', [chosen], ports(found()).ports);
    expect(examined.colour).toBe('green');
    expect(examined.rows.map(({ part }) => part)).toEqual([
      'document',
      'signatures',
      'key',
      'seal',
      'rules',
      'readers',
    ]);
    expect(examined.rows[4]?.facts).toEqual({
      platform: 'sandbox',
      statusAsOf: '2026-11-21T01:41:00.000Z',
      revocationListsAsOf: null,
    });
  });

  it('tells what is to be known from what needs a yes', async () => {
    const examined = await examineBeforeSealing(
      '/a.pdf',
      [],
      ports(found('LAYERS', 'SIGNATURE_INVALID', 'JAVASCRIPT')).ports,
    );
    expect(examined).toMatchObject({ colour: 'red', toAccept: ['SIGNATURE_INVALID', 'JAVASCRIPT'] });
    expect(examined.rows.map(({ part, colour }) => `${part} ${colour}`)).toEqual([
      'document red',
      'signatures red',
      'readers green',
    ]);
    expect(await colours('/a.pdf', [], ports(found('LAYERS')).ports)).toEqual([
      'amber',
      'document amber',
      'signatures green',
      'readers green',
    ]);
  });

  it('says why a document cannot be sealed at all', async () => {
    const refused = ports(failure({ code: 'PDF_ENCRYPTION_UNSUPPORTED' })).ports;
    expect(await colours('/a.pdf', [], refused)).toEqual([
      'red',
      'document red PDF_ENCRYPTION_UNSUPPORTED',
      'readers green',
    ]);
  });

  it('says what the rules say, and asks for an approval where none is there', async () => {
    const refused = ports(found(), { code: 'SEALING_LISTS_STALE' });
    expect((await colours('/a.pdf', [chosen], refused.ports)).slice(0, 6)).toEqual([
      'red',
      'document green',
      'signatures green',
      'key green',
      'seal green',
      'rules red SEALING_LISTS_STALE',
    ]);
    const approval = () => Promise.resolve(null);
    await examineBeforeSealing('/a.pdf', [chosen], refused.ports, approval);
    expect(refused.asked.map(({ length }) => length)).toEqual([1, 0]);
  });

  it('says why the approval lets the seal not be put yet, and nothing of one that does', async () => {
    const said = async (refusal: AppError | null) =>
      colours('/a.pdf', [chosen], ports(found()).ports, () => Promise.resolve(refusal));
    expect(await said({ code: 'OFD_LOCK_NOT_LAST' })).toContain('approval red OFD_LOCK_NOT_LAST');
    expect((await said(null)).filter((row) => row.startsWith('approval'))).toEqual([]);
  });

  it.each([
    ['a locked key', { ...FREE_PIN, locked: true }, 'key red PIN_LOCKED'],
    ['the last try', { ...FREE_PIN, triesLeft: 1, finalTry: true }, 'key amber PIN_LAST_TRY'],
  ])('says of %s', async (_name, pin, row) => {
    const token = { ...chosen.token, pin };
    expect(await colours('/a.pdf', [{ ...chosen, token }], ports(found()).ports)).toContain(row);
  });

  it('says why a seal cannot be used', async () => {
    const expired = { ...info, usable: false, reason: 'SEAL_EXPIRED' as const };
    expect(await colours('/a.pdf', [{ ...chosen, info: expired }], ports(found()).ports)).toContain(
      'seal red SEAL_EXPIRED',
    );
  });

  it('says of every seal of the act what is in its way, and of a key with two of them once', async () => {
    const person = { ...sealInfo('E2', '法定代表人名章'), usable: false, reason: 'SEAL_EXPIRED' as const };
    const token = { ...tokenInfo('T2', [person]), pin: { ...FREE_PIN, locked: true } };
    const { ports: asked } = ports(found());
    const { rows } = await examineBeforeSealing(
      '/a.pdf',
      [chosen, { ...chosen, token, info: person }, { ...chosen, token }],
      asked,
    );
    expect(rows.map(({ part, seal, error }) => [part, seal, error?.code ?? ''].join(' ').trim())).toEqual([
      'document',
      'signatures',
      'key 公章',
      'seal 公章',
      'rules 公章',
      'key 法定代表人名章 PIN_LOCKED',
      'seal 法定代表人名章 SEAL_EXPIRED',
      'rules 法定代表人名章',
      'seal 公章',
      'rules 公章',
      'readers',
    ]);
  });
});
