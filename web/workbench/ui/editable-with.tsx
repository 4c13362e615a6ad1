import { Alert, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#contract/permissions';
import { useMay } from '../../session/permitted.ts';

/** What whoever holds a permission edits here, and everybody else reads: then it says so, and its controls are shut. */
export function EditableWith({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation(['workbench', 'session']);
  const may = useMay()(permission);
  return (
    <ConfigProvider componentDisabled={!may}>
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
