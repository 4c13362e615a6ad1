import { z } from 'zod';
import { Refusal } from '#base/errors';

const phone = /^(?:\+?86)?(1[3-9]\d{9})$/;

/** Where a code can be sent, written one way. */
export interface Contact {
  kind: 'phone' | 'email';
  to: string;
}

/** A mobile number of the mainland or an e-mail address. Refusal: field-invalid. */
export function readContact(given: string): Contact {
  const number = phone.exec(given.replaceAll(/[\s-]/g, ''))?.[1];
  if (number) return { kind: 'phone', to: `+86${number}` };
  const email = z.email().safeParse(given.trim().toLowerCase());
  if (email.success) return { kind: 'email', to: email.data };
  throw new Refusal('field-invalid', {
    field: 'to',
    expected: 'a mobile number of 11 digits or an e-mail address',
  });
}
