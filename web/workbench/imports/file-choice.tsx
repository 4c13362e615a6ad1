import { InboxOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { bytesText } from '../../ui/bytes-text.ts';
import { type ChosenFiles, sortDropped } from './chosen-files.ts';

interface FileChoiceProps {
  chosen: ChosenFiles;
  onChange: (chosen: ChosenFiles) => void;
}

/** A place to drop the file of events, and its mapping along with it. */
export function FileChoice({ chosen, onChange }: FileChoiceProps) {
  const { t } = useTranslation('workbench-imports');
  return (
    <>
      <Upload.Dragger
        multiple
        showUploadList={false}
        accept=".csv,.txt,.xlsx,.xes,.xml,.gz,.json"
        // Nothing is sent before it is asked for; the last file of a batch carries all of them.
        beforeUpload={(file, batch) => {
          if (file === batch.at(-1)) onChange(sortDropped(chosen, batch));
          return false;
        }}
      >
        <p className="wb-drop-icon">
          <InboxOutlined aria-hidden />
        </p>
        <p>{t('file.drop')}</p>
        <p className="wb-quiet">{t('file.kinds')}</p>
      </Upload.Dragger>
      <p className="wb-chosen" role="status">
        {chosen.file ? (
          <>
            <strong>{chosen.file.name}</strong>{' '}
            <span className="wb-quiet">{bytesText(chosen.file.size)}</span>
            <Button size="small" type="link" onClick={() => onChange({ ...chosen, file: null })}>
              {t('file.remove')}
            </Button>
          </>
        ) : (
          t('file.none')
        )}
      </p>
    </>
  );
}
