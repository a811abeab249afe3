/** Schemes that run something in the page, or read what is not ours, instead of calling anybody. */
const UNSAFE = ['javascript', 'data', 'vbscript', 'file', 'blob', 'about', 'view-source', 'filesystem', 'chrome', 'jar'];

/** Whether a template's link does nothing but open a telephone or a page. */
export function isSafeCallUrl(template: string): boolean {
  // A browser leaves out tabs and line breaks before it reads the scheme.
  const [, scheme] = /^([a-z][a-z0-9+.-]*):[^\s<>"'`\\]*$/i.exec(template) || [];
  return scheme !== undefined && UNSAFE.indexOf(scheme.toLowerCase()) < 0;
}
