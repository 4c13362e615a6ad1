import { CheckCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** Whether a rule is in force, by word and sign. */
export function RuleStanding({ active }: { active: boolean }) {
  const { t } = useTranslation('workbench-rules');
  const Icon = active ? CheckCircleOutlined : PauseCircleOutlined;
  return <Tag icon={<Icon aria-hidden />}>{active ? t('on') : t('off')}</Tag>;
}
