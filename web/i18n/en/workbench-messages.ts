import type { Texts } from '../areas.ts';
import type zh from '../zh/workbench-messages.ts';

const texts: Texts<typeof zh> = {
  title: 'Messages',
  sub: 'What you are told of cards, by their level. An alert is a clue, not a finding.',
  readAll_one: 'Mark as read ({{count}})',
  readAll_other: 'Mark all as read ({{count}})',
  state: 'State',
  unread: 'Unread',
  read: 'Read',
  level: 'Level',
  what: 'What',
  case: 'Case',
  organ: 'Organ',
  system: 'This system',
  as: 'Told as',
  at: 'Told at',
  ways: 'Ways',
  escalated: 'Escalated',
  colon: ': ',
  comma: ', ',
  empty: 'No messages',
  emptyHint: 'Whoever is to be told of a card of some level gets it here.',
  way: { workbench: 'Workbench', email: 'E-mail', gateway: 'Text message' },
  delivery: {
    waiting_one: 'waiting (tried once)',
    waiting_other: 'waiting (tried {{count}} times)',
    sent_one: 'sent (at the first try)',
    sent_other: 'sent (try {{count}})',
    failed_one: 'not delivered (tried once)',
    failed_other: 'not delivered (tried {{count}} times)',
  },
  preferences: {
    title: 'How you are told',
    about:
      'Always in the workbench. Besides, by e-mail or text message from a level on; addresses are kept encrypted and used for sending alone.',
    notConfigured: 'This installation is not set up for: {{ways}}. What you fill in counts once it is.',
    email: 'E-mail address',
    emailFrom: 'Send e-mail',
    phone: 'Mobile number',
    gatewayFrom: 'Send text messages',
    never: 'Never',
    fromLevel: 'From {{level}} on',
    save: 'Save',
    saved: 'Saved',
  },
  told: {
    title: 'Who was told',
    nobody: 'Nobody was told: alerts of the past are not, or nobody holds the roles of this level.',
  },
};
export default texts;
