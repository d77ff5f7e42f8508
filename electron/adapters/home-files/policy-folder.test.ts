import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyAt, SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import { readPolicies } from './policy-folder.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'policies-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const FUZHOU = {
  id: 'fuzhou',
  jurisdiction: { zh: '福州', en: 'Fuzhou' },
  title: '福州市企业电子印章管理办法',
  issuer: '福州市人民政府',
  documentNumber: null,
  status: 'inForce',
  effectiveFrom: '2026-01-01',
  rules: { pin: { clauses: ['第九条'], change: 'byApplication', regularly: true, resetByApplication: true } },
  terms: { register: '用章登记', approval: '用章审批' },
};

function place(files: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(home, 'policies'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(home, 'policies', name), text);
  }
}

describe('the folder of policy profiles', () => {
  it('may be absent', () => {
    expect(readPolicies(home)).toEqual({ profiles: SHIPPED_PROFILES, problems: [], files: [] });
  });

  it('adds a seventh jurisdiction without code, and leaves open what it does not state', () => {
    place({ 'fuzhou.json': FUZHOU, 'notes.txt': 'not a profile' });
    const { profiles, problems } = readPolicies(home);
    expect(problems).toEqual([]);
    const seventh = policyAt(profiles, 'fuzhou', new Date('2026-11-22T00:00:00Z'));
    expect(seventh).toMatchObject({ ...FUZHOU, rules: { ...FUZHOU.rules, idle: null, renewal: null } });
    expect(seventh?.limits.sealingHours).toBe(168);
    expect(profiles).toHaveLength(7);
  });

  it('lets a later regulation replace a shipped one on its day', () => {
    const national = { ...FUZHOU, id: 'national-2025', effectiveFrom: '2025-10-09', supersedes: ['kaifeng'] };
    place({ 'national.json': national });
    const { profiles } = readPolicies(home);
    const idAt = (day: string) => policyAt(profiles, 'kaifeng', new Date(day))?.id;
    expect([idAt('2025-10-08'), idAt('2025-10-09')]).toEqual(['kaifeng', 'national-2025']);
  });

  it.each([
    ['no JSON', '{', '', /not JSON/],
    ['an empty list', [], '', /expected object/],
    ['a field too many', { ...FUZHOU, motto: 'x' }, '', /motto/],
    ['a rule that nobody knows', { ...FUZHOU, rules: { tea: { clauses: ['第一条'] } } }, 'rules', /tea/],
    [
      'a rule without clause',
      { ...FUZHOU, rules: { idle: { clauses: [], months: 12 } } },
      'rules.idle.clauses',
      /./,
    ],
    ['a day that is none', { ...FUZHOU, effectiveFrom: '2026-02-30' }, 'effectiveFrom', /./],
    ['an end before its beginning', { ...FUZHOU, effectiveTo: '2025-01-01' }, 'effectiveTo', /before/],
    ['a draft that does not say so', { ...FUZHOU, status: 'draft' }, 'draftTerm', /草案/],
    ['a law that calls itself a draft', { ...FUZHOU, draftTerm: '草案' }, 'draftTerm', /./],
    ['lists of no age', { ...FUZHOU, limits: { sealingHours: 0 } }, 'limits.sealingHours', /./],
    ['the id of another', { ...FUZHOU, id: 'suqian' }, 'id', /supersedes/],
    ['a path for an id', { ...FUZHOU, id: '../suqian' }, 'id', /./],
  ])('leaves out %s, and reports file and field', (_name, content, field, reason) => {
    place({ 'a-bad.json': content, 'b-good.json': FUZHOU });
    const { profiles, problems } = readPolicies(home);
    expect(profiles.map(({ id }) => id)).toContain('fuzhou');
    expect(profiles).toHaveLength(7);
    expect(problems).toEqual([
      {
        code: 'POLICY_PROFILE_INVALID',
        details: { file: 'a-bad.json', field, reason: expect.stringMatching(reason) as string },
      },
    ]);
  });

  it('ignores a folder that is named like a file, and a dangling link', () => {
    mkdirSync(join(home, 'policies', 'deep.json'), { recursive: true });
    expect(readPolicies(home).problems.map(({ details }) => details?.['file'])).toEqual(['deep.json']);
  });
});
