import { PaperClipOutlined } from '@ant-design/icons';
import { type AttachmentRow, attachmentAddress } from '#contract/attachments';
import { bytesText } from './bytes-text.ts';
import styles from './file-list.module.css';

/** Files to be downloaded, with their sizes; nothing where there are none. */
export function FileList({
  files,
  label,
}: {
  files: readonly Pick<AttachmentRow, 'id' | 'name' | 'bytes'>[];
  label: string;
}) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={label}>
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <PaperClipOutlined aria-hidden />{' '}
          <a href={attachmentAddress(id)} download>
            {name}
          </a>{' '}
          <small>{bytesText(bytes)}</small>
        </li>
      ))}
    </ul>
  );
}
