import type { Queries } from '#base/db';

/** Which proposal of a division and year: such as 监建〔2026〕370100-3号. */
export interface ProposalNumber {
  division: string;
  year: number;
  serial: number;
}

export const proposalNumberText = ({ division, year, serial }: ProposalNumber): string =>
  `监建〔${year}〕${division}-${serial}号`;

const mostTries = 50;
const uniqueViolation = '23505';
const isTaken = (error: unknown) => {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === uniqueViolation && constraint === 'score_proposal_number';
};

/**
 * Issues under the next number of a division and year. One that somebody else has just taken is passed over, so that none is given
 * twice and none is left out. `issue` writes the number or fails as a whole.
 */
export async function withProposalNumber<T>(
  db: Queries,
  of: Omit<ProposalNumber, 'serial'>,
  issue: (number: ProposalNumber) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await db.query<{ last: number }>(
      'SELECT coalesce(max(serial), 0)::int AS last FROM score_proposal WHERE division = $1 AND year = $2',
      [of.division, of.year],
    );
    try {
      return await issue({ ...of, serial: rows[0]!.last + 1 });
    } catch (error) {
      if (!isTaken(error) || attempt === mostTries) throw error;
    }
  }
}
