import type { Problem } from '#contract/problem';

/** What went wrong with a call, as the server's `application/problem+json` says it. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'ProblemError';
    this.problem = problem;
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
  get expected(): string | undefined {
    return this.problem.expected;
  }

  /** The refusal's own title in the reader's language. */
  title(language: 'zh' | 'en'): string {
    return language === 'zh' ? this.problem.titleZh : this.problem.title;
  }

  /** Title, field and what was expected there, in one line. */
  sentence(language: 'zh' | 'en'): string {
    const { field, expected, detail } = this.problem;
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
    return new ProblemError(body as Problem);
  return new ProblemError({
    type: 'about:blank',
    title: `The server answered ${response.status}`,
    titleZh: `服务器返回 ${response.status}`,
    status: response.status,
    code: `http-${response.status}`,
  });
}
