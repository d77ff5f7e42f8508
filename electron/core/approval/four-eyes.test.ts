import { beforeAll, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, type Party } from '../verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { samePeople, unnamedRole, type UsePerson } from './four-eyes.ts';

describe('the people of a use', () => {
  let one: Party;
  let other: Party;
  beforeAll(async () => {
    const engine = await loadSmEngine();
    const root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
    one = await makeParty(engine, { commonName: '样例单位', serial: 2 }, root);
    other = await makeParty(engine, { commonName: '样例单位', serial: 3 }, root);
  });

  const person = (role: UsePerson['role'], name: string | null, key: Party | null = null): UsePerson => ({
    role,
    name,
    certificate: key && decodeCertificate(key.certificate),
  });

  it('are three when names and keys differ', () => {
    const people = [
      person('applicant', '王小明'),
      person('approver', '林知远', one),
      person('keeper', '陈保管', other),
    ];
    expect(samePeople(people)).toEqual([]);
    expect(unnamedRole(people)).toBeNull();
  });

  it('are one where one key serves both, whatever names were typed', () => {
    const people = [person('approver', '林知远', one), person('keeper', '陈保管', one)];
    expect(samePeople(people)).toEqual([{ one: 'approver', other: 'keeper', by: 'certificate' }]);
  });

  it.each([
    ['林知远', '林知远'],
    ['林知远', ' 林 知远 '],
    ['Lin Zhiyuan', 'ＬＩＮ ｚｈｉｙｕａｎ'],
  ])('are one where the names %s and %s are the same', (first, second) => {
    const people = [person('applicant', first), person('approver', second, one)];
    expect(samePeople(people)).toEqual([{ one: 'applicant', other: 'approver', by: 'name' }]);
  });

  it('are found unnamed', () => {
    expect(unnamedRole([person('applicant', '王小明'), person('keeper', ' ', one)])).toBe('keeper');
  });

  it('include the person whom a certificate names beside its organisation', () => {
    const certificate = decodeCertificate(one.certificate);
    const subject = { ...certificate.subject, organisation: '样例单位', commonName: '王小明' };
    const keeper: UsePerson = { role: 'keeper', name: null, certificate: { ...certificate, subject } };
    expect(samePeople([person('applicant', '王小明'), keeper])).toEqual([
      { one: 'applicant', other: 'keeper', by: 'name' },
    ]);
    expect(unnamedRole([keeper])).toBeNull();
  });
});
