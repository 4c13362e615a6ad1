import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import type { AttachmentOwner } from './attachment-owner.ts';

/**
 * How a platform lets in people who have not signed in: holders of the token of a draft, or of a receipt code. It reads its
 * own proof from the request (a header, never the address, which ends up in logs). Each function answers for its own people
 * and says no for everybody else's.
 */
export interface AttachmentDoor {
  /** Who uploads, such as `draft:1234`; null for whom this platform does not know. Claims may ask for the same name. */
  uploader(request: FastifyRequest): Promise<string | null>;
  /** Whether this person may read a file that belongs to a draft or a case. */
  mayRead(request: FastifyRequest, owner: AttachmentOwner, id: string): Promise<boolean>;
}

/** Several doors as one: whoever one of them lets in. */
export const oneDoor = (doors: readonly AttachmentDoor[]): AttachmentDoor => ({
  async uploader(request) {
    for (const door of doors) {
      const uploader = await door.uploader(request);
      if (uploader !== null) return uploader;
    }
    return null;
  },
  async mayRead(request, owner, id) {
    for (const door of doors) if (await door.mayRead(request, owner, id)) return true;
    return false;
  },
});

/** How uploads of whoever has signed in are named. */
export const accountUploader = (accountId: number): string => `account:${accountId}`;

/** Who uploads: whoever has signed in, or whom a door knows; null for everybody else. */
export async function findUploader(
  request: FastifyRequest,
  doors: readonly AttachmentDoor[],
): Promise<string | null> {
  return request.principal ? accountUploader(request.principal.accountId) : oneDoor(doors).uploader(request);
}

/** The same. Refusal: sign-in-needed. */
export async function getUploader(
  request: FastifyRequest,
  doors: readonly AttachmentDoor[],
): Promise<string> {
  const uploader = await findUploader(request, doors);
  if (uploader === null) throw new Refusal('sign-in-needed');
  return uploader;
}
