import { success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { LinkRequests } from '../requests/link-requests.ts';

/** The window answers by the id of a question; it never names an address or a path. */
export function linksHandlers(links: LinkRequests): ContractHandlers['links'] {
  return {
    waiting: async () => success(links.waiting),
    answer: ({ id, follow }) => links.answer(id, follow),
  };
}
