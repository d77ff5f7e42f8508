import { mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import {
  writeBitString,
  writeElement,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../../core/asn1/der-writer.ts';
import { elementsOf, readDer } from '../../core/asn1/der-reader.ts';
import { SM_OID, TAG } from '../../core/asn1/identifiers.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import type { SealContent } from '../../core/seal/seal-info.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { encodeSignature } from '../../core/sm/signature-encoding.ts';
import {
  makeParty,
  makeRevocationList,
  type Party,
} from '../../core/verification/fixtures/mini-authority.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import { makeSeal, makerListOf, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import { keyUsageExtension } from '../../core/x509/extensions.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import { describeToken, type ListedToken } from './list-tokens.ts';
import { sealsFromFiles, type SealFile } from './seal-files.ts';
import { noPageText } from '../documents/fixtures/no-page-text.ts';
import { createSealingEngine } from '../documents/sealing-engine.ts';
import { verifyDocument } from '../documents/verify-document.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const PIN = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

let engine: SmEngine;
let root: Party;
let maker: Party;
let first: Party;
let second: Party;
let encryption: Party;
let folder: string;

beforeAll(async () => {
  engine = await loadSmEngine();
  root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
  maker = await makeParty(engine, { commonName: '样例制章者', serial: 2 }, root);
  first = await makeParty(engine, { commonName: '样例甲方', serial: 3 }, root);
  second = await makeParty(engine, { commonName: '样例乙方', serial: 4 }, root);
  const extensions = [keyUsageExtension('keyEncipherment', 'dataEncipherment', 'keyAgreement')];
  encryption = await makeParty(engine, { commonName: '样例甲方', serial: 5, extensions }, root);
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-seal-files-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function tokenOf(serial: string, ...parties: readonly Party[]): ListedToken {
  const snapshot: TokenSnapshot = {
    module: '/module.so',
    kind: 'pkcs11',
    slot: 0,
    label: serial,
    serial,
    manufacturer: 'Maker',
    initialised: true,
    pin: PIN,
    soPin: PIN,
    certificates: parties.map(({ certificate }) => ({ id: new Uint8Array(), label: '', der: certificate })),
    data: [],
  };
  return describeToken(snapshot, engine, NOW);
}

const allowed = () => ({ policy: { sealFiles: true }, engine, now: NOW });
const fileOf = (bytes: Uint8Array, name = 'seal.esl'): SealFile => ({ name, bytes });

/** Returns the seals of the files that each token shows. */
function placed(files: readonly SealFile[], tokens: readonly ListedToken[]): unknown {
  const result = sealsFromFiles(files, tokens, allowed());
  if (!result.ok) return result.error.code;
  return result.value.map(({ info }) => info.seals.map(({ tokenSerial, reason }) => [tokenSerial, reason]));
}

/** A seal of GM/T 0031-2025: like version 4, with header version 5. */
const sealV5 = (signer: Party): Promise<Uint8Array> =>
  makeSeal(maker, { ...sealContent(signer), header: { version: 5, vendorId: 'SAMPLE' } });

/** A seal of GM/T 0031-2014 from the parts of a version 4 seal: no certListType, UTCTime, and the maker signs more. */
async function sealV1(signer: Party): Promise<Uint8Array> {
  const content: SealContent = { ...sealContent(signer), header: { version: 1, vendorId: 'SAMPLE' } };
  const [info] = elementsOf(readDer(await makeSeal(maker, content), 'SESeal'), 'SESeal');
  const [header, esId, property, picture] = elementsOf(info ?? readDer(Uint8Array.of(0x30, 0), ''), 'info');
  const raw = (element: { readonly raw: Uint8Array } | undefined) => element?.raw ?? new Uint8Array();
  const [type, name, , list, ...times] = elementsOf(
    property ?? readDer(Uint8Array.of(0x30, 0), ''),
    'property',
  );
  const utcTimes = times.map(({ content: text }) => writeElement(TAG.utcTime, text.subarray(2)));
  const oldProperty = writeSequence(raw(type), raw(name), raw(list), ...utcTimes);
  const oldInfo = writeSequence(raw(header), raw(esId), oldProperty, raw(picture));
  const certificate = writeOctetString(maker.certificate);
  const algorithm = writeObjectIdentifier(SM_OID.sm2WithSm3);
  const signature = await maker.sign(writeSequence(oldInfo, certificate, algorithm));
  const signInfo = writeSequence(certificate, algorithm, writeBitString(encodeSignature(signature)));
  return writeSequence(oldInfo, signInfo);
}

describe('A seal in a file', () => {
  it('goes to the token whose certificate it lists, whole or by digest', async () => {
    const digests = [{ type: 'SM3', value: engine.sm3(second.certificate) }];
    const byDigest = sealContent(second, { certificateList: { kind: 'digests', digests } });
    const files = [
      fileOf(await makeSeal(maker, sealContent(first))),
      fileOf(await makeSeal(maker, byDigest)),
    ];
    expect(placed(files, [tokenOf('T2', second), tokenOf('T1', first)])).toEqual([
      [['T2', null]],
      [['T1', null]],
    ]);
  });

  it('carries the reason why it matches no token', async () => {
    const seal = await makeSeal(maker, sealContent(first));
    expect(placed([fileOf(seal)], [tokenOf('T2', second)])).toEqual([
      [['T2', 'SEAL_CERTIFICATE_NOT_LISTED']],
    ]);
    expect(placed([fileOf(seal)], [])).toBe('TOKEN_NOT_FOUND');
  });

  it('is damaged when it cannot be read', () => {
    expect(placed([fileOf(Uint8Array.of(1, 2))], [tokenOf('T1', first)])).toEqual([[['T1', 'SEAL_DAMAGED']]]);
  });

  it('is shown but makes no new signatures if it is of 2014, and signs if it is of 2025', async () => {
    const files = [fileOf(await sealV1(first)), fileOf(await sealV5(first))];
    expect(placed(files, [tokenOf('T1', first)])).toEqual([
      [
        ['T1', 'SEAL_VERSION_UNSUPPORTED'],
        ['T1', null],
      ],
    ]);
  });

  it('is not read at all when the policy forbids seal files', async () => {
    const refused = sealsFromFiles(
      [fileOf(await makeSeal(maker, sealContent(first)))],
      [tokenOf('T1', first)],
      {
        ...allowed(),
        policy: { sealFiles: false },
      },
    );
    expect(refused).toEqual({ ok: false, error: { code: 'SEAL_FILES_NOT_ALLOWED' } });
  });
});

describe('The sealing engine', () => {
  const prepared = (name: string, seal: Uint8Array, signer: Party) => {
    const [inputPath, outputPath] = [join(folder, `${name}.pdf`), join(folder, `${name}-sealed.pdf`)];
    writeFileSync(inputPath, onePagePdf());
    const random = (length: number) => new Uint8Array(length).fill(9);
    const ports = {
      engine,
      files: nodeFiles,
      pageText: noPageText,
      clock: { now: () => NOW },
      random,
      turn: () => Promise.resolve(),
    };
    const sealing = createSealingEngine(ports);
    const target = { kind: 'place', page: 0, xMm: 60, yMm: 60 } as const;
    const preparation = { input: inputPath, outputPath, target, seal, certificate: signer.certificate };
    return { sealing, outputPath, outcome: sealing.prepare(preparation, () => undefined) };
  };

  it('never signs with the certificate for encryption', async () => {
    const seal = await makeSeal(maker, sealContent(encryption));
    const { outcome, outputPath } = prepared('encryption', seal, encryption);
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_NOT_FOR_SIGNING' } });
    expect(existsSync(outputPath)).toBe(false);
  });

  it('makes no new signature with a seal of 2014', async () => {
    const { outcome } = prepared('old', await sealV1(first), first);
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'SEAL_VERSION_UNSUPPORTED' } });
  });

  it('writes version 5 for a seal of 2025, and the result verifies', async () => {
    const { sealing, outcome, outputPath } = prepared('new', await sealV5(first), first);
    const pending = await outcome;
    if (!pending.ok) throw new Error(pending.error.code);
    const { ticket, digest, message } = pending.value;
    const [version] = elementsOf(readDer(message.tbs, 'TBS_Sign'), 'TBS_Sign');
    expect(version?.content).toEqual(Uint8Array.of(5));
    const signature = engine.signDigest(digest, first.privateKey, (length) => new Uint8Array(length).fill(5));
    expect(await sealing.embed(ticket, signature, null)).toMatchObject({ ok: true });
    expect(await sealing.publish(ticket)).toMatchObject({ ok: true });
    const file = nodeFiles.open(outputPath);
    const makerStatements = [await makerListOf(root, [maker])];
    const trust = { certificates: [root.certificate], crls: [], makerStatements };
    const report = await verifyDocument(file, outputPath, { engine, now: NOW, trust });
    file.close();
    const passed = { integrity: 'pass', signature: 'pass', seal: 'pass', certificate: 'pass' };
    const checks = Object.fromEntries(Object.entries(passed).map(([name, result]) => [name, { result }]));
    expect(report.signatures[0]).toMatchObject({ format: 'ses-v5', checks });
  });

  it('embeds a time stamp over the signature value, and the stamp proves the time', async () => {
    const { sealing, outcome, outputPath } = prepared(
      'stamped',
      await makeSeal(maker, sealContent(first)),
      first,
    );
    const pending = await outcome;
    if (!pending.ok) throw new Error(pending.error.code);
    const { ticket, digest } = pending.value;
    const signature = engine.signDigest(digest, first.privateKey, (length) => new Uint8Array(length).fill(5));
    const authority = await makeTimeStampAuthority(engine, root);
    const stampedAt = NOW.toISOString();
    const over = encodeSignature(signature);
    const token = await makeTimeStampToken(engine, { authority, issuer: root, over, stampedAt });
    expect(await sealing.embed(ticket, signature, token)).toMatchObject({ ok: true });
    expect(await sealing.publish(ticket)).toMatchObject({ ok: true });
    const file = nodeFiles.open(outputPath);
    const trust = { certificates: [root.certificate], crls: [await makeRevocationList(root)] };
    const report = await verifyDocument(file, outputPath, { engine, now: NOW, trust });
    file.close();
    expect(report.signatures[0]?.checks.time.code).toBe('TIME_PROVEN');
  });
});
