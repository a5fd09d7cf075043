/** An expected failure: a code for programs, one sentence for people, and facts a caller may act on. */
export type Refusal = { code: string; message: string; details?: Record<string, unknown> };

/** What every contract call answers. Expected failures are values; the unexpected is thrown and met once, in dispatch. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: Refusal };

export function ok<T>(value: T): Reply<T> {
  return { ok: true, value };
}

export function refuse(
  code: string,
  message: string,
  details?: Record<string, unknown>,
): { ok: false; error: Refusal } {
  return { ok: false, error: details === undefined ? { code, message } : { code, message, details } };
}

/** Carries a refusal out of nested calls; `attempt` and dispatch turn it back into a value. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: string, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'Refused';
    this.refusal = refuse(code, message, details).error;
  }

  static from(refusal: Refusal): Refused {
    return new Refused(refusal.code, refusal.message, refusal.details);
  }
}

/** The value of a reply, or its refusal thrown as `Refused`. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw Refused.from(reply.error);
}
