import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { MessageWay } from '#contract/messages';

/** A message as it leaves: one id for all tries, so that a receiver drops what comes twice. */
export interface Outgoing {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Where whoever gets it takes it back in one step, as e-mails say it (RFC 2369, RFC 8058). */
  unsubscribe?: string;
}

/** Brings a message to somebody outside of the workbench. Rejects when it could not be handed on. */
export type Way = (message: Outgoing) => Promise<void>;

/** The ways that an installation has; besides the workbench. */
export type MessageWays = Partial<Record<MessageWay, Way>>;

const patience = 15_000;
const mailId = (id: string) => `<${id}@mingjing.invalid>`;

/** A message as e-mail. */
const mailOf = (from: string, { id, to, subject, text, unsubscribe }: Outgoing) => ({
  from,
  to,
  subject,
  text,
  messageId: mailId(id),
  ...(unsubscribe && {
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }),
});

/** By e-mail over SMTP (RFC 5321). @param address such as smtps://user:password@mail.example.cn */
export function smtpWay(address: string, from: string): Way {
  const transport = createTransport(address, {
    from,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  } as never);
  return async (message) => {
    await transport.sendMail(mailOf(from, message));
  };
}

/** The demonstration's: e-mails as files in a folder (`.eml`, RFC 5322), one for each message however often it is sent. */
export function mailFolderWay(folder: string, from: string): Way {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return async (outgoing) => {
    const { message } = await transport.sendMail(mailOf(from, outgoing));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, `${outgoing.id}.eml`), message as Buffer, { mode: 0o600 });
  };
}

/**
 * By a message gateway over HTTP: a POST of `{id, to, text}` as JSON with a bearer token; `Idempotency-Key` is the same at every
 * try. Any 2xx means that it was taken over.
 */
export function gatewayWay(address: string, token: string | undefined): Way {
  return async ({ id, to, subject, text }) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ id, to, text: `${subject}\n${text}` }),
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
  };
}
