import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkExistenceProof } from '../../core/register/existence-proof.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { countersigningPlatform } from './fixtures/countersigning-platform.ts';
import { memoryHistory } from './fixtures/memory-history.ts';
import type { RegisterHistory } from './register-history.ts';
import { memoryRegister, type MemoryRegister } from './fixtures/memory-register.ts';
import { existedBy, proveEntry, proveFile, type ProvingPorts } from './prove-existence.ts';
import { recordEntry } from './record-entry.ts';
import { uploadRegister } from './upload-register.ts';

describe('The proof that a sealed file existed', () => {
  let engine: SmEngine;
  let root: Party;
  let signer: Party;
  let register: MemoryRegister;
  let history: RegisterHistory;
  let ports: ProvingPorts;
  let sync: () => Promise<unknown>;
  const clock = { now: () => new Date('2026-11-22T05:00:00Z') };

  beforeAll(async () => {
    engine = await loadSmEngine();
    root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
  });
  beforeEach(() => {
    register = memoryRegister();
    const records = memoryRecords();
    const platform = countersigningPlatform('demo', signer, engine);
    ports = { register, records, engine, roots: new Map([['demo', decodeCertificate(root.certificate)]]) };
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(1);
    history = memoryHistory(register, records);
    const concerns = () => Promise.resolve(true);
    sync = () => uploadRegister({ ...ports, history, platform, clock, random, concerns });
  });
  const record = (number: number) =>
    recordEntry(sealedEntry(number), { store: register, engine, clock, history });

  it('rests on the earliest countersignature of its entry, and is checked without the register', async () => {
    for (const number of [0, 1, 2]) await record(number);
    await sync();
    await record(3);
    await sync();
    const first = await proveFile('1f'.repeat(32), ports);
    const later = await proveEntry(3, ports);
    if (!first.ok || !later.ok) throw new Error('no proof');
    const sizes = [first.value, later.value].map(
      (proof) => checkExistenceProof(proof, ports.roots, engine).countersignature.size,
    );
    expect(sizes).toEqual([3, 4]);
  });

  it('gives the verdict on the file its time', async () => {
    for (const number of [0, 1]) await record(number);
    expect(await existedBy('1f'.repeat(32), ports)).toBe(null);
    await sync();
    expect(Date.parse((await existedBy('1f'.repeat(32), ports)) ?? '')).toBeGreaterThan(0);
    expect(await existedBy('00'.repeat(32), ports)).toBe(null);
    expect(await existedBy('1f'.repeat(32), { ...ports, roots: new Map() })).toBe(null);
  });

  it('cannot be made before the platform has countersigned, nor for a file that the register does not hold', async () => {
    await record(0);
    await sync();
    await record(1);
    expect(await proveEntry(1, ports)).toMatchObject({ error: { code: 'REGISTER_NOT_COUNTERSIGNED' } });
    expect(await proveEntry(2, ports)).toMatchObject({ error: { code: 'REGISTER_ENTRY_NOT_FOUND' } });
    expect(await proveFile('00'.repeat(32), ports)).toMatchObject({
      error: { code: 'REGISTER_ENTRY_NOT_FOUND' },
    });
    expect(await proveEntry(0, { ...ports, roots: new Map() })).toMatchObject({
      error: { code: 'REGISTER_NOT_COUNTERSIGNED' },
    });
  });

  it('cannot be made from a register that differs from the countersigned one', async () => {
    await record(0);
    await record(1);
    await sync();
    register.rows.pop();
    expect(await proveEntry(0, ports)).toMatchObject({ error: { code: 'REGISTER_DIFFERS' } });
  });
});
