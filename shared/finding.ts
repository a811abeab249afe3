import type { MessageKey, Saying } from './messages';

/** broken: the list stands still or loses calls · warning: it can be wrong · note: good to know. */
export type Severity = 'broken' | 'warning' | 'note';

/** A finding's name: the catalogue has a sentence `finding.<code>` and what to do about it, `finding.<code>.do`. */
export type FindingCode = CodeOf<MessageKey>;
type CodeOf<Key> = Key extends `finding.${infer Code}.do` ? Code : never;

/** Something that could make the list wrong. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly saying: Saying;
  /** One sentence. */
  readonly whatToDo: Saying;
}

/** The findings of one look, worst first. */
export interface Findings {
  /** When it was looked; null where nobody has looked yet. */
  readonly at: number | null;
  readonly findings: readonly Finding[];
}
