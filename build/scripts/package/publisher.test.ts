import { describe, expect, it } from 'vitest';
import { maintainerOf, publisherIn } from './publisher.mjs';

describe('a publisher', () => {
  const named = { name: '示例公司', address: 'help@example.com', homepage: 'https://example.com/sealdesk' };

  it('is who the build names', () => {
    expect(publisherIn(JSON.stringify(named))).toEqual(named);
    expect(maintainerOf(publisherIn(JSON.stringify(named)))).toBe('示例公司 <help@example.com>');
  });

  it('is nobody where the build names nobody, and no address that somebody may own', () => {
    const nobody = publisherIn(null);
    expect(nobody).toEqual({ name: null, address: null, homepage: null });
    expect(maintainerOf(nobody)).toBe('SealDesk <not-set@publisher.invalid>');
  });

  it.each([
    [{ adress: 'help@example.com' }, 'a publisher has no adress'],
    [{ homepage: 'http://example.com' }, 'homepage is not an https address'],
    [{ address: 'help@example.com>\nDepends: other' }, 'address is not'],
    [{ name: 'A"\r\nB' }, 'name is not'],
  ])('is refused as %j', (given, reason) => {
    expect(() => publisherIn(JSON.stringify(given))).toThrow(reason);
  });
});
