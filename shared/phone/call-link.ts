import { isSafeCallUrl } from '../call-url';
import { nationalDigits, telUri } from './display';

/** The link that dials a caller: a template's own, or that of every telephone. */
export interface CallLinkParts {
  /** `tel:{number}`, with `{number}`, `{national}` and `{extension}` to be filled in. */
  readonly template: string;
  /** The caller's key: E.164, or the digits as written. */
  readonly key: string;
  readonly country: string | null;
  /** The user's own extension; null when he has none. */
  readonly extension: string | null;
}

/** A link that calls the key, or null where there is nothing to dial; a template that is not safe, or wants an extension nobody has, gives way to `tel:`. */
export function callLink({ template, key, country, extension }: CallLinkParts): string | null {
  const usual = telUri(key);
  if (usual === null || template === 'tel:{number}' || !isSafeCallUrl(template)) return usual;
  if (extension === null && template.indexOf('{extension}') >= 0) return usual;
  const isPage = /^https?:/i.test(template);
  const written = (text: string): string => {
    const safe = encodeURIComponent(text);
    return isPage ? safe : safe.replace(/%2B/g, '+');
  };
  const values: Readonly<Record<string, string>> = { number: key, national: nationalDigits(key, country), extension: extension || '' };
  return template.replace(/\{(number|national|extension)\}/g, (_whole, name: string) => written(values[name] as string));
}
