import { describe, expect, it } from 'vitest';
import { DocumentPasswords } from './document-passwords.ts';

describe('the passwords of open documents', () => {
  it('are those of their documents, and of what was made from them', () => {
    const passwords = new DocumentPasswords();
    passwords.keep('a', new TextEncoder().encode('打开'));
    passwords.follow('b', 'a');
    passwords.follow('c', null);
    expect(['a', 'b', 'c'].map((id) => passwords.of(id))).toEqual(['打开', '打开', undefined]);
  });

  it('are zeroed with the document that is closed, and with the password that another takes the place of', () => {
    const passwords = new DocumentPasswords();
    const [first, second] = [Uint8Array.of(49), Uint8Array.of(50)];
    passwords.keep('a', first);
    passwords.follow('b', 'a');
    passwords.keep('a', second);
    expect(first).toEqual(Uint8Array.of(0));
    passwords.keepOnly(['b']);
    expect([second, passwords.of('a'), passwords.of('b')]).toEqual([Uint8Array.of(0), undefined, '1']);
  });
});
