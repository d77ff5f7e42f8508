import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import { decodeEntry, encodeEntry } from './entry-bytes.ts';
import { sealedEntry } from './fixtures/entries.ts';

describe('the bytes of an entry', () => {
  const entry = sealedEntry(1);
  const bytes = encodeEntry(entry);

  it('come back as they were written', () => {
    expect(decodeEntry(bytes)).toEqual(entry);
  });

  it('do not depend on the order of fields', () => {
    const turned = Object.fromEntries(Object.entries(entry).reverse()) as unknown as typeof entry;
    expect(encodeEntry(turned)).toEqual(bytes);
  });

  it('of the first version can still be read, with unknown values for what they lack', () => {
    const first =
      '{"version":1,"entry":{"act":"seal","time":"2026-11-22T03:01:00.000Z","result":"done","document":' +
      '{"name":"合同.pdf","sm3Before":null,"sm3After":null,"page":2},"seal":{"esId":"SAMPLE-1","name":"示例公章"},' +
      '"certificate":null,"tokenSerial":"DEMO0001","purpose":"采购合同","counterpart":null,"people":' +
      '{"applicant":"张三","approver":null,"keeper":"李四"},"voids":null}}';
    expect(decodeEntry(utf8Bytes(first))).toEqual({
      ...sealedEntry(1, { certificate: null, counterpart: null }),
      document: { name: '合同.pdf', sm3Before: null, sm3After: null, page: 2, pages: null },
      timeStamped: null,
    });
    expect(() => decodeEntry(utf8Bytes(first.replace(',"voids"', ',"approval":null,"voids"')))).toThrow(
      expect.objectContaining({ code: 'STORE_DAMAGED' }),
    );
  });

  it('of the second version can still be read; nothing is said of what was known', () => {
    const second = utf8Text(bytes)
      .replace('"version":6', '"version":2')
      .replace(
        ',"approvalUse":null,"enterpriseRules":null,"known":null,"accepted":null,"places":null,"office":null',
        '',
      );
    expect(decodeEntry(utf8Bytes(second))).toEqual(entry);
    expect(() => decodeEntry(utf8Bytes(second.replace('"version":2', '"version":3')))).toThrow(
      expect.objectContaining({ code: 'STORE_DAMAGED' }),
    );
  });

  it('holds an archive stamp that the enterprise demands, and no word of it where it does not', () => {
    const rules = { approval: false, fourEyes: false, claimedApprovals: false, sealingHours: null };
    const written = (enterpriseRules: RegisterEntry['enterpriseRules']) =>
      encodeEntry({ ...entry, enterpriseRules });
    expect(utf8Text(written(rules))).not.toContain('archiveStamp');
    const demanded = written({ ...rules, archiveStamp: true });
    expect(decodeEntry(demanded).enterpriseRules).toEqual({ ...rules, archiveStamp: true });
    const silent = utf8Bytes(utf8Text(demanded).replace('"archiveStamp":true', '"archiveStamp":false'));
    expect(() => decodeEntry(silent)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
  });

  it('of the third version can still be read; nothing was accepted then', () => {
    const third = utf8Text(bytes)
      .replace('"version":6', '"version":3')
      .replace(',"accepted":null,"places":null,"office":null', '');
    expect(decodeEntry(utf8Bytes(third))).toEqual(entry);
  });

  it('of the fourth version can still be read; every seal had one place then', () => {
    const fourth = utf8Text(bytes)
      .replace('"version":6', '"version":4')
      .replace(',"places":null,"office":null', '');
    expect(decodeEntry(utf8Bytes(fourth))).toEqual(entry);
  });

  it('of the fifth version can still be read; nobody was asked what offices keep then', () => {
    const fifth = utf8Text(bytes).replace('"version":6', '"version":5').replace(',"office":null', '');
    expect(decodeEntry(utf8Bytes(fifth))).toEqual(entry);
  });

  it('can hold what offices keep, with at least one copy', () => {
    const office = { contractNumber: 'HT-2026-017', copies: 4, department: '采购部', requestNumber: null };
    const kept = sealedEntry(1, { office });
    expect(decodeEntry(encodeEntry(kept))).toEqual(kept);
    expect(() => encodeEntry(sealedEntry(1, { office: { ...office, copies: 0 } }))).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });

  it('can hold the places of a seal', () => {
    const places = sealedEntry(1, { places: 'P1-3 · 60, 90 mm; P1-6 · 骑缝 straddle right' });
    expect(decodeEntry(encodeEntry(places))).toEqual(places);
  });

  it('holds that a seal locks its document, and no word of it where it does not', () => {
    expect(utf8Text(bytes)).not.toContain('locks');
    const locking = encodeEntry(sealedEntry(1, { locks: true }));
    expect(decodeEntry(locking)).toEqual({ ...entry, locks: true });
    const silent = utf8Bytes(utf8Text(locking).replace('"locks":true', '"locks":false'));
    expect(() => decodeEntry(silent)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
  });

  it('can hold the red findings that a person accepted, and no list of none', () => {
    const accepted = sealedEntry(1, { accepted: ['JAVASCRIPT', 'SIGNATURE_INVALID'] });
    expect(decodeEntry(encodeEntry(accepted))).toEqual(accepted);
    expect(() => encodeEntry(sealedEntry(1, { accepted: [] }))).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });

  it('can hold what was known of the seal', () => {
    const known = {
      platform: 'sandbox',
      profile: 'guangxi',
      asked: 'PLATFORM_UNREACHABLE',
      statusAsOf: '2026-11-22T03:00:00.000Z',
      revocationListsAsOf: null,
    };
    const informed = sealedEntry(1, { known });
    expect(decodeEntry(encodeEntry(informed))).toEqual(informed);
  });

  it('can hold any text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xd7ff), { maxLength: 60 }), (units) => {
        const purpose = String.fromCharCode(...units);
        const written = encodeEntry({ ...entry, purpose });
        return decodeEntry(written).purpose === purpose;
      }),
    );
  });

  const source = utf8Text(bytes);
  it.each([
    ['no JSON', 'entry'],
    ['a byte order mark', `\u{feff}${source}`],
    ['a space', source.replace(':', ': ')],
    ['an escape where none is needed', source.replace('"seal"', '"\\u0073eal"')],
    ['another version', source.replace('"version":6', '"version":1')],
    ['a version to come', source.replace('"version":6', '"version":7')],
    ['an unknown field', source.replace('{"version"', '{"more":1,"version"')],
    ['a field twice', source.replace('"act":"seal"', '"act":"sign","act":"seal"')],
    ['a missing field', source.replace(',"voids":null', '')],
    ['what was known in part', source.replace('"known":null', '"known":{"platform":"p"}')],
    ['an unknown act', source.replace('"seal"', '"stamp"')],
    ['another order', source.replace(/("act":"seal"),("time":"[^"]*")/, '$2,$1')],
    ['a hash in capitals', source.replace(/1f1f/, '1F1f')],
    ['something behind', `${source}\n`],
  ])('are refused with %s', (_what, changed) => {
    expect(changed).not.toBe(source);
    expect(() => decodeEntry(utf8Bytes(changed))).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
  });
});
