import { ByteReader } from '../../bytes/byte-reader.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { readToken } from '../syntax/lexer.ts';

/** One operator of a content stream with its operands; strings, arrays and dictionaries count as other. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly (number | string | null)[];
}

/** An appearance that draws one picture needs a handful. */
const OPERATION_LIMIT = 200;

/**
 * Splits a content stream into operations (ISO 32000-2 §7.8.2).
 * @returns null where there are more than an appearance of one picture can need
 * @throws CodedError PDF_DAMAGED
 */
export function contentOperations(content: Uint8Array): readonly Operation[] | null {
  const reader = new ByteReader(memorySource(content));
  const operations: Operation[] = [];
  let operands: Operation['operands'][number][] = [];
  for (let token = readToken(reader); token.type !== 'end'; token = readToken(reader)) {
    if (token.type === 'keyword') {
      operations.push({ operator: token.text, operands });
      operands = [];
    } else {
      operands.push(token.type === 'number' || token.type === 'name' ? token.value : null);
    }
    if (operations.length > OPERATION_LIMIT || operands.length > OPERATION_LIMIT) return null;
  }
  return operations;
}
