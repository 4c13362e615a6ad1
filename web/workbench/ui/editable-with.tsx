import { Alert, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#contract/permissions';
import { useAppearance } from '../../appearance.ts';
import { useMay } from '../../session/permitted.ts';

/** As `--mj-quiet-fg`; the library reckons with colours and takes no variables. */
const readable = { light: '#41515e', dark: '#c0ccd7' };

/** What whoever holds a permission edits here, and everybody else reads: then it says so, and its controls are shut. */
export function EditableWith({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation(['workbench', 'session']);
  const { mode } = useAppearance();
  const may = useMay()(permission);
  return (
    <ConfigProvider
      componentDisabled={!may}
      // Read it must be, though it cannot be changed.
      theme={may ? undefined : { token: { colorTextDisabled: readable[mode] } }}
    >
      {!may && (
        <Alert
          className="wb-problem no-print"
          type="info"
          showIcon
          title={t('readOnly', { permission: t(`session:permissions.${permission}`) })}
        />
      )}
      {children}
    </ConfigProvider>
  );
}
