import type { z } from 'zod';
import { Refusal } from '#base/errors';
import type { DecidedEvent, PartCommand, PartEventKinds } from '#spine/platform/part';

/** What decisions of parts are written with. */

/** A value of a command that the fields of its action could not judge. */
export const refusedValue = (name: string, expected: string): Refusal =>
  new Refusal('field-invalid', { field: `values.${name}`, expected });

/** Makes the events of a part, the data of each typed by its kind. */
export const eventOf =
  <Kinds extends PartEventKinds>() =>
  <T extends keyof Kinds & string>(type: T, data: z.input<Kinds[T]['data']>): DecidedEvent => ({
    type,
    data: data as Record<string, unknown>,
  });

/** A list or an object that a command brings as JSON: values are texts and numbers. Refusal: field-invalid */
export function jsonValue<S extends z.ZodType>(
  schema: S,
  values: PartCommand['values'],
  name: string,
): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(String(values[name] ?? ''));
  } catch {
    throw refusedValue(name, 'JSON');
  }
  const read = schema.safeParse(json);
  if (!read.success) throw refusedValue(name, read.error.issues[0]!.message);
  return read.data;
}
