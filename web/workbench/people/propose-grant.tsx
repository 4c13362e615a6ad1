import { Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { administrators, type Role, roles } from '#contract/roles';
import { useAction } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useInstallation } from '../../ui/installation.ts';
import { CivilDateInput } from '../ui/civil-date-input.tsx';
import { OrganSelect } from '../ui/organ-select.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRequired } from '../ui/use-required.ts';
import { dayStart } from './day-start.ts';

interface Fields {
  account: string;
  role: Exclude<Role, 'citizen'>;
  organ?: string;
  from?: string;
  until?: string;
  reason: string;
}
interface Props {
  open: boolean;
  onClose: () => void;
  /** Whom it is for; asked when absent. */
  account?: string;
}
const grantable = (Object.keys(roles) as Role[]).filter((role) => role !== 'citizen');
const ofNoOrgan: readonly Role[] = administrators;

/** Proposes that somebody holds a role; it counts once the security administrator has approved it. */
export function ProposeGrant({ open, onClose, account }: Props) {
  const { t } = useTranslation('workbench-people');
  const propose = useAction(peopleApi.proposeGrant, {
    refreshes: [peopleApi.listGrants, peopleApi.getAccount, peopleApi.listIdentityEvents],
    onDone: onClose,
  });
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  const submit = ({ from, until, ...rest }: Fields) =>
    propose.mutate({
      body: {
        ...rest,
        account: rest.account.trim(),
        reason: rest.reason.trim(),
        from: from && dayStart(from, zone),
        until: until && dayStart(until, zone),
      },
    });
  const close = () => {
    propose.reset();
    onClose();
  };
  return (
    <Modal open={open} title={t('grants.propose')} onCancel={close} footer={null} destroyOnHidden>
      <Form<Fields> layout="vertical" initialValues={{ account }} onFinish={submit}>
        <GrantFields fixed={account !== undefined} />
        <ProblemAlert error={propose.error} />
        <div className="wb-form-buttons">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={propose.isPending}>
            {t('grants.proposeNow')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}

function GrantFields({ fixed }: { fixed: boolean }) {
  const { t } = useTranslation('workbench-people');
  const pick = usePick();
  const required = useRequired();
  const role = Form.useWatch<Role | undefined>('role');
  return (
    <>
      <Form.Item name="account" label={t('accounts.account')} rules={required(t('accounts.account'))}>
        <Input disabled={fixed} maxLength={60} autoCapitalize="none" spellCheck={false} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t('grants.role')} rules={required(t('grants.role'))}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={grantable.map((one) => ({ value: one, label: pick(roles[one]) }))}
        />
      </Form.Item>
      {role && !ofNoOrgan.includes(role) && (
        <Form.Item name="organ" label={t('grants.organ')} rules={required(t('grants.organ'))}>
          <OrganSelect />
        </Form.Item>
      )}
      <div className="wb-fields">
        <Form.Item name="from" label={t('grants.from')} extra={t('grants.fromHint')}>
          <CivilDateInput />
        </Form.Item>
        <Form.Item name="until" label={t('grants.until')} extra={t('grants.untilHint')}>
          <CivilDateInput />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('reason')} extra={t('reasonHint')} rules={required(t('reason'))}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </>
  );
}
