import { decideRequest } from '../../services/approvals/decide-request.ts';
import { tokenSigner } from '../../services/approvals/token-signer.ts';
import type { ListedToken } from '../../services/list-tokens.ts';
import { CodedError } from '../../shared/errors.ts';
import { approvalPartsOf, printApproval } from '../approvals.ts';
import { oneFile, parseCommand, pinSourceOf, usage } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { unwrap } from '../unwrap.ts';

const OPTIONS = {
  approve: { type: 'boolean' },
  reject: { type: 'boolean' },
  approver: { type: 'string' },
  comment: { type: 'string' },
  token: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `approval decide ID --approve|--reject --approver NAME`: signed with the approver's key. */
export async function approvalDecide(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const id = oneFile(positionals, 'number of a request');
  const { approve = false, reject = false, approver, comment = '', token } = values;
  if (approve === reject) throw usage('give either --approve or --reject');
  if (approver === undefined || approver === '') throw usage('--approver NAME is needed');
  const source = pinSourceOf(values);
  const world = unwrap(await parts.world());
  const listed = signerAmong((await parts.listTokens(world)).tokens, token);
  const approvals = await approvalPartsOf(parts, world);
  const said = { outcome: approve ? ('approved' as const) : ('rejected' as const), approver, comment };
  const pin = await readPin(source);
  try {
    const lastTryConfirmed = values['last-try'] === true;
    const key = { ...listed, tokens: parts.tokens(world), pin, lastTryConfirmed };
    const signer = { certificate: listed.certificate, sign: tokenSigner(key, approvals.engine) };
    printApproval(unwrap(await decideRequest(id, said, signer, approvals)), values.json === true);
  } finally {
    pin.fill(0);
  }
  return EXIT.done;
}

function signerAmong(tokens: readonly ListedToken[], serial: string | undefined) {
  const [found, ...others] = tokens.filter(({ info }) => serial === undefined || info.serial === serial);
  if (found === undefined) throw new CodedError('TOKEN_NOT_FOUND');
  if (others.length > 0) throw new CodedError('TOKEN_AMBIGUOUS', 'name one by --token');
  const certificate = found.certificates.find(({ info }) => info.usable)?.der;
  if (certificate === undefined) throw new CodedError('TOKEN_NO_CERTIFICATE');
  const { module, serial: address, pin: pinState } = found.info;
  return { address: { module, serial: address }, pinState, certificate };
}
