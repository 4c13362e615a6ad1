import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import { deviceHeader, uploadMessage } from '#contract/powers/seal-devices';
import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import type { Spine } from '#spine/spine';
import { admitMessage, deviceActor } from './devices.ts';

const proof = z.strictObject({ message: uploadMessage, signature: z.string().max(100) });

/** The proof that a device sends in its header. Refusal: field-invalid. */
function readProof(given: string): z.output<typeof proof> {
  try {
    return proof.parse(JSON.parse(Buffer.from(given, 'base64url').toString()));
  } catch {
    throw new Refusal('field-invalid', {
      field: deviceHeader,
      expected: 'base64url of {"message": {"kind": "upload", …}, "signature": …}',
    });
  }
}

/** Lets sealing devices upload pictures, each on a challenge of its own; they read nothing back. */
export const doorOfDevices = (spine: Spine): AttachmentDoor => ({
  uploader: async (request: FastifyRequest) => {
    const given = request.headers[deviceHeader];
    if (typeof given !== 'string') return null;
    const { message, signature } = readProof(given);
    await admitMessage(spine, message.device, message, signature);
    return deviceActor(message.device);
  },
  mayRead: async () => false,
});
