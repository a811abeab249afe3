/** Where a page of ours stands for the browser: on a PBX it stands under FreePBX's own address. */
export interface Links {
  /** The address of one of our paths, with its query; empty and null values are left out. */
  to(path: string, query?: Readonly<Record<string, string | number | null>>): string;
}

/** `?a=b&c=d`, or ''; empty and null values are left out. */
export function queryText(query: Readonly<Record<string, string | number | null>>): string {
  const parts = Object.keys(query)
    .filter((name) => query[name] !== null && query[name] !== '' && query[name] !== undefined)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(query[name]))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Links of a server that stands at the root of its host, as the demo's does. */
export const ROOT_LINKS: Links = { to: (path, query = {}) => path + queryText(query) };
