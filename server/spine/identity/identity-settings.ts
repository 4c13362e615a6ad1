import type { Sender } from './sender.ts';

/** What an installation says about the world around it (docs/operations.md). */
export interface IdentitySettings {
  /** Where people reach it, such as https://mirror.example.cn; null: at whatever address they use, on this machine. */
  address: URL | null;
  /** Where it listens on this machine, for links while there is no such address; absent: on the usual port. */
  here?: URL;
  /** The government's identity provider (OpenID Connect). */
  openId: { issuer: URL; client: string; secret: string } | null;
  /** Brings codes to phones and e-mails; null: citizens cannot sign in by code. */
  sender: Sender | null;
}

/** An installation that says nothing: accounts and passwords work. */
export const noIdentitySettings: IdentitySettings = { address: null, openId: null, sender: null };
