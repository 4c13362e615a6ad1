/** An IMAP server in memory, for tests; it has no types of its own. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Hoodiecrow {
    server: Server;
    listen(port: number, done: () => void): void;
    close(done: () => void): void;
    appendMessage(folder: string, flags: string[], date: Date | false, raw: string): void;
    folderCache: Record<string, { messages: { flags: string[]; raw: string; uid: number }[] }>;
  }
  export default function hoodiecrow(options: { plugins?: string[]; storage: object }): Hoodiecrow;
}
