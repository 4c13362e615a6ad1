/** What we use of clamscan, which brings no types. */
declare module 'clamscan' {
  interface Settings {
    preference: 'clamdscan';
    clamscan: { active: false };
    clamdscan: {
      socket?: string;
      host?: string;
      port?: number;
      timeout: number;
      localFallback: false;
      path: null;
    };
  }
  export default class NodeClam {
    /** Rejects where the daemon does not answer. */
    init(settings: Settings): Promise<NodeClam>;
    /** `isInfected` is null where the daemon gave no answer that could be read. */
    scanStream(
      stream: import('node:stream').Readable,
    ): Promise<{ isInfected: boolean | null; viruses: string[] }>;
  }
}
