/** What a good PIN is. A jurisdiction or an issuer may replace it: it is data, and nothing else knows the numbers. */
export interface PinPolicy {
  /** In bytes, which for a PIN are characters. */
  readonly minimumLength: number;
  readonly maximumLength: number;
  /** How many of digits, small letters, capital letters and signs have to occur. */
  readonly minimumClasses: number;
  /** How often one character may stand in a row. */
  readonly longestRun: number;
  /** How many neighbours of one of `sequences` may stand in a row, forwards or backwards. */
  readonly longestSequence: number;
  readonly sequences: readonly string[];
  /** After how many days the person is reminded to change it; null where never. */
  readonly changeAfterDays: number | null;
}

/** Alphabets and rows of the keyboard, in small letters. */
const SEQUENCES = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
] as const;

/**
 * For keys whose issuer names no other. Most keys take 6 to 16 characters and lock after a few tries. Zhongshan's
 * article 19 and Suqian's article 21 want the PIN changed regularly without saying how often: half a year is ours.
 */
export const DEFAULT_PIN_POLICY: PinPolicy = {
  minimumLength: 6,
  maximumLength: 16,
  minimumClasses: 2,
  longestRun: 3,
  longestSequence: 4,
  sequences: SEQUENCES,
  changeAfterDays: 180,
};
