import { z } from 'zod';
import { hostStartSchema } from './token-host-operations.ts';

/** The argument of a token host that is told by its standard input where to connect. */
export const SOCKET_ARGUMENT = '--socket';

/** Nobody guesses so many. */
export const HOST_SECRET_BYTES = 32;

/** What such a host reads from its standard input: one line of JSON. Nobody else sees it, unlike arguments. */
export const hostLineSchema = z.object({
  /** Path of the socket, or name of the pipe. */
  address: z.string().min(1),
  /** Hexadecimal; the host sends its bytes before anything else. */
  secret: z.string().length(2 * HOST_SECRET_BYTES),
  start: hostStartSchema,
});

export type HostLine = z.infer<typeof hostLineSchema>;
