import { describe, expect, it } from 'vitest';
import type { ArrivedLink } from '../../shared/model/app-link.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { LinkRequests } from './link-requests.ts';

const WEB = `sealdesk:open?file=${encodeURIComponent('https://oa.example.cn/a.pdf')}`;
const SHARE = `sealdesk:verify?file=${encodeURIComponent('file://server/share/a.pdf')}`;

/** Links whose downloads come to a path, with everything that they reach for. */
function linksOf(fetched: Result<string> = success('C:\\下载\\a.pdf')) {
  const reached: string[] = [];
  const shown: ArrivedLink[] = [];
  const clock = { ms: 0 };
  const links = new LinkRequests({
    system: 'win32',
    now: () => clock.ms,
    fetch: async ({ address }) => {
      reached.push(address);
      return fetched;
    },
    show: async (path, action) => {
      reached.push(`${action} ${path}`);
      return success(null);
    },
    arrived: (link) => shown.push(link),
  });
  return { links, reached, shown, clock };
}

describe('A link to the app', () => {
  it('reaches for nothing before the person has said yes', async () => {
    const { links, reached, shown } = linksOf();
    links.arrive(SHARE);
    expect(shown).toMatchObject([
      { kind: 'question', action: 'verify', file: { kind: 'share', host: 'server' } },
    ]);
    expect([links.waiting, reached]).toEqual([shown[0], []]);
    expect(await links.answer(shown[0]?.id ?? '', false)).toEqual(success(null));
    expect([links.waiting, reached]).toEqual([null, []]);
  });

  it('is downloaded, opened and forgotten once they have', async () => {
    const { links, reached, shown } = linksOf();
    links.arrive(WEB);
    const id = shown[0]?.id ?? '';
    expect(await links.answer(id, true)).toEqual(success(null));
    expect(reached).toEqual(['https://oa.example.cn/a.pdf', 'open C:\\下载\\a.pdf']);
    expect(await links.answer(id, true)).toMatchObject({ error: { code: 'LINK_INVALID' } });
    expect(reached).toHaveLength(2);
  });

  it('does not take the place of a question that the person is reading', async () => {
    const { links, reached, shown } = linksOf();
    expect([links.arrive(WEB), links.arrive(SHARE), links.arrive('sealdesk:seal?file=x')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(shown).toHaveLength(1);
    expect(await links.answer(shown[0]?.id ?? '', false)).toEqual(success(null));
    expect([links.arrive(SHARE), reached]).toEqual([false, []]);
    expect(shown).toHaveLength(2);
  });

  it('that is none is told of once, however many follow, and gives way to a question', () => {
    const { links, shown } = linksOf();
    const none = Array.from({ length: 5 }, (_, number) => `sealdesk:seal${String(number)}?file=x`);
    expect(none.map((text) => links.arrive(text))).toEqual([true, false, false, false, false]);
    expect([links.arrive(WEB), links.arrive('sealdesk:none')]).toEqual([true, false]);
    expect(shown.map(({ kind }) => kind)).toEqual(['refused', 'question']);
  });

  it('does not bring the window to the front again when the person has just left one', async () => {
    const { links, shown, clock } = linksOf();
    links.arrive(WEB);
    await links.answer(shown[0]?.id ?? '', false);
    clock.ms = 5_000;
    expect(links.arrive(WEB)).toBe(false);
    await links.answer(shown[1]?.id ?? '', false);
    clock.ms = 40_000;
    expect(links.arrive('sealdesk:none')).toBe(true);
    await links.answer(shown[2]?.id ?? '', false);
    clock.ms = 41_000;
    expect(links.arrive(SHARE)).toBe(false);
    await links.answer(shown[3]?.id ?? '', true);
    clock.ms = 80_000;
    expect(links.arrive(SHARE)).toBe(true);
    expect(shown).toHaveLength(5);
  });

  it('that is not well formed is told of and asks nothing, whatever is answered', async () => {
    const { links, reached, shown } = linksOf();
    links.arrive('sealdesk:seal?file=https://a.cn/x.pdf');
    expect(shown).toMatchObject([
      { kind: 'refused', error: { code: 'LINK_INVALID', details: { reason: 'action' } } },
    ]);
    expect(await links.answer(shown[0]?.id ?? '', true)).toEqual(success(null));
    expect(reached).toEqual([]);
  });

  it('whose file is not to be had says why and shows nothing', async () => {
    const { links, reached, shown } = linksOf(failure({ code: 'LINK_NOT_FETCHED' }));
    links.arrive(WEB);
    expect(await links.answer(shown[0]?.id ?? '', true)).toMatchObject({
      error: { code: 'LINK_NOT_FETCHED' },
    });
    expect(reached).toEqual(['https://oa.example.cn/a.pdf']);
  });
});
