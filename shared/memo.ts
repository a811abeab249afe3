/**
 * Answers already given, so that they need not be found again; it changes no answer, only its speed. It holds at most `most`: when half
 * of them were added since, those that nobody asked for in the meantime are forgotten.
 */
export class Memo<Answer> {
  private young = new Map<string, Answer>();
  private old = new Map<string, Answer>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  /** The answer to a question, if it is remembered. */
  get(question: string): Answer | undefined {
    const answer = this.young.get(question);
    if (answer !== undefined) return answer;
    const older = this.old.get(question);
    if (older !== undefined) {
      this.old.delete(question);
      this.set(question, older);
    }
    return older;
  }

  /** Remembers an answer, and gives it back. */
  set(question: string, answer: Answer): Answer {
    if (this.young.size >= this.most / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(question, answer);
    return answer;
  }
}
