import { describe, expect, it, vi } from 'vitest';
import { createDialogs } from './dialogs.ts';

const { clipboard } = vi.hoisted(() => ({ clipboard: { writeText: vi.fn<(text: string) => unknown>() } }));
vi.mock('electron', () => ({ clipboard, dialog: {} }));

describe('copyText', () => {
  const { copyText } = createDialogs({ window: () => null, language: () => 'en' });

  it('answers success after the system has taken the text', async () => {
    let taken = false;
    clipboard.writeText.mockImplementation(async () => {
      await Promise.resolve();
      taken = true;
    });
    expect(await copyText('notice', 'LIFE_NOTICE_NOT_COPIED')).toEqual({ ok: true, value: null });
    expect(taken).toBe(true);
    expect(clipboard.writeText).toHaveBeenCalledWith('notice');
  });

  it('fails with a code when the system refuses the text, now or later', async () => {
    const failed = { ok: false, error: { code: 'LIFE_NOTICE_NOT_COPIED' } };
    clipboard.writeText.mockRejectedValueOnce(new Error('busy'));
    expect(await copyText('notice', 'LIFE_NOTICE_NOT_COPIED')).toEqual(failed);
    clipboard.writeText.mockImplementationOnce(() => {
      throw new Error('busy');
    });
    expect(await copyText('notice', 'LIFE_NOTICE_NOT_COPIED')).toEqual(failed);
  });
});
