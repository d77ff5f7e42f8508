import type { pinTextsZhCn } from './pin-texts-zh-cn.ts';

/** True translation of the Chinese original. */
export const pinTextsEn: typeof pinTextsZhCn = {
  change: 'Change PIN',
  changeInitial: 'Change the initial PIN',
  unblock: 'Unlock with the code',
  resetByCode: 'Set a new PIN with the unlock code',
  set: 'Set a PIN with the SO PIN',
  changeTitle: 'Change the PIN',
  unblockTitle: 'Set a new PIN with the unlock code',
  present: 'Present PIN',
  soPin: 'Unlock code (SO PIN)',
  wanted: 'New PIN',
  again: 'New PIN once more',
  rules: 'What the new PIN has to be',
  rule: {
    length: (least, most) => `${least} to ${most} characters`,
    characters: 'letters, digits and signs only, no blanks',
    classes: (count) => `at least ${count} of digits, capitals, small letters, signs`,
    repeats: 'no repeats (such as 111111)',
    sequence: 'no sequences (such as 12345, qwerty)',
    different: 'not the present PIN',
    differentFromCode: 'not the unlock code',
    same: 'the same both times',
  },
  met: 'met',
  unmet: 'not met',
  confirmChange: 'Change it',
  confirmUnblock: 'Unlock and use the new PIN',
  cancel: 'Cancel',
  working: 'The USB key is working…',
  changed: 'The PIN was changed. Remember it, and tell it to nobody.',
  unblocked: 'Unlocked; the new PIN is in use. Remember it, and tell it to nobody.',
  close: 'Close',
  safe: 'PINs go to the USB key only; they are not stored or logged.',
  confirmLastTry: 'I have checked the PIN and want to use the last try',
  soTriesLast:
    'Last try for the SO PIN! One more wrong one, and this key can never be unlocked again, only replaced.',
  soTriesLow: 'A wrong SO PIN was typed lately and few tries are left.',
  soTriesLeft: (count) => `Tries left for the SO PIN: ${count}.`,
  lockedTitle: 'The PIN is locked; there are two ways out',
  lockedByCode:
    'You have the unlock code (SO PIN): type it here and let the holder choose a new PIN. Keys and seals stay.',
  lockedByIssuer: (serial) =>
    `You have no code: apply to the issuer for a reset. This computer is not connected to the platform yet, so call the issuer or go to its counter with the company’s papers, your identity card and your authorisation, and name the key’s serial number ${serial}.`,
  bothLockedTitle: 'The PIN and the SO PIN are both locked',
  bothLocked: (serial) =>
    `This key cannot be unlocked any more. Call the issuer or go to its counter to replace USB key and seals, and name the serial number ${serial}. The old seals are then void; what they sealed can still be verified.`,
  mustChange:
    'This key still has the PIN it was issued with, which others know too. Change it to one that only you know before you seal.',
  notSet: 'This key has no PIN yet. Set one with the SO PIN, or ask the issuer.',
  lastTry:
    'Only the last try is left: one more wrong PIN locks it. If you are not sure, set a new PIN with the unlock code.',
  reminder: (days) => `The PIN has not been changed for ${days} days. Please change it regularly.`,
  lastChange: 'PIN last changed',
  unknownChange: 'Not known on this computer',
  soPinState: 'SO PIN',
};
