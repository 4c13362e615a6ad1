import { expectedZh } from '#contract/expectations';
import { type Problem, type RefusalCode, refusals } from '#contract/problem';

export interface RefusalDetail {
  /** The field or column that was refused, as a dotted path. */
  field?: string;
  /** What was expected there, in plain English; its Chinese stands in `contract/expectations`. */
  expected?: string;
  /** One more sentence for the person who reads it; never personal data. */
  detail?: string;
  /** Seconds after which it is worth another try. */
  retryAfter?: number;
  /** Every field that is not what it has to be the same as. */
  differences?: NonNullable<Problem['differences']>;
}

/** The only error that is shown to a caller; anything else becomes an incident number (RFC 9457). */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly about: RefusalDetail;

  constructor(code: RefusalCode, about: RefusalDetail = {}) {
    super([code, about.field, about.expected, about.detail].filter(Boolean).join(': '));
    this.name = 'Refusal';
    this.code = code;
    this.about = about;
  }

  get status(): number {
    return refusals[this.code].status;
  }

  toProblem(): Problem {
    const { status, zh, en } = refusals[this.code];
    const { expected } = this.about;
    const inChinese = expected === undefined ? null : expectedZh(expected);
    return {
      type: `urn:mingjing:problem:${this.code}`,
      title: en,
      titleZh: zh,
      status,
      code: this.code,
      ...this.about,
      ...(inChinese !== null && { expectedZh: inChinese }),
    };
  }
}
