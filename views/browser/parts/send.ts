import { doorTo, head } from './page';

/** What the server says to a form: a sentence, and the form that takes it back. */
export interface Told {
  readonly ok: boolean;
  readonly text: string;
  readonly undo: { readonly path: string; readonly fields: Readonly<Record<string, string>> } | null;
}

/** Sends a form's fields to one of our addresses. Throws when nothing sensible came back. */
export async function send(address: string, fields: URLSearchParams): Promise<Told> {
  fields.set('token', head?.dataset.token || '');
  const answer = await fetch(doorTo(address).toString(), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Accept: 'application/json' },
    body: fields,
    keepalive: true,
  });
  const { text = '', undo = null } = (await answer.json()) as Partial<Told>;
  if (text === '') throw new Error(String(answer.status));
  return { ok: answer.ok, text, undo };
}
