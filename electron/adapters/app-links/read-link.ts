import { isFileName } from '../../core/bytes/file-names.ts';
import {
  type AppLink,
  LINK_ACTIONS,
  LINK_SCHEME,
  type LinkAction,
  type LinkedFile,
} from '../../shared/model/app-link.ts';
import { APPROVAL_FILES } from '../../shared/model/approval.ts';
import { DOCUMENT_EXTENSIONS } from '../../shared/model/document-view.ts';
import { failure, type Result, success } from '../../shared/result.ts';

/** Characters of a whole link. Windows hands over about 2,000 of an address, and a longer one cannot be judged by a person. */
const LONGEST_LINK = 2_000;
/** Characters of the address or path that is shown. */
const LONGEST_SHOWN = 1_000;

/** One action and one parameter. Anything else, such as a second parameter, is no link of ours. */
const FORM = /^([a-z]+):(?:\/\/)?([a-z]+)\/?\?file=([!-~]+)$/i;
/**
 * Controls, and marks that turn the direction of writing or are not seen: a path with them looks like another one. Among them are
 * letters that show as nothing (Hangul fillers, blank Braille) and selectors of variants.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Why a link is refused, for the help desk. */
type Refusal =
  'form' | 'action' | 'length' | 'characters' | 'address' | 'credentials' | 'path' | 'kindOfFile';

/** Is thrown and caught within this file. */
class Refused extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(reason);
    this.reason = reason;
  }
}

function refuse(reason: Refusal): never {
  throw new Refused(reason);
}

/** Tells whether an argument of a start is a link to the program, well formed or not. */
export function isAppLink(argument: string): boolean {
  return argument.trimStart().toLowerCase().startsWith(`${LINK_SCHEME}:`);
}

/**
 * Reads a link: `sealdesk:open?file=…`, `verify` and `approve`, with an https address or a file: address, percent-encoded. It
 * reaches for nothing. Fails with LINK_INVALID and the `reason`.
 * @param system whose paths are meant
 */
export function readLink(text: string, system: NodeJS.Platform): Result<AppLink> {
  try {
    return success(linkOf(text, system));
  } catch (error) {
    if (error instanceof Refused) return failure({ code: 'LINK_INVALID', details: { reason: error.reason } });
    throw error;
  }
}

function linkOf(text: string, system: NodeJS.Platform): AppLink {
  if (text.length > LONGEST_LINK) refuse('length');
  const [, scheme, name, encoded = ''] = FORM.exec(text) ?? refuse('form');
  if (scheme?.toLowerCase() !== LINK_SCHEME || encoded.includes('&') || encoded.includes('#')) refuse('form');
  const action = LINK_ACTIONS.find((each) => each === name?.toLowerCase()) ?? refuse('action');
  const address = decoded(encoded);
  if (/^https:\/\//i.test(address)) return { action, file: webFile(address) };
  if (/^file:\/\//i.test(address)) return { action, file: localFile(address, action, system) };
  return refuse('address');
}

/** Undoes one percent-encoding. */
function decoded(encoded: string): string {
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    return refuse('characters');
  }
  if (UNSEEN.test(text) || text.includes('\\')) refuse('characters');
  return text;
}

function urlOf(address: string): URL {
  if (!URL.canParse(address)) refuse('address');
  const url = new URL(address);
  // A name before the host makes an address look like another one.
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/\/[^/?#]*@/i.test(address))
    refuse('credentials');
  if (url.hash !== '') refuse('address');
  return url;
}

/** The host of another alphabet comes in its ASCII form, so that none looks like another. */
function webFile(address: string): LinkedFile {
  if (address.includes(' ')) refuse('characters');
  const { host, href } = urlOf(address);
  if (host === '' || href.length > LONGEST_SHOWN) refuse(host === '' ? 'address' : 'length');
  return { kind: 'web', host, address: href };
}

/** What each action takes from a disk. */
const EXTENSIONS: Readonly<Record<LinkAction, readonly string[]>> = {
  open: DOCUMENT_EXTENSIONS,
  verify: DOCUMENT_EXTENSIONS,
  approve: [APPROVAL_FILES.request],
};

function localFile(address: string, action: LinkAction, system: NodeJS.Platform): LinkedFile {
  const { host, pathname, search } = urlOf(address);
  // An encoded slash or backslash would be a part of a name for one reader and a folder for the next.
  if (search !== '' || /%2f|%5c|%00/i.test(pathname)) refuse('path');
  const path = decoded(pathname);
  const file = system === 'win32' ? windowsFile(host, path) : posixFile(host, path);
  if (file.path.length > LONGEST_SHOWN) refuse('length');
  const ended = file.path.toLowerCase();
  if (!EXTENSIONS[action].some((extension) => ended.endsWith(`.${extension}`))) refuse('kindOfFile');
  return file;
}

function posixFile(host: string, path: string): LinkedFile & { readonly path: string } {
  // No name of a computer means anything in a path here.
  if (host !== '' || path.startsWith('//')) refuse('path');
  return { kind: 'file', path };
}

function windowsFile(host: string, path: string): LinkedFile & { readonly path: string } {
  const drive = /^\/([a-z]:)(\/.*)$/i.exec(path);
  if (host === '' ? drive === null : drive !== null) refuse('path');
  const below = drive?.[2] ?? path;
  const names = below.split('/').slice(1);
  // A colon within a name means a stream beside the file; an empty name hides another root (file:////server/share).
  if (!names.every(isFileName)) refuse('path');
  const joined = `\\${names.join('\\')}`;
  if (host === '') return { kind: 'file', path: `${drive?.[1] ?? ''}${joined}` };
  // \\server\share\file; the names "." and "?" are doors to devices (\\.\pipe\…), and no host parses to them.
  if (names.length < 2 || /^[.?]*$/.test(host)) refuse('path');
  return { kind: 'share', host, path: `\\\\${host}${joined}` };
}
