import { FormOutlined, PrinterOutlined, SendOutlined, SwapOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';

/** Apply, print, the empty form, the same item at other levels. */
export function ItemActions({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const open = !item.cancelledFrom && (item.formFields.length > 0 || item.parts.length > 0);
  const params = { code: item.code };
  return (
    <div className={`${styles.actions} no-print`}>
      {open && (
        <Link to={`/services/apply/${encodeURIComponent(item.code)}` as never} className={styles.apply}>
          <SendOutlined aria-hidden /> {t('item.apply')}
        </Link>
      )}
      {item.formFields.length > 0 && (
        <Link to="/services/guide/items/$code/form" params={params} className={styles.action}>
          <FormOutlined aria-hidden /> {t('item.form')}
        </Link>
      )}
      <Link to="/services/guide/items/$code/levels" params={params} className={styles.action}>
        <SwapOutlined aria-hidden /> {t('item.compare')}
      </Link>
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {t('item.print')}
      </Button>
    </div>
  );
}
