import type { Texts } from '../areas.ts';
import type zh from '../zh/hotline-mails.ts';

const texts: Texts<typeof zh> = {
  title: 'Mailbox',
  sub: 'Messages become tickets by themselves. Automatic replies, bounces, bulk mail and what could not be taken in stand here for an agent; nothing is dropped.',
  notConfigured: 'No mailbox is named in the settings (MINGJING_IMAP): messages are not taken in.',
  fault: 'The mailbox could not be read the last time; it is tried again',
  search: 'Subject or number of a ticket',
  empty: 'No messages',
  emptyHint: 'New messages show here once the mailbox has been read.',
  tabs: { open: 'To be looked at', handled: 'Dealt with', taken: 'Taken in', all: 'All' },
  one: 'Message',
  noSubject: '(no subject)',
  noSender: 'Nobody named, or no valid address',
  noText: '(no text that can be read)',
  leftOut: 'Attachments that were not taken',
  handledBy: 'Dealt with by {{by}}',
  make: 'Make a ticket',
  dismiss: 'Nothing to be done',
  note: 'Why nothing is to be done',
  noteNeeded: 'Say why',
  cancel: 'Cancel',
  yes: 'Sent',
  no: 'Not sent',
  fields: {
    subject: 'Subject',
    from: 'From',
    standing: 'What became of it',
    ticket: 'Ticket',
    received: 'Received',
    bytes: 'Size',
    answered: 'Answer with the code',
  },
};
export default texts;
