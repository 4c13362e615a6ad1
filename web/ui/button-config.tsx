import { LoadingOutlined } from '@ant-design/icons';
import type { ConfigProviderProps } from 'antd';

/**
 * Buttons of all faces: no space between two characters, and a sign of waiting that is no part of the button's name. Ant
 * Design names its own “loading”, and may leave it there for a while after the answer has come.
 */
export const buttonConfig: NonNullable<ConfigProviderProps['button']> = {
  autoInsertSpace: false,
  loadingIcon: <LoadingOutlined aria-hidden />,
};
