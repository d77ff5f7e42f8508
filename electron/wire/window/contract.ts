import { app, platform, policy, trust } from './app.ts';
import { audit } from './audit.ts';
import { approvals, offices } from './approvals.ts';
import type { Bridge, Tellers, WindowHandlers } from './bridge.ts';
import { conversions } from './conversions.ts';
import { copies } from './copies.ts';
import { documents, seal, verify } from './documents.ts';
import { handover } from './handover.ts';
import { drivers, pin, pinReset, tokens } from './keys.ts';
import { links } from './links.ts';
import { presets } from './presets.ts';
import { register } from './register.ts';
import { sealLife } from './seal-life.ts';
import { sealMany } from './seal-many.ts';
import { support } from './support.ts';
import { updates } from './updates.ts';
import { verifyMany } from './verify-many.ts';

/** All that the window and main may say to each other, one table a subject. */
export const contract = {
  app,
  documents,
  links,
  conversions,
  tokens,
  drivers,
  pin,
  pinReset,
  platform,
  policy,
  seal,
  sealMany,
  presets,
  sealLife,
  verify,
  verifyMany,
  copies,
  register,
  audit,
  handover,
  approvals,
  offices,
  trust,
  support,
  updates,
} as const;

export type Contract = typeof contract;

/** What the window's code may ask of main. */
export type AppBridge<FileLike> = Bridge<Contract, FileLike>;
/** What main answers, one group of functions a subject. */
export type ContractHandlers = WindowHandlers<Contract>;
/** What main may tell the window. */
export type ContractTellers = Tellers<Contract>;
