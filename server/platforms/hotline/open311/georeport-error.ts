import { Refusal } from '#base/errors';

export type ErrorStatus = 400 | 403 | 404 | 429 | 500;

/** What the specification has for errors: a status, and one or several descriptions for people. */
export class GeoReportError extends Error {
  readonly status: ErrorStatus;
  readonly descriptions: readonly string[];

  constructor(status: ErrorStatus, ...descriptions: string[]) {
    super(descriptions.join('; '));
    this.name = 'GeoReportError';
    this.status = status;
    this.descriptions = descriptions;
  }

  /** The body of the answer. */
  toErrors(): { code: number; description: string }[] {
    return this.descriptions.map((description) => ({ code: this.status, description }));
  }
}

/** A refusal of this system in the words of the specification: 404 for what is not there, 400 for everything else. */
export function fromRefusal(refusal: Refusal): GeoReportError {
  const { field, expected, detail } = refusal.about;
  const { title } = refusal.toProblem();
  const told = [title, field && `(${field})`, expected, detail].filter(Boolean).join(' ');
  if (refusal.status === 404) return new GeoReportError(404, told);
  if (refusal.status === 429) return new GeoReportError(429, told);
  return new GeoReportError(400, told);
}
