import type { ActionField } from '#spine/cases/action-form';
import type { PartAction } from '#spine/platform/part';
import type { SealState } from './state.ts';

type Action = PartAction<SealState>;

const text = (name: string, zh: string, en: string, required = true): ActionField => ({
  name,
  title: { zh, en },
  kind: 'text',
  required,
});
const reason: ActionField = {
  name: 'reason',
  title: { zh: '原因', en: 'Reason' },
  kind: 'long-text',
  required: true,
  minLength: 5,
  maxLength: 400,
};

/** Who keeps the register: the station that approves. What devices do, the system notes (`system`). */
export const sealActions: Record<string, Action> = {
  'enrol-device': {
    title: { zh: '登记用印设备', en: 'Enrol a device' },
    from: ['in-use'],
    roles: ['seal-approver'],
    when: ({ device }) => device === null,
    fields: () => [
      {
        ...text('publicKey', '设备公钥（PEM 或 base64）', 'Public key of the device (PEM or base64)'),
        kind: 'long-text',
        maxLength: 400,
      },
    ],
  },
  'change-seal': {
    title: { zh: '变更登记', en: 'Change the register' },
    from: ['in-use'],
    roles: ['seal-approver'],
    fields: () => [
      text('keeper', '新保管人账号', 'Account of the new keeper', false),
      text('approvers', '审批人账号（以逗号分隔）', 'Accounts of the approvers, by commas', false),
      { ...text('radius', '围栏半径（米）', 'Radius of the fence (metres)', false), kind: 'number' },
      reason,
    ],
  },
  'revoke-device': {
    title: { zh: '停用设备', en: 'Revoke the device' },
    from: ['in-use'],
    roles: ['seal-approver'],
    danger: true,
    when: ({ device }) => device !== null,
    fields: () => [reason],
  },
  'retire-seal': {
    title: { zh: '停用印章', en: 'Retire the seal' },
    from: ['in-use'],
    roles: ['seal-approver'],
    danger: true,
    fields: () => [reason],
  },
  'note-silence': {
    title: { zh: '登记设备离线', en: 'Note that the device is offline' },
    from: ['in-use'],
    roles: ['system'],
    when: ({ device, silentSince }) => device !== null && silentSince === null,
    fields: () => [text('since', '离线起始时间', 'Offline since')],
  },
  'note-return': {
    title: { zh: '登记设备恢复', en: 'Note that the device is back' },
    from: ['in-use'],
    roles: ['system'],
    when: ({ silentSince }) => silentSince !== null,
    fields: () => [],
  },
};
