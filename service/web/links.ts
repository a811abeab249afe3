type Query = Readonly<Record<string, string | number | null>>;

/** Where a page of ours stands for the browser: on a PBX it stands under the PBX's own address, inside the PBX's own page. */
export interface Links {
  /** The address of one of our paths, with its query; empty and null values are left out. */
  to(path: string, query?: Query): string;
  /** What a form sent with GET must carry in fields, since the browser drops the query of its address. */
  fields(path: string): readonly { readonly name: string; readonly value: string }[];
  /** Where a form fetches a file: its address and the fields it needs for that. Inside another page a file comes by the script's door. */
  file(path: string): { readonly action: string; readonly fields: readonly { readonly name: string; readonly value: string }[] };
  /** Whether the page stands inside another one, which has the head and the body. */
  readonly isFramed: boolean;
  /** Where the page's script asks for the live parts, with the page's own query added; '' at the page's own address. */
  readonly door: string;
}

/** `?a=b&c=d`, or ''; empty and null values are left out. */
export function queryText(query: Query): string {
  const parts = pairs(query);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function pairs(query: Query): string[] {
  return Object.keys(query)
    .filter((name) => query[name] !== null && query[name] !== '' && query[name] !== undefined)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(query[name]))}`);
}

/** Links of a server that stands at the root of its host, as the demo's does. */
export const ROOT_LINKS: Links = {
  to: (path, query = {}) => path + queryText(query),
  fields: () => [],
  file: (path) => ({ action: path, fields: [] }),
  isFramed: false,
  door: '',
};

/**
 * Links of pages inside a PBX's own: the path travels in `smc`, and the page's query stands beside it. Assets are the PBX's to serve: they are
 * files, and the same for everybody.
 */
function framedLinks(base: Readonly<Record<string, string>>, script: string, assets: string, door: string): Links {
  return {
    to: (path, query = {}) => {
      const asset = /^\/assets\/(.+)$/.exec(path);
      if (asset !== null) return assets + asset[1] + queryText(query);
      const [plain, own] = path.split('?') as [string, string | undefined];
      return [`${script}?${pairs({ ...base, smc: plain }).join('&')}`, ...(own ? [own] : []), ...pairs(query)].join('&');
    },
    fields: (path) =>
      Object.keys(base)
        .map((name) => ({ name, value: base[name] as string }))
        .concat({ name: 'smc', value: path }),
    file: (path) => {
      const [page = script, query = ''] = (door === '' ? `${script}?${pairs(base).join('&')}` : door).split('?');
      const own = query.split('&').map((pair) => pair.split('=').map(decodeURIComponent));
      return { action: page, fields: own.map(([name = '', value = '']) => ({ name, value })).concat({ name: 'smc', value: path }) };
    },
    isFramed: true,
    door,
  };
}

const AJAX = { module: 'smartmissedcalls', command: 'page' };

const FREEPBX_LINKS = framedLinks(
  { display: 'smartmissedcalls' },
  'config.php',
  'assets/smartmissedcalls/pages/',
  'ajax.php?module=smartmissedcalls&command=page',
);
const UCP_LINKS = framedLinks(AJAX, 'ajax.php', 'modules/Smartmissedcalls/assets/pages/', '');

/** Links of the one page a FreePBX shows without a login, by a door of its own; it is a whole page. */
const OPEN_LINKS: Links = {
  ...FREEPBX_LINKS,
  to: (path, query = {}) =>
    path === '/unsubscribe'
      ? `ajax.php?${pairs({ module: 'smartmissedcalls', command: 'unsubscribe', ...query }).join('&')}`
      : FREEPBX_LINKS.to(path, query),
  isFramed: false,
  door: '',
};

/** Links for what stands in the header X-SMC-Frame: the page around ours, `freepbx` or `ucp`, or `open` for none; none for anything else. */
export function linksFor(frame: string | readonly string[] | undefined): Links {
  if (frame === 'freepbx') return FREEPBX_LINKS;
  if (frame === 'open') return OPEN_LINKS;
  return frame === 'ucp' ? UCP_LINKS : ROOT_LINKS;
}
