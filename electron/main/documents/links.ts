import { failure, type Result, success } from '../../shared/result.ts';

/** What a link of a document may lead to outside of the program: web pages and mail. */
const PROTOCOLS: readonly string[] = ['https:', 'http:', 'mailto:'];
/** Characters. An address that does not fit into a dialog cannot be judged by a person. */
const LONGEST = 1_000;

/** How a person is asked, and how an address is opened. */
export interface LinkParts {
  /** Asks whether to open an address, which is shown whole. */
  confirmLink(address: string): Promise<boolean>;
  openAddress(address: string): Promise<void>;
}

/**
 * Returns the address of a link as the system gets it: hosts with other letters in their ASCII form, so that none looks
 * like another. Null for an address that is not opened.
 */
function addressOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  // A name before the host makes an address look like another one.
  const isPlain = username === '' && password === '';
  return PROTOCOLS.includes(protocol) && isPlain && href.length <= LONGEST ? href : null;
}

/** Has the system open the address of a link once the person has said yes. Fails with LINK_NOT_OPENED. */
export async function openLink(url: string, parts: LinkParts): Promise<Result<null>> {
  const address = addressOf(url);
  if (address === null) return failure({ code: 'LINK_NOT_OPENED' });
  try {
    if (await parts.confirmLink(address)) await parts.openAddress(address);
    return success(null);
  } catch {
    return failure({ code: 'LINK_NOT_OPENED' });
  }
}
