import type { z } from 'zod';
import type { AttachmentReference } from '#contract/attachments';
import type { sealRegistration, stampingRequest } from '#contract/powers/seals';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { sealItems } from './items.ts';
import type { SealState } from './register/state.ts';

/** An event that opens a case of seals, as commands of people and the demonstration issue it. */
interface OpeningEvent {
  type: string;
  data: Record<string, unknown>;
  region: number;
}

export function sealRegistered(
  organ: RegisteredOrgan,
  { name, keeper, approvers, fence }: z.output<typeof sealRegistration>,
  actor: string,
): OpeningEvent {
  const { code, region } = organ;
  const title = `${organ.name.zh} ${name}`.slice(0, 200);
  return {
    type: 'powers.seal-registered',
    data: { item: sealItems.seal, organ: code, region, title, name, keeper, approvers, fence, actor },
    region: Number(region),
  };
}

/** What a request says of a seal, with its key and the organ whose it is. */
export interface SealOfRequest {
  key: string;
  organ: string;
  state: Pick<SealState, 'region' | 'name' | 'keeper' | 'approvers' | 'fence'>;
}

export function stampingRequested(
  { key, organ, state }: SealOfRequest,
  { document, purpose, copies, pages, urgent, urgentReason }: z.output<typeof stampingRequest>,
  files: readonly AttachmentReference[],
  actor: string,
): OpeningEvent {
  const { region, name: sealName, keeper, approvers, fence } = state;
  return {
    type: 'powers.seal-requested',
    data: {
      item: sealItems.stamping,
      organ,
      region,
      title: `用印：${document}`,
      seal: key,
      sealName,
      keeper,
      approvers,
      fence,
      document,
      purpose,
      copies,
      ...(pages !== undefined && { pages }),
      urgent,
      ...(urgent && { urgentReason }),
      ...(files.length > 0 && { attachments: files }),
      actor,
    },
    region: Number(region),
  };
}
