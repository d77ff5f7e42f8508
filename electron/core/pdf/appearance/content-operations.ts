import { latin1Text } from '../../bytes/encodings.ts';

/** One operator of an appearance with its operands: numbers, and names as strings. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly (number | string)[];
}

/** An appearance that draws one picture needs a handful of operations. */
const OPERATION_LIMIT = 200;

/** Adobe's blank layers hold a comment alone. */
export const COMMENT_ALONE = /^[\t\n\r ]*(?:%[\t -~]*[\r\n]*)?$/;

/**
 * A number, a plain name or an operator, and the white space or slash that ends it. Readers take apart differently what
 * is written in other ways: comments, escapes in names, controls between operands, signs within numbers.
 */
const TOKEN = /[\t\n\r ]*(?:([+-]?(?:\d+\.?\d*|\.\d+))|\/([\w.+-]+)|([A-Za-z]+))(?=[\t\n\r /]|$)/y;
const WHITE_SPACE_AT_END = /[\t\n\r ]+$/;

/**
 * Splits the content of an appearance into operations (ISO 32000-2 §7.8.2), if every reader splits it alike.
 * @returns null for any other content, or more operations than an appearance of one picture can need
 */
export function contentOperations(content: Uint8Array): readonly Operation[] | null {
  if (COMMENT_ALONE.test(latin1Text(content))) return [];
  const text = latin1Text(content).replace(WHITE_SPACE_AT_END, '');
  const operations: Operation[] = [];
  let operands: (number | string)[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null || operations.length >= OPERATION_LIMIT) return null;
    const [, number, name, operator] = match;
    if (operator === undefined) operands.push(number === undefined ? (name ?? '') : Number(number));
    else {
      operations.push({ operator, operands });
      operands = [];
    }
    if (operands.length > MOST_OPERANDS) return null;
  }
  return operands.length === 0 ? operations : null;
}

/** `cm` has the most. */
const MOST_OPERANDS = 6;
