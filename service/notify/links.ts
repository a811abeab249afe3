import { createHmac } from 'crypto';
import type { ClientId } from '../../shared/words';

/** Where `{path}` stands in the address of the pages. */
const PATH = '{path}';

/** The address of one of our pages for a browser; null where the pages have none. */
export function pageLink(base: string | null, path: string, query: Readonly<Record<string, string>> = {}): string | null {
  if (base === null || base === '') return null;
  const written = encodeURIComponent(path).replace(/%2F/g, '/');
  const address = base.indexOf(PATH) >= 0 ? base.split(PATH).join(written) : base.replace(/\/+$/, '') + path;
  return withQuery(address, query);
}

/** A FreePBX's pages stand in its administrators' part, behind a login; one door beside them is open to whoever got a message. */
const FREEPBX_PAGES = /^([^?]*\/)config\.php\?(?:[^#]*&)?display=smartmissedcalls(?:[&#]|$)/;

/** Where whoever got a message takes himself off the list, without a login; null where the pages have no address. */
export function unsubscribeLink(base: string | null, query: Readonly<Record<string, string>>): string | null {
  const pbx = FREEPBX_PAGES.exec(base || '');
  if (pbx === null) return pageLink(base, '/unsubscribe', query);
  return withQuery(`${pbx[1]}ajax.php?module=smartmissedcalls&command=unsubscribe`, query);
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const parts = Object.keys(query).map((name) => `${name}=${encodeURIComponent(String(query[name]))}`);
  return parts.length === 0 ? address : `${address}${address.indexOf('?') < 0 ? '?' : '&'}${parts.join('&')}`;
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64').replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** What proves that whoever asks to be told no more got the message. `key` is a secret of this machine. */
export function unsubscribeProof(key: string, client: ClientId, deliveryId: number): string {
  return base64url(createHmac('sha256', key).update(`smc-unsubscribe-1\n${client}\n${deliveryId}`).digest());
}

/** The name of a message for mail servers: the same at every attempt, another when it is sent again by hand. */
export function messageIdOf(
  key: string,
  client: ClientId,
  delivery: { readonly id: number; readonly createdAt: number },
  domain: string,
): string {
  const seal = createHmac('sha256', key).update(`smc-message-1\n${client}\n${delivery.id}\n${delivery.createdAt}`).digest('hex');
  return `<smc-${delivery.id}.${seal.slice(0, 20)}@${domain}>`;
}
