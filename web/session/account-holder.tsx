import { DownOutlined, LogoutOutlined, SolutionOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Me } from '#contract/identity';
import { usePick } from '../i18n/language.ts';
import AntFrame from '../ui/ant-frame.tsx';
import { useGrantText } from './grant-text.ts';
import styles from './session.module.css';
import { useSignOut } from './sign-out-button.tsx';

/** Whoever is signed in, with the way to the account and out. */
export default function AccountHolder({ me }: { me: Me }) {
  const { t } = useTranslation('session');
  const pick = usePick();
  const grantText = useGrantText();
  const navigate = useNavigate();
  const citizen = me.kind === 'citizen';
  const signOut = useSignOut(() => navigate({ to: citizen ? '/' : '/sign-in' }));
  const [first] = me.grants;
  const items: MenuProps['items'] = [
    {
      key: 'grants',
      type: 'group',
      label: t('menu.grantsOf', { name: me.account }),
      children:
        me.grants.length === 0
          ? [{ key: 'none', disabled: true, label: t('menu.noGrants') }]
          : me.grants.map((grant, index) => ({
              key: `grant-${index}`,
              disabled: true,
              label: <span className={styles.grant}>{grantText(grant)}</span>,
            })),
    },
    { type: 'divider' },
    citizen
      ? { key: 'my', icon: <SolutionOutlined aria-hidden />, label: t('menu.my') }
      : { key: 'account', icon: <UserOutlined aria-hidden />, label: t('menu.account') },
    { key: 'out', icon: <LogoutOutlined aria-hidden />, label: t('menu.signOut') },
  ];
  const choose: MenuProps['onClick'] = ({ key }) => {
    if (key === 'out') signOut.mutate({ body: {} });
    else void navigate({ to: key === 'my' ? '/my' : '/account' });
  };
  const role =
    first &&
    (me.grants.length > 1
      ? t('menu.more', { role: pick(first.roleName), count: me.grants.length })
      : grantText(first));
  return (
    <AntFrame>
      <Dropdown trigger={['click']} menu={{ items, onClick: choose }} placement="bottomRight">
        <Button
          type="text"
          icon={<UserOutlined aria-hidden />}
          className={styles.who}
          aria-label={t('menu.label', { name: me.account })}
          aria-haspopup="menu"
        >
          <span className={styles.whoText}>
            {me.account}
            {role && !citizen && <span className={styles.whoRole}> {role}</span>}
          </span>
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </AntFrame>
  );
}
