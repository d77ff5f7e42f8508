import { describe, expect, it } from 'vitest';
import { openLink } from './links.ts';

async function opened(url: string, says: boolean) {
  const asked: string[] = [];
  const addresses: string[] = [];
  const result = await openLink(url, {
    confirmLink: async (address) => {
      asked.push(address);
      return says;
    },
    openAddress: async (address) => void addresses.push(address),
  });
  return { code: result.ok ? null : result.error.code, asked, addresses };
}

describe('openLink', () => {
  it('opens an address only after a yes, and shows it whole before', async () => {
    const address = 'https://example.cn/a?b=1#c';
    expect(await opened(address, true)).toEqual({ code: null, asked: [address], addresses: [address] });
    expect(await opened(address, false)).toEqual({ code: null, asked: [address], addresses: [] });
  });

  it('shows a host of look-alike letters in ASCII', async () => {
    expect((await opened('https://аpple.com/', false)).asked).toEqual(['https://xn--pple-43d.com/']);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'app://sealdesk/index.html',
    'smb://host/share',
    'ms-msdt:/id',
    'https://www.bank.cn@evil.example/',
    `https://example.cn/${'a'.repeat(1_000)}`,
    'not an address',
    '',
  ])('refuses %s without a question', async (url) => {
    expect(await opened(url, true)).toEqual({ code: 'LINK_NOT_OPENED', asked: [], addresses: [] });
  });

  it('says so when the system cannot open an address', async () => {
    const result = await openLink('mailto:a@example.cn', {
      confirmLink: async () => true,
      openAddress: () => Promise.reject(new Error('no program')),
    });
    expect(result).toEqual({ ok: false, error: { code: 'LINK_NOT_OPENED' } });
  });
});
