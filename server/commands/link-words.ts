/**
 * What links begin with that this installation sends out, and how to set it.
 * @param url where it listens on this machine
 */
export const linkWords = (address: URL | undefined, url: string): string =>
  address
    ? `Links in e-mails and documents begin with ${address.origin} (MINGJING_ADDRESS).`
    : `MINGJING_ADDRESS is not set: links in e-mails to subscribers begin with ${url}, which opens on this machine alone; ` +
      'other e-mails and documents bear none. Set it to the address that people use, such as https://mirror.example.cn.';
