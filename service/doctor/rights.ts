/** Rights that change nothing. */
const HARMLESS = ['USAGE', 'SELECT', 'SHOW VIEW', 'SHOW DATABASES', 'PROCESS'];

/** `GRANT SELECT, INSERT (a) ON \`db\`.\`table\` TO …` */
const GRANT = /^GRANT (.+?) ON (?:TABLE )?(`(?:[^`]|``)+`|\*)\.(`(?:[^`]|``)+`|\*) TO /i;

/** What an account may do to a table beyond reading it, from the lines of SHOW GRANTS; lines of another form tell nothing. */
export function writingRights(grants: readonly string[], database: string, table: string): string[] {
  const found = new Set<string>();
  for (const line of grants) {
    const grant = GRANT.exec(line);
    if (grant === null || !names(grant[2] as string, database, true) || !names(grant[3] as string, table, false)) continue;
    for (const right of (grant[1] as string).replace(/\([^)]*\)/g, '').split(',')) {
      const name = right.trim().toUpperCase();
      if (HARMLESS.indexOf(name) < 0) found.add(name);
    }
  }
  return Array.from(found).sort();
}

/** Whether the quoted name of a grant means this one. In the name of a database `_` and `%` stand for other characters, unless escaped. */
function names(quoted: string, name: string, isPattern: boolean): boolean {
  if (quoted === '*') return true;
  const written = quoted.slice(1, -1).replace(/``/g, '`');
  if (!isPattern) return written === name;
  let pattern = '';
  for (let at = 0; at < written.length; at += 1) {
    const letter = written[at] as string;
    if (letter === '\\') {
      at += 1;
      pattern += literal(written[at] || '');
    } else pattern += letter === '%' ? '.*' : letter === '_' ? '.' : literal(letter);
  }
  return new RegExp(`^${pattern}$`).test(name);
}

function literal(letter: string): string {
  return letter.replace(/[^\w]/g, '\\$&');
}
