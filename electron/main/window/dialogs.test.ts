import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createDialogs } from './dialogs.ts';

const { clipboard, dialog } = vi.hoisted(() => ({
  clipboard: { writeText: vi.fn<(text: string) => unknown>() },
  dialog: {
    showOpenDialog: vi.fn<(options: object) => Promise<{ readonly filePaths: readonly string[] }>>(),
    showSaveDialog: vi.fn<(options: object) => Promise<object>>(),
  },
}));
vi.mock('electron', () => ({ clipboard, dialog }));

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

describe('the dialogs for files', () => {
  it('go on in the folder of the file that was chosen last', async () => {
    const { chooseDocument, chooseProofPath } = createDialogs({ window: () => null, language: () => 'en' });
    dialog.showOpenDialog.mockResolvedValue({ filePaths: [join('contracts', 'one.pdf')] });
    dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: join('proofs', 'proof.json') });
    const begun = (show: typeof dialog.showOpenDialog | typeof dialog.showSaveDialog): unknown =>
      Reflect.get(show.mock.lastCall?.[0] ?? {}, 'defaultPath');

    expect(await chooseDocument()).toBe(join('contracts', 'one.pdf'));
    expect(begun(dialog.showOpenDialog)).toBeUndefined();
    expect(await chooseProofPath('proof.json')).toBe(join('proofs', 'proof.json'));
    expect(begun(dialog.showSaveDialog)).toBe(join('contracts', 'proof.json'));

    dialog.showOpenDialog.mockResolvedValue({ filePaths: [] });
    expect(await chooseDocument()).toBeNull();
    expect(begun(dialog.showOpenDialog)).toBe('proofs');
    await chooseDocument();
    expect(begun(dialog.showOpenDialog)).toBe('proofs');
  });
});
