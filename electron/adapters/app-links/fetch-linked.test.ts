import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { failure, type Result, success } from '../../shared/result.ts';
import type { PlatformRequest, PlatformResponse } from '../platform-api/transport.ts';
import { thisSystem } from '../systems/this-system.ts';
import { fetchLinked } from './fetch-linked.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-linked-'));
afterAll(() => rmSync(folder, { recursive: true }));

const body = Buffer.from('%PDF-1.7');
const asked: { url: string; request: PlatformRequest }[] = [];

/** Downloads from a server that answers everything alike. */
async function fetched(
  address: string,
  answer: Result<PlatformResponse> = success({ status: 200, headers: {}, body }),
  action: 'open' | 'approve' = 'open',
): Promise<Result<string>> {
  const transport = ({ url }: { readonly url: string }) => ({
    send: async (request: PlatformRequest) => {
      asked.push({ url, request });
      return answer;
    },
    close: async () => undefined,
  });
  const proxy = { url: null, except: '' };
  return fetchLinked({ kind: 'web', host: '', address }, action, { folder, proxy, transport });
}

describe('The file of a link', () => {
  it('is asked for without a login, and gets a name that was free', async () => {
    const address = 'https://oa.cn:8443/files/%E5%90%88%E5%90%8C.pdf?id=3';
    const names = [await fetched(address), await fetched(address)].map(
      (one) => one.ok && basename(one.value),
    );
    expect(names).toEqual(['合同.pdf', '合同 (2).pdf']);
    expect(readFileSync(join(folder, '合同.pdf'))).toEqual(body);
    expect(asked[0]).toMatchObject({
      url: 'https://oa.cn:8443',
      request: { method: 'GET', path: '/files/%E5%90%88%E5%90%8C.pdf?id=3' },
    });
    expect(asked[0]?.request).not.toHaveProperty('authorization');
  });

  it('is marked as one from the internet, for the programs that open it next', async () => {
    const mark = vi.spyOn(thisSystem, 'markAsForeign');
    const result = await fetched('https://a.cn/marked.pdf');
    expect(mark.mock.calls).toEqual([[result.ok && result.value]]);
    mark.mockRestore();
  });

  it('is asked for at the very address that was shown', async () => {
    const query = '?part=1&part=2&until=a%20b~c&key';
    await fetched(`https://a.cn/r/8.sealrequest${query}`, undefined, 'approve');
    expect(asked.at(-1)?.request).toMatchObject({ path: `/r/8.sealrequest${query}` });
    expect(asked.at(-1)?.request).not.toHaveProperty('query');
  });

  it.each([
    ['https://a.cn/..%2f..%2fautorun.exe', 'autorun exe.pdf'],
    ['https://a.cn/download', 'download.pdf'],
    ['https://a.cn/', '链接文件.pdf'],
    ['https://a.cn/%ff%fe', '链接文件 (2).pdf'],
    ['https://a.cn/con', '_con.pdf'],
    ['https://a.cn/com%C2%B9', '_com¹.pdf'],
  ])('of %s stays in the folder as %s', async (address, name) => {
    const result = await fetched(address);
    expect(result.ok && result.value).toBe(join(folder, name));
  });

  it.each(['合', 'a', '𠮷'])(
    'has a name that encrypted file systems take too, of whole characters (%s)',
    async (letter) => {
      const result = await fetched(`https://a.cn/${encodeURIComponent(letter.repeat(200))}.pdf`);
      const name = result.ok ? basename(result.value, '.pdf') : '';
      expect([name, Buffer.byteLength(name)]).toEqual([letter.repeat(120 / Buffer.byteLength(letter)), 120]);
    },
  );

  it('of an approval is a request', async () => {
    const result = await fetched('https://a.cn/r/7.sealrequest', undefined, 'approve');
    expect(result.ok && basename(result.value)).toBe('7.sealrequest');
  });

  it('that a server refuses leaves nothing behind, and says why', async () => {
    const before = readdirSync(folder).length;
    const refused = failure({ code: 'PLATFORM_REFUSED', details: { status: 403 } });
    expect(await fetched('https://a.cn/x.pdf', refused)).toEqual({
      ok: false,
      error: { code: 'LINK_NOT_FETCHED', details: { reason: 'PLATFORM_REFUSED', status: 403 } },
    });
    expect(readdirSync(folder)).toHaveLength(before);
  });
});
