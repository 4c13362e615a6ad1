import {
  DownOutlined,
  LoginOutlined,
  LogoutOutlined,
  SolutionOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Me } from '#contract/identity';
import { usePick } from '../i18n/language.ts';
import { useGrantText } from './grant-text.ts';
import { isIn, useMe } from './session.ts';
import styles from './session.module.css';
import { useSignOut } from './sign-out-button.tsx';

/** Who is signed in, as what and where, with the way to the account and out; else the way in. */
export default function AccountMenu() {
  const { t } = useTranslation('session');
  const me = useMe();
  const { pathname, href } = useLocation();
  if (me === undefined) return null;
  if (isIn(me)) return <Holder me={me} />;
  if (pathname === '/sign-in') return null;
  return (
    <Link
      aria-label={t('menu.signIn')}
      to="/sign-in"
      search={{ from: pathname === '/' ? undefined : href }}
      className={styles.signIn}
    >
      <LoginOutlined aria-hidden />
      <span className={styles.signInText}>{t('menu.signIn')}</span>
    </Link>
  );
}

function Holder({ me }: { me: Me }) {
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
  );
}
