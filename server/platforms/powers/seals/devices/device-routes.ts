import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { sealDevicesApi } from '#contract/powers/seal-devices';
import { formatKey } from '#spine/keys';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import { getPartCase } from '#spine/platform/part-cases';
import type { Spine } from '#spine/spine';
import type { StampingState } from '../stampings/state.ts';
import { giveChallenge } from './challenges.ts';
import { useCode } from './codes.ts';
import { admitMessage, checkSigned, deviceActor, noteContact, sealOfDevice } from './devices.ts';
import { takeRecord } from './take-record.ts';

const system = new Set(['system'] as const);

/** What sealing devices ask and say (docs/seal-devices.md). Each proves itself by its signature. */
export function registerDeviceRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, sealDevicesApi.challengeDevice, async ({ params: { device } }) => {
    await sealOfDevice(spine, device);
    return giveChallenge(spine, device);
  });
  route(app, sealDevicesApi.releaseSeal, async ({ params: { device }, body: { message, signature } }) => {
    const seal = await admitMessage(spine, device, message, signature);
    const request = await useCode(spine, seal, message.code);
    await decideAndWrite(
      spine,
      request,
      { action: 'release-seal', values: { device } },
      { actor: deviceActor(device), roles: system },
    );
    const { fold } = await getPartCase(spine.pool, spine.registry, request);
    const state = fold.state as StampingState;
    return {
      request: formatKey(request.city, request.id),
      document: state.document,
      impressions: state.copies - state.impressions,
      until: state.releases.at(-1)!.until,
    };
  });
  route(app, sealDevicesApi.noteHeartbeat, async ({ params: { device }, body: { message, signature } }) => {
    await admitMessage(spine, device, message, signature);
    return { now: toRfc3339(spine.now()) };
  });
  route(app, sealDevicesApi.recordStamping, async ({ params: { device }, body }) => {
    const seal = await sealOfDevice(spine, device);
    checkSigned(seal, device, body.record, body.signature);
    const taken = await takeRecord(spine, seal, body);
    await noteContact(spine, seal, device, null, body.record.counter);
    return taken;
  });
}
