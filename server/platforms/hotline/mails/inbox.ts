import { type FetchMessageObject, ImapFlow } from 'imapflow';
import type { InboxSettings } from '#base/config';
import type { Queries } from '#base/db';
import { repeat } from '#base/repeat';
import type { Spine } from '#spine/spine';
import { mailRules } from './mail-rules.ts';
import { type ReadMail, readMail } from './read-mail.ts';
import { storableText } from './storable.ts';
import { isKnownMail, knownUids, type MailPlace } from './store.ts';
import { keepAside, takeMail } from './take-mail.ts';
import { answerSenders, openLeft } from './take-up.ts';

const patience = 30_000;
/** Class of advisory locks; any number that nobody else uses. */
const mailboxLocks = 311_911_048;
/** After so many failures a message is kept as faulty, so that one does not hold up the others for ever. */
const mostFailures = 3;

/** What this server knows of its last reading. */
export interface InboxStanding {
  fault: string | null;
}
const standings = new WeakMap<Spine, InboxStanding>();
export const standingOf = (spine: Spine): InboxStanding => standings.get(spine) ?? { fault: null };

export const mailboxName = ({ user, host, folder }: InboxSettings): string => `${user}@${host}/${folder}`;

/** Addresses that the mailbox itself has. */
const ownAddresses = ({ user, host }: InboxSettings): string[] =>
  user.includes('@') ? [user.toLowerCase()] : [`${user}@${host}`.toLowerCase()];

/** Counts answers to one address, so that two machines do not answer each other for ever (RFC 3834 section 2). */
class Answers {
  readonly #sent = new Map<string, number[]>();

  constructor(private readonly now: () => number) {}

  may(address: string): boolean {
    const { perSender, perSeconds } = mailRules.answers;
    const since = this.now() - perSeconds * 1000;
    const lately = (this.#sent.get(address) ?? []).filter((at) => at > since);
    if (lately.length >= perSender) return false;
    this.#sent.set(address, [...lately, this.now()]);
    return true;
  }
}

/** Reads a mailbox; one of these a process. */
export class Inbox {
  readonly #failures = new Map<string, number>();
  readonly #answers: Answers;

  constructor(
    private readonly spine: Spine,
    private readonly settings: InboxSettings,
  ) {
    this.#answers = new Answers(spine.now);
  }

  /**
   * One reading: takes in what has not been seen, marks it as seen, and answers. Where another server reads the mailbox it does
   * nothing. Gives how many messages were taken in or set aside. Rejects when the mail server cannot be reached.
   */
  async read(stopping: () => boolean = () => false): Promise<number> {
    const client = await this.spine.pool.connect();
    try {
      if (!(await takeTurn(client, this.settings))) return 0;
      try {
        await openLeft(this.spine);
        const taken = await this.#readFolder(stopping);
        await answerSenders(this.spine);
        return taken;
      } finally {
        await client.query('SELECT pg_advisory_unlock_all()');
      }
    } finally {
      client.release();
    }
  }

  async #readFolder(stopping: () => boolean): Promise<number> {
    const { host, port, secure, user, password, folder } = this.settings;
    const imap = new ImapFlow({
      host,
      port,
      secure,
      auth: { user, pass: password },
      logger: false,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience * 4,
    });
    // What breaks while nothing is asked is told again by what is asked next.
    imap.on('error', () => {});
    await imap.connect();
    try {
      const lock = await imap.getMailboxLock(folder);
      try {
        return await this.#takeUnseen(imap, stopping);
      } finally {
        lock.release();
      }
    } finally {
      await imap.logout().catch(() => imap.close());
    }
  }

  async #takeUnseen(imap: ImapFlow, stopping: () => boolean): Promise<number> {
    const mailbox = mailboxName(this.settings);
    const uidValidity = imap.mailbox ? Number(imap.mailbox.uidValidity) : 0;
    const unseen = (await imap.search({ seen: false }, { uid: true })) || [];
    const uids = unseen.slice(0, mailRules.mostAtOnce);
    const known = await knownUids(this.spine.pool, { mailbox, uidValidity }, uids);
    let taken = 0;
    for (const uid of uids) {
      if (stopping()) break;
      const place = { mailbox, uidValidity, uid };
      if (!known.has(uid)) {
        if (!(await this.#takeOne(imap, place))) continue;
        taken += 1;
      }
      await imap.messageFlagsAdd([uid], ['\\Seen'], { uid: true });
    }
    return taken;
  }

  /** False where it has to be tried again. */
  async #takeOne(imap: ImapFlow, place: MailPlace): Promise<boolean> {
    const about = await imap.fetchOne(
      String(place.uid),
      { uid: true, size: true, envelope: true },
      { uid: true },
    );
    // Somebody has removed it meanwhile.
    if (!about) return false;
    try {
      if ((about.size ?? 0) > mailRules.maxBytes) {
        const most = `${about.size} > ${mailRules.maxBytes}`;
        await keepAside(this.spine, place, fromEnvelope(about, place), 'too-large', { detail: most });
        return true;
      }
      const whole = await imap.fetchOne(String(place.uid), { uid: true, source: true }, { uid: true });
      if (!whole || !whole.source) return false;
      const mail = await readMail(whole.source).catch(() => null);
      if (mail)
        await takeMail(this.spine, place, mail, ownAddresses(this.settings), (to) => this.#answers.may(to));
      else await keepAside(this.spine, place, fromEnvelope(about, place), 'unreadable');
      return true;
    } catch (error) {
      return this.#failed(place, about, error);
    }
  }

  async #failed(place: MailPlace, about: FetchMessageObject, error: unknown): Promise<boolean> {
    if (isKnownMail(error)) return true;
    const key = `${place.uidValidity} ${place.uid}`;
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    this.spine.log.error('a message of the mailbox could not be taken in', error, {
      uid: place.uid,
      failures,
    });
    if (failures < mostFailures) return false;
    await keepAside(this.spine, place, fromEnvelope(about, place), 'unreadable', {
      detail: error instanceof Error ? error.name : 'error',
    });
    return true;
  }
}

/** What is known of a message without its content. */
function fromEnvelope({ envelope, size }: FetchMessageObject, place: MailPlace): ReadMail {
  const sender = envelope?.from?.[0];
  return {
    messageId: envelope?.messageId?.slice(0, 400) || `uid:${place.uidValidity}:${place.uid}`,
    from: sender?.address
      ? { address: sender.address.toLowerCase(), name: storableText(sender.name ?? '') }
      : null,
    subject: storableText(envelope?.subject ?? ''),
    text: '',
    sentAt: null,
    answers: [],
    headers: new Map(),
    attachments: [],
    bytes: size ?? 0,
  };
}

async function takeTurn(client: Queries, settings: InboxSettings): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine',
    [mailboxLocks, mailboxName(settings)],
  );
  return rows[0]!.mine;
}

/** Reads the mailbox again and again, where the settings name one; returns how to stop it. */
export function keepReading(spine: Spine): () => Promise<void> {
  const { inbox } = spine;
  if (!inbox) return async () => {};
  const reader = new Inbox(spine, inbox);
  return repeat({
    name: 'mails',
    pauseMs: mailRules.pollSeconds * 1000,
    atOnce: true,
    work: async (stopping) => {
      await reader.read(stopping);
      standings.set(spine, { fault: null });
    },
    failed: (error) => {
      standings.set(spine, { fault: error instanceof Error ? error.message : String(error) });
      spine.log.error('the mailbox could not be read and is tried again', error);
    },
  });
}
