import type { Problem } from '#contract/problem';

/** What went wrong with a call, as the server's `application/problem+json` says it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** From when on it may be tried again (Retry-After), as an instant. */
  readonly retryAt: string | undefined;

  constructor(problem: Problem, retryAt?: string) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAt = retryAt;
  }

  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
  get field(): string | undefined {
    return this.problem.field;
  }
  /** The refusal's own title in the reader's language. */
  title(language: 'zh' | 'en'): string {
    return language === 'zh' ? this.problem.titleZh : this.problem.title;
  }

  get expected(): string | undefined {
    return this.problem.expected;
  }

  /** What was expected, in the reader's language. */
  expectedIn(language: 'zh' | 'en'): string | undefined {
    const { expected, expectedZh } = this.problem;
    return language === 'zh' ? (expectedZh ?? expected) : expected;
  }

  /** Title, field and what was expected there, in one line. */
  sentence(language: 'zh' | 'en'): string {
    const { field, detail } = this.problem;
    const expected = this.expectedIn(language);
    const place = field && expected ? `${field}: ${expected}` : (field ?? expected);
    return [this.title(language), place, detail].filter(Boolean).join(language === 'zh' ? '；' : '; ');
  }
}

/** The network is down or the server gone: nothing answered. */
export function unreachable(): ProblemError {
  return new ProblemError({
    type: 'urn:mingjing:problem:unreachable',
    title: 'The server cannot be reached',
    titleZh: '无法连接服务器',
    status: 0,
    code: 'unreachable',
  });
}

/** Reads the answer of a failed call; an answer without a problem (a proxy's page) keeps its status. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  if (body !== null && typeof body === 'object' && 'code' in body && 'titleZh' in body)
    return new ProblemError(body as Problem, retryAtOf(response.headers.get('retry-after'), Date.now()));
  return new ProblemError({
    type: 'about:blank',
    title: `The server answered ${response.status}`,
    titleZh: `服务器返回 ${response.status}`,
    status: response.status,
    code: `http-${response.status}`,
  });
}

/** Retry-After (RFC 9110, 10.2.3): seconds from now, or a date. */
export function retryAtOf(value: string | null, now: number): string | undefined {
  if (!value) return undefined;
  const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : Date.parse(value);
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
}
