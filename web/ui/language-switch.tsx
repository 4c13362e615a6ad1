import { GlobalOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.ts';
import { PlainButton } from './plain-button.tsx';

/** Switches between Chinese and English; the button names the language that it leads to. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <PlainButton look="text" aria-label={t('switchLanguage')} onClick={() => void setLanguage(other)}>
      <GlobalOutlined />
      <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{other === 'zh' ? '中文' : 'EN'}</span>
    </PlainButton>
  );
}
