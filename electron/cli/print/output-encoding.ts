import type { Environment, SystemRules } from '../../adapters/systems/system-rules.ts';
import { thisSystem } from '../../adapters/systems/this-system.ts';
import { gbkBytes } from './gbk-text.ts';
import { printJsonInAscii } from './json-text.ts';
import { usage } from '../usage.ts';

/** Names the encoding of what commands print into pipes and files. */
const VARIABLE = 'SEALDESK_OUTPUT_ENCODING';
const ENCODINGS = ['utf-8', 'gbk'] as const;
type OutputEncoding = (typeof ENCODINGS)[number];

/** The code page of simplified Chinese, which Chinese Windows uses by default. */
const CODE_PAGE_GBK = 936;

/** A stream of the command, as far as its encoding goes. */
export interface Output {
  readonly isTTY?: boolean;
  write: NodeJS.WriteStream['write'];
}

interface Outputs {
  readonly stdout: Output;
  readonly stderr: Output;
}

/**
 * Chooses how a command writes into pipes and files, and has it write so from now on. A terminal takes every sign; whoever reads a
 * pipe on Windows takes it for the code page of the console, which is 936 on Chinese Windows. JSON is printed in ASCII then, which
 * is the same in every code page.
 * @throws CodedError USAGE if the variable names no encoding
 */
export function encodeOutput(
  { stdout, stderr }: Outputs = process,
  environment: Environment = process.env,
  rules: Pick<SystemRules, 'consoleCodePage'> = thisSystem,
): void {
  const piped = [stdout, stderr].filter(({ isTTY }) => isTTY !== true);
  const named = namedEncoding(environment);
  if (piped.length === 0 || named === 'utf-8') return;
  if (named === null && rules.consoleCodePage() !== CODE_PAGE_GBK) return;
  piped.forEach(writeGbk);
  if (piped.includes(stdout)) printJsonInAscii();
}

function namedEncoding(environment: Environment): OutputEncoding | null {
  const named = environment[VARIABLE]?.toLowerCase() ?? '';
  if (named === '') return null;
  const encoding = ENCODINGS.find((each) => each === named);
  if (encoding !== undefined) return encoding;
  throw usage(
    `${VARIABLE} 应为 utf-8 或 gbk，而不是“${named}”`,
    `${VARIABLE} is utf-8 or gbk, not "${named}"`,
  );
}

/** Has a stream write texts in code page 936 from now on. Bytes go through as they are. */
function writeGbk(output: Output): void {
  const write = output.write.bind(output);
  output.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
    const done = rest.find((each): each is WriteDone => typeof each === 'function');
    return write(typeof chunk === 'string' ? gbkBytes(chunk) : chunk, done);
  };
}

type WriteDone = (error?: Error | null) => void;
