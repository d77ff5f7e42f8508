import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWorldFiles } from '../../adapters/home-files/demo-world-folder.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { decodeSeal } from '../../core/seal/seal.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, success } from '../../shared/result.ts';
import type { TokenSetupPort } from '../ports/tokens.ts';
import { demoWorld, loadDemoWorld } from './demo-world.ts';
import type { DemoWorldPorts } from './world-folder.ts';
import { generateSoftwareKey } from './authorities.ts';
import type { DemoWorld } from './world-description.ts';

const NOW = new Date('2026-11-22T09:41:00Z');
const FONT = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff';

interface StoredObject {
  readonly serial: string;
  readonly id?: Uint8Array;
  readonly label: string;
  readonly value: Uint8Array;
}

/** A token in memory, as the world uses it. */
interface MemoryTokens extends TokenSetupPort {
  readonly labels: string[];
  readonly pins: string[];
  readonly certificates: StoredObject[];
  readonly data: StoredObject[];
}

let engine: SmEngine;
let base: string;
let tokens: MemoryTokens;
let ports: DemoWorldPorts;
let world: DemoWorld;

const random = (length: number) => new Uint8Array(randomBytes(length));
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function memoryTokens(): MemoryTokens {
  const [labels, pins]: string[][] = [[], []];
  const [certificates, data]: StoredObject[][] = [[], []];
  return {
    labels: labels ?? [],
    pins: pins ?? [],
    certificates: certificates ?? [],
    data: data ?? [],
    list: () => Promise.reject(new Error('not asked for')),
    signDigest: () => Promise.reject(new Error('not asked for')),
    initialise({ label, soPin, pin }) {
      this.pins.push(`${asText(soPin)} ${asText(pin)}`);
      return Promise.resolve(success(`SN${this.labels.push(label)}`));
    },
    changePin({ pin, newPin }) {
      this.pins.push(`${asText(pin)} ${asText(newPin)}`);
      return Promise.resolve(success(null));
    },
    unblockPin: () => Promise.reject(new Error('not asked for')),
    generateKeyPair: () => Promise.resolve(success(generateSoftwareKey(engine, random).publicKey)),
    storeCertificate({ serial, id, label, der: value }) {
      this.certificates.push({ serial, id, label, value });
      return Promise.resolve(success(null));
    },
    storeData({ serial, label, value }) {
      this.data.push({ serial, label, value });
      return Promise.resolve(success(null));
    },
  };
}

function portsWith(softToken: boolean): DemoWorldPorts {
  const modules = join(base, softToken ? 'modules' : 'no-modules');
  const fonts = dirname(createRequire(import.meta.url).resolve(FONT));
  return { ...demoWorldFiles({ fonts, modules }), tokens, engine, clock: { now: () => NOW }, random };
}

async function made(directory: string, given = ports): Promise<DemoWorld> {
  const result = await demoWorld(directory, given);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Hashes the names and contents of everything below a folder. */
function contentHash(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

beforeAll(async () => {
  engine = await loadSmEngine();
  base = mkdtempSync(join(tmpdir(), 'sealdesk-world-'));
  mkdirSync(join(base, 'modules'));
  for (const suffix of ['so', 'dylib', 'dll']) {
    writeFileSync(join(base, 'modules', `sealdesk-soft-token.${suffix}`), 'module');
  }
  tokens = memoryTokens();
  ports = portsWith(true);
  world = await made(join(base, 'world'));
});

afterAll(() => rmSync(base, { recursive: true }));

describe('The seals of the world', () => {
  it('number five for the holder and two for the counterparty, each with its own identifier', () => {
    const kinds = world.companies.map(({ seals }) => seals.map(({ kind }) => kind));
    expect(kinds).toEqual([
      ['法定名称章', '财务专用章', '发票专用章', '合同专用章', '法定代表人名章'],
      ['法定名称章', '合同专用章'],
    ]);
    const all = world.companies.flatMap(({ seals }) => seals);
    expect(new Set(all.map(({ esId }) => esId)).size).toBe(7);
    expect(new Set(all.map(({ name }) => name)).size).toBe(7);
    expect(world.seals).toEqual(world.companies[0]?.seals);
  });

  it('list their company’s certificate and are valid for as long as it', () => {
    for (const { tokenSerial, seals } of world.companies) {
      const [signing] = tokens.certificates.filter(({ serial }) => serial === tokenSerial);
      const certificate = signing?.value ?? new Uint8Array();
      for (const { esId, name, kind } of seals) {
        const seal = decodeSeal(new Uint8Array(readFileSync(join(base, 'world/seals', `${esId}.esl`))));
        expect({ ...seal.property, esId: seal.esId, version: seal.version }).toEqual({
          type: kind === '法定代表人名章' ? 2 : 1,
          name,
          certificateList: { kind: 'certificates', certificates: [certificate] },
          createdAt: new Date('2026-11-22T00:00:00Z'),
          validFrom: new Date('2026-11-22T00:00:00Z'),
          validTo: new Date('2027-11-22T00:00:00Z'),
          esId,
          version: 4,
        });
      }
    }
  });

  it('lie on the tokens of their companies', () => {
    expect(tokens.labels.slice(0, 2)).toEqual(['SealDesk DEMO 云帆科技', 'SealDesk DEMO 海川贸易']);
    expect(tokens.pins.slice(0, 2)).toEqual(['12345678 000000', '000000 123456']);
    for (const { tokenSerial, seals } of world.companies) {
      const stored = tokens.data.filter(({ serial }) => serial === tokenSerial);
      expect(stored.map(({ label, value }) => [label, decodeSeal(value).esId])).toEqual(
        seals.map(({ name, esId }) => [name, esId]),
      );
    }
  });
});

describe('The certificates on a token', () => {
  it('are one for signing and one for encryption, each with its own key pair and identifier', () => {
    for (const { name, tokenSerial } of world.companies) {
      const stored = tokens.certificates.filter(({ serial }) => serial === tokenSerial);
      expect(stored.map(({ label }) => label)).toEqual([`${name} 签名`, `${name} 加密`]);
      const decoded = stored.map(({ value }) => decodeCertificate(value));
      expect(decoded.map(({ keyUsage }) => [...(keyUsage ?? [])])).toEqual([
        ['digitalSignature', 'nonRepudiation'],
        ['keyEncipherment', 'dataEncipherment', 'keyAgreement'],
      ]);
      expect(new Set(decoded.map(({ publicKey }) => toHex(publicKey.octets))).size).toBe(2);
      expect(new Set(stored.map(({ id }) => toHex(id ?? new Uint8Array()))).size).toBe(2);
      expect(decoded[0]?.subject.raw).toEqual(decoded[1]?.subject.raw);
    }
  });
});

describe('demoWorld', () => {
  it('describes the world by absolute paths', () => {
    expect(JSON.parse(readFileSync(join(base, 'world/world.json'), 'utf8'))).toEqual(world);
    expect(world).toMatchObject({
      home: join(base, 'world'),
      pin: '123456',
      soPin: '12345678',
      mechanisms: { digest: '0x8005000B', message: '0x8005000C', keyGen: '0x8005000A' },
      trust: { dir: join(base, 'world/trust'), bundle: join(base, 'world/trust/bundle.pem') },
    });
    expect(dirname(world.pkcs11Module ?? '')).toBe(join(base, 'world/soft-token'));
    expect(readFileSync(world.pkcs11Module ?? '', 'utf8')).toBe('module');
    expect(readFileSync(world.contract).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(world.home)).not.toContain('world.json.unfinished');
  });

  it('returns an existing world unchanged', async () => {
    const before = contentHash(world.home);
    expect(await made(world.home)).toEqual(world);
    expect(contentHash(world.home)).toBe(before);
  });

  it('makes one world for two simultaneous callers', async () => {
    const folder = join(base, 'twice');
    const [first, second] = await Promise.all([made(folder), made(folder)]);
    expect(first).toEqual(second);
    expect(existsSync(`${folder}.aside-1`)).toBe(false);
  });

  it('stops waiting for a maker that never ends', async () => {
    const folder = ports.openFolder(join(base, 'stuck'));
    expect(folder.claim('world.json.unfinished')).toBe(true);
    const pauses: number[] = [];
    const pause = (durationMs: number) => Promise.resolve(void pauses.push(durationMs));
    const readFonts = () => {
      throw new CodedError('FILE_UNREADABLE');
    };
    const outcome = await demoWorld(folder.home, { ...ports, pause, readFonts });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'FILE_UNREADABLE' } });
    expect(pauses.reduce((sum, each) => sum + each, 0)).toBe(120_000);
    expect(existsSync(join(`${folder.home}.aside-1`, 'world.json.unfinished'))).toBe(true);
  });

  it('refuses a folder with other content and leaves it alone', async () => {
    const folder = join(base, 'foreign');
    mkdirSync(folder);
    writeFileSync(join(folder, 'letter.txt'), 'mine');
    const before = contentHash(folder);
    expect(await demoWorld(folder, ports)).toMatchObject({ ok: false, error: { code: 'OUTPUT_EXISTS' } });
    expect(contentHash(folder)).toBe(before);
  });

  it('makes a world without a soft token, and a complete one beside it once there is one', async () => {
    const folder = join(base, 'later');
    const poor = await made(folder, portsWith(false));
    expect([poor.pkcs11Module, poor.missing]).toEqual([null, 'MODULE_MISSING']);
    expect(poor.companies.map(({ tokenSerial, seals }) => [tokenSerial, seals.length])).toEqual([
      [null, 5],
      [null, 2],
    ]);
    expect(filesBelow(join(folder, 'seals'))).toHaveLength(7);
    const whole = await made(folder);
    expect(whole.missing).toBeUndefined();
    expect(existsSync(whole.pkcs11Module ?? '')).toBe(true);
    expect(existsSync(join(`${folder}.aside-1`, 'world.json'))).toBe(true);
  });

  it('moves an interrupted world aside and makes a new one', async () => {
    const folder = join(base, 'broken-off');
    const failing = {
      ...tokens,
      initialise: () => Promise.resolve(failure({ code: 'TOKEN_FAILURE' as const })),
    };
    const broken = await demoWorld(folder, { ...ports, tokens: failing });
    expect(broken).toMatchObject({ ok: false, error: { code: 'TOKEN_FAILURE' } });
    expect(existsSync(join(folder, 'world.json'))).toBe(false);
    expect((await made(folder)).seals).toHaveLength(5);
    expect(existsSync(join(`${folder}.aside-1`, 'trust/bundle.pem'))).toBe(true);
  });
});

describe('loadDemoWorld', () => {
  it('loads a folder that was moved', async () => {
    const moved = join(base, 'moved');
    renameSync(join(base, 'later.aside-1'), moved);
    const loaded = await loadDemoWorld(moved, ports);
    const value = loaded.ok ? loaded.value : null;
    expect([value?.home, value?.trust.dir]).toEqual([moved, join(moved, 'trust')]);
    expect(existsSync(value?.contract ?? '')).toBe(true);
  });

  it('reports a folder without a world and a damaged description', async () => {
    const damaged = join(base, 'damaged');
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'world.json'), '{"home": 1}');
    expect(await loadDemoWorld(damaged, ports)).toMatchObject({
      ok: false,
      error: { code: 'FILE_UNREADABLE', details: { path: join(damaged, 'world.json') } },
    });
    const none = await loadDemoWorld(join(base, 'nowhere'), ports);
    expect(none).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } });
  });
});
