import { z } from 'zod';
import { legalBasis, limit } from '#contract/catalogue';
import { certainty } from '#contract/law';
import { stage, stages } from '#contract/services/village-matters';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

/** A part of a whole: `more` than n / of, or at least. */
const share = z.object({ n: z.number().int().min(1), of: z.number().int().min(1), more: z.boolean() });
export type Share = z.infer<typeof share>;

const body = z.object({
  code,
  stage,
  title: bilingual,
  /** Who is counted as entitled. */
  entitled: bilingual,
  /** Of those entitled, who must be present. */
  quorum: share,
  /** Of those present, or of those entitled, who must be in favour. */
  majority: share.extend({ share: z.enum(['present', 'entitled']) }),
  basis: legalBasis,
  mark: certainty,
});
export type VotingBody = z.infer<typeof body>;

const matterType = z.object({
  code,
  title: bilingual,
  /** Bodies that may take the last decision. */
  decidedBy: z.array(code).min(1),
  basis: legalBasis,
  mark: certainty,
});

const rulesFile = z
  .object({
    code,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    name: bilingual,
    about: bilingual,
    publicity: limit.extend({ basis: z.string(), mark: certainty }),
    bodies: z.array(body),
    matterTypes: z.array(matterType).min(1),
  })
  .refine(
    (rules) => stages.every((one) => rules.bodies.some((other) => other.stage === one)),
    'a body for each stage',
  )
  .refine(
    (rules) =>
      rules.matterTypes.every((type) =>
        type.decidedBy.every((one) =>
          rules.bodies.some((other) => other.code === one && other.stage === 'decide'),
        ),
      ),
    'bodies that decide',
  );

/** Matters, meetings, quorum and majority (`reference/services/village-votes.json`). */
export const voteRules = readReference(rulesFile, 'services/village-votes.json');

export const findBody = (bodyCode: string): VotingBody | undefined =>
  voteRules.bodies.find((one) => one.code === bodyCode);

/** @throws Error for a type that the opening would have refused */
export const findMatterType = (type: string) => voteRules.matterTypes.find((one) => one.code === type);
