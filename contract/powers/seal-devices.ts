import { z } from 'zod';
import { attachmentId } from '#contract/attachments';
import { endpoint } from '#contract/endpoint';
import { rfc3339 } from '#contract/text';

/**
 * What a sealing device says over HTTP (docs/seal-devices.md). Each message is signed with Ed25519 (RFC 8032) over its
 * canonical JSON (RFC 8785); `kind` is part of it, so that a signature is good for one kind of message alone.
 */

/** The first 32 hexadecimal digits of the SHA-256 of the device's public key (SPKI, DER). */
export const deviceId = z.string().regex(/^[0-9a-f]{32}$/, 'the id of a device: 32 hexadecimal digits');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal');
/** 64 bytes in base64url without padding. */
const signature = z.string().regex(/^[\w-]{86}$/, 'an Ed25519 signature in base64url');
const challenge = z.string().regex(/^[\w-]{43}$/, 'a challenge in base64url');

/** WGS 84, in degrees; `accuracy` in metres. */
export const devicePosition = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000).optional(),
});

/** What the device's own sensor says of the paper under it; `unknown` for a device without one. */
export const paperStates = {
  printed: { zh: '有字', en: 'Printed' },
  blank: { zh: '空白', en: 'Blank' },
  unknown: { zh: '未检测', en: 'Not sensed' },
} as const;
const paper = z.enum(Object.keys(paperStates) as [keyof typeof paperStates, ...(keyof typeof paperStates)[]]);

/** One stamping: made and signed at once, handed in when there is a connection. */
export const stampingRecord = z.strictObject({
  kind: z.literal('stamping'),
  device: deviceId,
  /** The device's own count of stampings, from 1; never twice. */
  counter: z.number().int().min(1).max(1_000_000_000),
  /** By the clock of the device. */
  at: rfc3339,
  /** The request that was released; null when there was none. */
  request: z.string().max(40).nullable(),
  impressions: z.number().int().min(1).max(100),
  paper,
  /** Null where the device had no fix. */
  position: devicePosition.nullable(),
  /** What the device read of the paper itself, where it can; null for a device that cannot. */
  document: z
    .strictObject({ pages: z.number().int().min(1).max(10_000).optional(), sha256: sha256.optional() })
    .nullable(),
  /** SHA-256 of each picture, in order. */
  photos: z.array(sha256).min(1).max(10),
  /** Whether the device had no connection when it stamped. */
  offline: z.boolean(),
});
export type StampingRecord = z.infer<typeof stampingRecord>;

const online = { device: deviceId, challenge, at: rfc3339 };
export const releaseMessage = z.strictObject({
  kind: z.literal('release'),
  ...online,
  /** Eight digits, as the keeper typed them. */
  code: z.string().regex(/^\d{8}$/, 'eight digits'),
});
export const heartbeatMessage = z.strictObject({
  kind: z.literal('heartbeat'),
  ...online,
  position: devicePosition.nullable(),
  /** Charge in percent; null for a device on the mains. */
  battery: z.number().min(0).max(100).nullable(),
  /** Records that wait to be handed in. */
  waiting: z.number().int().min(0).max(1_000_000),
  /** The counter of the last stamping, 0 before the first. */
  counter: z.number().int().min(0).max(1_000_000_000),
});
/** Proof for the upload of one picture, in headers. */
export const uploadMessage = z.strictObject({ kind: z.literal('upload'), ...online });
export type DeviceMessage =
  | z.infer<typeof releaseMessage>
  | z.infer<typeof heartbeatMessage>
  | z.infer<typeof uploadMessage>;

/** The header of an upload: base64url of `{"message": …, "signature": …}`. */
export const deviceHeader = 'x-seal-device';

const ofDevice = z.object({ device: deviceId });

export const sealDevicesApi = {
  challengeDevice: endpoint({
    method: 'POST',
    path: '/api/powers/seals/devices/:device/challenges',
    summary: 'A challenge for one signed message of a sealing device; good once and for a short time',
    face: 'public',
    access: 'everybody',
    params: ofDevice,
    response: z.object({ challenge, expiresAt: z.iso.datetime(), now: z.iso.datetime() }),
  }),
  releaseSeal: endpoint({
    method: 'POST',
    path: '/api/powers/seals/devices/:device/releases',
    summary: 'A sealing device hands in a one-time code and learns what may be stamped',
    face: 'public',
    access: 'everybody',
    params: ofDevice,
    body: z.strictObject({ message: releaseMessage, signature }),
    response: z.object({
      request: z.string(),
      document: z.string(),
      /** Impressions that are still allowed. */
      impressions: z.number().int(),
      until: z.iso.datetime(),
    }),
  }),
  noteHeartbeat: endpoint({
    method: 'POST',
    path: '/api/powers/seals/devices/:device/heartbeats',
    summary: 'A sealing device says that it is there',
    face: 'public',
    access: 'everybody',
    params: ofDevice,
    body: z.strictObject({ message: heartbeatMessage, signature }),
    response: z.object({ now: z.iso.datetime() }),
  }),
  recordStamping: endpoint({
    method: 'POST',
    path: '/api/powers/seals/devices/:device/records',
    summary: 'A signed record of a stamping with its pictures, at once or after the device was offline',
    face: 'public',
    access: 'everybody',
    params: ofDevice,
    body: z.strictObject({
      record: stampingRecord,
      signature,
      /** Ids of the uploaded pictures, in the order of `record.photos`. */
      photos: z.array(attachmentId).min(1).max(10),
    }),
    response: z.object({
      /** The case that it was recorded in: the request's, or one of its own. */
      case: z.string(),
      /** Whether it belongs to a request of this seal. */
      requested: z.boolean(),
      /** Whether it came in late. */
      late: z.boolean(),
    }),
  }),
};
