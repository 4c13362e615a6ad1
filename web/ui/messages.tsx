import { App } from 'antd';
import type { ReactNode } from 'react';

/** Short messages, notifications and questions for pages where something is done; they weigh too much for others. */
export default function Messages({ children }: { children: ReactNode }) {
  return <App component={false}>{children}</App>;
}
