import { CameraOutlined, CloseOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload, type UploadFile, type UploadProps } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttachmentRow, attachmentsApi } from '#contract/attachments';
import { call, useEndpoint } from '../api.ts';
import { useLanguage } from '../i18n/language.ts';
import { ProblemError } from '../problem-error.ts';
import { uploadFile } from '../upload.ts';
import { bytesText } from './bytes-text.ts';
import { acceptOf, faultOf, kindsText } from './chosen-upload.ts';
import styles from './upload-field.module.css';

interface UploadFieldProps {
  id?: string;
  /** Ids of the files that have arrived; as a control of a form gets it. */
  value?: string[];
  onChange?: (ids: string[]) => void;
  /** Files that were uploaded before, as of a draft that is opened again. */
  initial?: readonly AttachmentRow[];
  most?: number;
  /** Headers by which a platform lets in people who have not signed in. */
  headers?: Record<string, string>;
}

type Listed = UploadFile<AttachmentRow>;

const listed = (row: AttachmentRow): Listed => ({
  uid: row.id,
  name: row.name,
  size: row.bytes,
  status: 'done',
  response: row,
});

/** Chooses files and uploads them at once: list, progress, removal, and beside it what is wrong with which. */
export function UploadField({ id, onChange, initial = [], most = 20, headers }: UploadFieldProps) {
  const { t } = useTranslation('files');
  const { language } = useLanguage();
  const rules = useEndpoint(
    attachmentsApi.getAttachmentRules,
    {},
    { staleTime: Number.POSITIVE_INFINITY },
  ).data;
  const [files, setFiles] = useState<Listed[]>(() => initial.map(listed));
  const [faults, setFaults] = useState<string[]>([]);
  // Files of one batch are judged one after another, before any of them is in the list.
  const room = useRef(most - initial.length);

  const tell = (next: Listed[]) => {
    setFiles(next);
    room.current = most - next.length;
    onChange?.(next.flatMap(({ status, response }) => (status === 'done' && response ? [response.id] : [])));
  };
  const whyNot = (name: string, error: unknown) =>
    t('upload.failed', {
      name,
      reason: error instanceof ProblemError ? error.sentence(language) : String(error),
    });

  const props: UploadProps<AttachmentRow> = {
    multiple: true,
    fileList: files,
    // The buttons inside are the controls.
    hasControlInside: true,
    showUploadList: false,
    beforeUpload: (file, batch) => {
      if (file === batch[0]) setFaults([]);
      const fault = rules && faultOf(file, rules, room.current);
      if (!fault) room.current -= 1;
      else setFaults((before) => [...before, t(`upload.${fault.text}`, { ...fault.values, count: most })]);
      return fault ? Upload.LIST_IGNORE : true;
    },
    customRequest: ({ file, onProgress, onSuccess, onError }) => {
      const stopper = new AbortController();
      const { name } = file as File;
      uploadFile(file as File, name, {
        headers,
        signal: stopper.signal,
        onProgress: (percent) => onProgress?.({ percent }),
      }).then(
        (row) => onSuccess?.(row),
        (error: Error) => onError?.(error),
      );
      return { abort: () => stopper.abort() };
    },
    onChange: ({ file, fileList }) => {
      if (file.status === 'error') setFaults((before) => [...before, whyNot(file.name, file.error)]);
      tell(fileList.filter(({ status }) => status !== 'error'));
    },
  };
  const remove = (file: Listed) => {
    tell(files.filter(({ uid }) => uid !== file.uid));
    // What was attached meanwhile is no longer ours to remove, and what stays behind is swept.
    if (file.response)
      void call(attachmentsApi.removeAttachment, { params: { id: file.response.id } }).catch(() => {});
  };

  return (
    // On the group and not on the button, whose own words would give way to the field's label.
    <div id={id} className={styles.field}>
      <div className={styles.buttons}>
        <Upload {...props} accept={rules && acceptOf(rules)}>
          <Button icon={<UploadOutlined aria-hidden />} disabled={!rules}>
            {t('upload.choose')}
          </Button>
        </Upload>
        <span className={styles.camera}>
          <Upload {...props} accept="image/jpeg,image/png" capture="environment" multiple={false}>
            <Button icon={<CameraOutlined aria-hidden />} disabled={!rules}>
              {t('upload.photo')}
            </Button>
          </Upload>
        </span>
      </div>
      {rules && (
        <p className={styles.hint}>
          {t('upload.rules', { kinds: kindsText(rules), size: bytesText(rules.maxBytes) })}
        </p>
      )}
      <UploadedList files={files} onRemove={remove} />
      {faults.length > 0 && (
        <div role="alert">
          <ul className={styles.faults}>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function UploadedList({ files, onRemove }: { files: Listed[]; onRemove: (file: Listed) => void }) {
  const { t } = useTranslation('files');
  if (files.length === 0) return null;
  return (
    <>
      <ul className={styles.list} aria-label={t('upload.list')}>
        {files.map((file) => (
          <li key={file.uid}>
            <span className={styles.name}>{file.name}</span>
            <span className={styles.quiet}>{bytesText(file.size ?? 0)}</span>
            {file.response ? (
              <span className={styles.quiet}>
                {t('upload.done')} · {t(`scan.${file.response.scan}`)}
              </span>
            ) : (
              <progress
                max={100}
                value={file.percent ?? 0}
                aria-label={t('upload.progress', { name: file.name, percent: Math.floor(file.percent ?? 0) })}
              />
            )}
            <Button
              size="small"
              type="link"
              aria-label={t('upload.remove', { name: file.name })}
              onClick={() => onRemove(file)}
            >
              <CloseOutlined aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {files.some(({ response }) => response?.scan === 'not-scanned') && (
        <p className={styles.hint}>{t('scanNote')}</p>
      )}
    </>
  );
}
