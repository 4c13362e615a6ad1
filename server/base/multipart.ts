import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';

/** Lets the routes of an application read forms with files (multipart/form-data), whoever asks for it first. */
export async function acceptForms(app: FastifyInstance): Promise<void> {
  if (!app.hasRequestDecorator('isMultipart')) await app.register(multipart);
}

/** The parser tells what is wrong with a form by plain errors; those of the disk have a code. */
export function malformedForm(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || error instanceof Refusal || 'code' in error) return undefined;
  return new Refusal('body-invalid', { expected: 'multipart/form-data', detail: error.message });
}
