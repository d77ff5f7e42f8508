import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkedFile } from '../../shared/model/app-link.ts';
import { isAppLink, readLink } from './read-link.ts';

const enc = encodeURIComponent;
const read = (text: string, system: NodeJS.Platform = 'win32'): unknown => {
  const result = readLink(text, system);
  return result.ok ? result.value : result.error.details?.['reason'];
};
const opening = (address: string, system?: NodeJS.Platform): unknown =>
  read(`sealdesk:open?file=${enc(address)}`, system);

describe('A link', () => {
  it('names an action and an https address, whose host is shown in ASCII', () => {
    const file = { kind: 'web', host: 'oa.example.cn:8443', address: 'https://oa.example.cn:8443/f?id=3' };
    expect(read(`sealdesk:approve?file=${enc('https://OA.example.cn:8443/f?id=3')}`)).toEqual({
      action: 'approve',
      file,
    });
    expect(read('SEALDESK://verify/?file=https://a.cn/x.pdf')).toMatchObject({ action: 'verify' });
    expect(opening('https://аpple.com/x.pdf')).toMatchObject({ file: { host: 'xn--pple-43d.com' } });
  });

  it('names a file of a drive, with spaces and Chinese, encoded once or twice', () => {
    const wanted = { action: 'open', file: { kind: 'file', path: 'C:\\用户 张三\\合同.pdf' } };
    expect(opening('file:///C:/用户 张三/合同.pdf')).toEqual(wanted);
    expect(opening(new URL('file:///C:/用户 张三/合同.pdf').href)).toEqual(wanted);
    expect(opening('file:///home/张三/合同.pdf', 'linux')).toEqual({
      action: 'open',
      file: { kind: 'file', path: '/home/张三/合同.pdf' },
    });
  });

  it('to a file of another computer says so', () => {
    expect(opening('file://server/share/a.pdf')).toEqual({
      action: 'open',
      file: { kind: 'share', host: 'server', path: '\\\\server\\share\\a.pdf' },
    });
  });

  it.each([
    ['another scheme', 'http:open?file=https://a.cn/x.pdf', 'form'],
    ['an action that seals', 'sealdesk:seal?file=https://a.cn/x.pdf', 'action'],
    ['a second parameter', 'sealdesk:open?file=https://a.cn/x.pdf&pin=1', 'form'],
    ['no parameter', 'sealdesk:open', 'form'],
    ['a switch behind a quote', 'sealdesk:open?file=https://a.cn/x.pdf" --inspect', 'form'],
    ['a line break', 'sealdesk:open?file=https://a.cn/%0d%0ax.pdf', 'characters'],
    ['a right-to-left override', `sealdesk:open?file=${enc('file:///C:/fdp.\u202efdp.pdf')}`, 'characters'],
    ['a letter that shows as nothing', `sealdesk:open?file=${enc('file:///C:/a\u3164.pdf')}`, 'characters'],
    ['a blank of Braille', `sealdesk:open?file=${enc('file:///C:/a\u2800.pdf')}`, 'characters'],
    ['a selector of a variant', `sealdesk:open?file=${enc('file:///C:/a\ufe0f.pdf')}`, 'characters'],
    ['half a character', 'sealdesk:open?file=%e5%90', 'characters'],
    ['a length beyond a screen', `sealdesk:open?file=https://a.cn/${'x'.repeat(2000)}`, 'length'],
    ['a script', 'sealdesk:open?file=javascript:alert(1)', 'address'],
    ['plain http', 'sealdesk:open?file=http://a.cn/x.pdf', 'address'],
    ['a bare path', 'sealdesk:open?file=C:/x.pdf', 'address'],
  ])('with %s is refused', (_what, text, reason) => expect(read(text)).toBe(reason));

  it.each([
    ['a name before the host', 'https://bank.cn@evil.cn/x.pdf', 'credentials'],
    ['an empty name before the host', 'https://@evil.cn/x.pdf', 'credentials'],
    ['a fragment', 'https://a.cn/x.pdf#y', 'address'],
    ['a pipe', 'file:////./pipe/x.pdf', 'path'],
    ['a share without a host', 'file:////server/share/x.pdf', 'path'],
    ['a share by its device name', 'file:///C:/a//server/x.pdf', 'path'],
    ['a device', 'file:///C:/con.pdf', 'path'],
    ['a device with a space before its ending', 'file:///C:/con .pdf', 'path'],
    ['a stream beside a file', 'file:///C:/a.exe:b.pdf', 'path'],
    ['an encoded backslash', 'file:///C:/a%5c..%5cb.pdf', 'path'],
    ['an encoded slash', 'file:///C:/a%2fb.pdf', 'path'],
    ['a backslash', 'file:///C:\\a.pdf', 'characters'],
    ['a program', 'file:///C:/Windows/System32/calc.exe', 'kindOfFile'],
    ['a program that ends in a space', 'file:///C:/a.exe%20', 'path'],
    ['no drive', 'file:///share/a.pdf', 'path'],
    ['a share of a drive', 'file://C:/x.pdf%00', 'path'],
  ])('to a file with %s is refused', (_what, address, reason) => expect(opening(address)).toBe(reason));

  it('takes a request alone where it asks for an approval, and no request where it opens', () => {
    expect(read(`sealdesk:approve?file=${enc('file:///C:/a.pdf')}`)).toBe('kindOfFile');
    expect(opening('file:///C:/a.sealrequest')).toBe('kindOfFile');
    expect(read(`sealdesk:approve?file=${enc('file:///C:/a.sealrequest')}`)).toMatchObject({
      file: { path: 'C:\\a.sealrequest' },
    });
  });

  it('to another computer is refused where paths name none', () => {
    expect(opening('file://server/share/a.pdf', 'linux')).toBe('path');
    expect(opening('file:////server/share/a.pdf', 'linux')).toBe('path');
  });
});

/** Pieces of which hostile links are made. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      'sealdesk:',
      'open?file=',
      'file://',
      'https://',
      '%5c',
      '%2f',
      '%00',
      '..',
      '/',
      '\\',
      '@',
      ':',
    ),
    fc.constantFrom('C:', 'server', '%25', '.pdf', '%2e%2e', 'con', '\u202e', '#', '&', '?', ' ', '|', '.'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  ),
  { maxLength: 12 },
);

/** Expects an https address without a name before its host, or a path below one drive or share. */
function expectPlain(file: LinkedFile, system: 'win32' | 'linux'): void {
  if (file.kind === 'web') {
    const { protocol, username, password, host, hash } = new URL(file.address);
    expect([protocol, username, password, host, hash]).toEqual(['https:', '', '', file.host, '']);
    return;
  }
  const drive = /^[A-Za-z]:(\\[^\\/:*?"<>|]+)+$/;
  const share = /^\\\\[^\\/:*?"<>|]+(\\[^\\/:*?"<>|]+){2,}$/;
  const windows = file.kind === 'file' ? drive : share;
  expect(file.path).toMatch(system === 'win32' ? windows : /^\/(?!\/)/);
  expect(file.path).toMatch(/\.pdf$/i);
  expect(file.path).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(file.path.split(/[\\/]/)).not.toContain('..');
}

describe('Whatever a link holds', () => {
  it('it gives a plain path of one drive or share, a plain https address, or nothing', () => {
    const made = fc.tuple(
      fc.constantFrom(
        '',
        'sealdesk:open?file=',
        'sealdesk:open?file=file:///C:/',
        'sealdesk:open?file=https://a',
      ),
      pieces,
    );
    const end = fc.constantFrom('', '.pdf');
    fc.assert(
      fc.property(
        made,
        end,
        fc.constantFrom('win32' as const, 'linux' as const),
        ([start, parts], end, system) => {
          const result = readLink(start + parts.join('') + end, system);
          expect(result.ok || result.error.code).toBe(result.ok || 'LINK_INVALID');
          if (result.ok) expectPlain(result.value.file, system);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('an argument is told for a link by its scheme alone', () => {
    expect(['sealdesk:x', ' SealDesk:" --inspect', 'C:\\sealdesk.pdf', '--sealdesk:'].map(isAppLink)).toEqual(
      [true, true, false, false],
    );
  });
});
