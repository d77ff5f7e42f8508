import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisionFileOrNull, openOfficeDecision } from '../../core/approval/office-decision.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';

const README = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');

/** Returns a block of code as the description shows it. */
function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([\\s\\S]+?)\n\`\`\``).exec(README)?.[1] ?? '';
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-office-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RSA = '-newkey rsa:3072';
const DISTID = '-sigopt distid:1234567812345678';

/** Runs the described commands, with what the description says about other kinds of keys. */
function decisionBy(changes: readonly (readonly [string, string])[]): Statement {
  writeFileSync(join(folder, 'decision.json'), block('json'));
  const script = changes.reduce((text, [from, to]) => text.replaceAll(from, to), block('sh'));
  execFileSync('bash', ['-euc', script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const statement = decisionFileOrNull(readFileSync(join(folder, '12.sealdecision')));
  if (statement === null) throw new Error('the commands made no decision');
  return statement;
}

describe('the described commands of openssl', () => {
  it.each<readonly [string, readonly (readonly [string, string])[]]>([
    ['RSA', []],
    [
      'P-256',
      [
        [RSA, '-newkey ec -pkeyopt ec_paramgen_curve:P-256'],
        ['RS256', 'ES256'],
      ],
    ],
    [
      'SM2',
      [
        [RSA, '-newkey sm2 -sm3'],
        ['RS256', 'SM2SM3'],
        ['-sha256 -sign', `-sm3 ${DISTID} -sign`],
      ],
    ],
  ])('make a decision that is understood, by %s', async (_, changes) => {
    const engine = await loadSmEngine();
    const statement = decisionBy(changes);
    const { decision, fingerprint } = openOfficeDecision(statement, engine);
    expect(decision).toMatchObject({
      number: '采购〔2026〕12号',
      items: [{ fileName: '合同.pdf', uses: 1 }],
    });
    const shown = execFileSync('openssl', ['x509', '-in', 'oa.pem', '-noout', '-fingerprint', '-sha256'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(shown.replaceAll(':', '').toLowerCase()).toContain(fingerprint);
    const altered = { ...statement, payload: statement.payload.replace(/^./u, 'f') };
    expect(() => openOfficeDecision(altered, engine)).toThrow(
      expect.objectContaining({ code: 'OA_DECISION_ALTERED' }),
    );
  });

  it('make one that stays good with r ‖ s, as libraries for JWS write it, and not under another algorithm', async () => {
    const engine = await loadSmEngine();
    const statement = decisionBy([
      [RSA, '-newkey ec -pkeyopt ec_paramgen_curve:P-256'],
      ['RS256', 'ES256'],
    ]);
    const message = Buffer.from(`${statement.protected}.${statement.payload}`);
    const key = createPrivateKey(readFileSync(join(folder, 'oa.key')));
    const compact = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    expect(openOfficeDecision({ ...statement, signature: compact }, engine).decision.outcome).toBe(
      'approved',
    );
    const header = Buffer.from(statement.protected, 'base64url').toString().replace('ES256', 'ES384');
    const other = { ...statement, protected: Buffer.from(header).toString('base64url') };
    expect(() => openOfficeDecision(other, engine)).toThrow(
      expect.objectContaining({ code: 'OA_DECISION_ALTERED' }),
    );
    const none = {
      ...statement,
      protected: Buffer.from(header.replace('ES384', 'none')).toString('base64url'),
    };
    expect(() => openOfficeDecision(none, engine)).toThrow(
      expect.objectContaining({ code: 'OA_DECISION_INVALID' }),
    );
  });
});
