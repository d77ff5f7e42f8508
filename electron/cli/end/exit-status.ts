/** Exit statuses, after sysexits.h where it has one; scripts rely on them. */
export const EXIT = {
  done: 0,
  invalid: 1,
  indeterminate: 2,
  unsigned: 3,
  usage: 64,
  badInput: 65,
  keyUnavailable: 69,
  unexpected: 70,
  cannotWrite: 73,
  busy: 75,
  pinRefused: 77,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
