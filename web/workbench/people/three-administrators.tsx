import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { administrators, roles } from '#contract/roles';
import { usePick } from '../../i18n/language.ts';

/** What the three administrators may and may not, above the pages that they work with. */
export function ThreeAdministrators() {
  const { t } = useTranslation('workbench-people');
  const pick = usePick();
  return (
    <Alert
      className="wb-advice no-print"
      type="info"
      showIcon
      title={t('three.title')}
      description={
        <ul className="wb-three">
          {administrators.map((role) => (
            <li key={role}>
              <strong>{pick(roles[role])}</strong> {t(`three.${role}`)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
