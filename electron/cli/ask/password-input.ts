import { Option } from '@commander-js/extra-typings';
import { holdDocument } from '../../adapters/document-files/opened-document.ts';
import { withWords } from '../../adapters/document-files/words-of-document.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { type FileSource, type OpenedDocument, pathOf } from '../../services/ports/files.ts';
import { secretFromEnvironment, secretFromTerminal } from './pin-input.ts';

export const passwordEnvOption = new Option(
  '--password-env <variable>',
  '存放加密 PDF 密码的环境变量 environment variable that holds the password of an encrypted PDF',
);

/** The passwords of the documents that a command reads: one of the environment, or what the person types for each. */
export class PasswordInput {
  /** The password of the environment, for documents about which nobody is asked. */
  readonly given: Uint8Array | undefined;
  readonly #typed: Uint8Array[] = [];

  /** @throws CodedError USAGE if the variable is not set */
  constructor({ passwordEnv }: { readonly passwordEnv?: string | undefined }) {
    this.given = passwordEnv === undefined ? undefined : secretFromEnvironment(passwordEnv);
  }

  /** Tells whether somebody is at a terminal to be asked. */
  get canAsk(): boolean {
    return process.stdin.isTTY;
  }

  /** Tells whether a person is to be asked before a document can be opened. */
  async isToAsk(source: FileSource): Promise<boolean> {
    // Where nobody can be asked, nothing need be opened to know whether to ask, nor loaded to open it.
    if (this.given !== undefined || !this.canAsk) return false;
    const { needsPassword } = await import('./needs-password.ts');
    return needsPassword(source);
  }

  /**
   * Returns the password to open a document by; undefined if it needs none, or nobody can be asked. Asks at a terminal.
   * @throws CodedError CANCELLED when the person interrupts
   */
  async for(source: FileSource): Promise<Uint8Array | undefined> {
    return (await this.isToAsk(source)) ? this.ask(pathOf(source)) : this.given;
  }

  /**
   * Asks for the password of a document at the terminal; undefined if there is none.
   * @throws CodedError CANCELLED when the person interrupts
   */
  async ask(name: string): Promise<Uint8Array | undefined> {
    if (!this.canAsk) return undefined;
    const typed = await secretFromTerminal(`文件密码 password of ${name}: `);
    this.#typed.push(typed);
    return typed;
  }

  /** Zeroes what was given and typed. */
  forget(): void {
    this.given?.fill(0);
    this.#typed.forEach((each) => each.fill(0));
  }
}

/**
 * Works with a document that is held open by its password meanwhile.
 * @throws CodedError as {@link PasswordInput} and {@link holdDocument} do
 */
export async function withDocument<T>(
  path: string,
  options: ConstructorParameters<typeof PasswordInput>[0],
  work: (document: OpenedDocument) => Promise<T>,
): Promise<T> {
  const passwords = new PasswordInput(options);
  try {
    // It is opened once: nobody can replace it between the question for its password and the work.
    const held = holdDocument(path);
    try {
      const password = await passwords.for(held.file);
      return await work({ ...held, file: { ...held.file, password } });
    } finally {
      held.close();
    }
  } finally {
    passwords.forget();
  }
}

/** Does as {@link withDocument} does with a document that is to be sealed, of which an OFD is drawn once for all that follows. */
export function withSealable<T>(
  path: string,
  options: ConstructorParameters<typeof PasswordInput>[0],
  documents: Pick<DocumentEngine, 'view'>,
  work: (document: OpenedDocument) => Promise<T>,
): Promise<T> {
  return withDocument(path, options, async (held) => {
    const document = await withWords({ ...held, close: () => undefined }, documents);
    try {
      return await work(document);
    } finally {
      document.close();
    }
  });
}
