/** A command's result as plain data: errors cross from the live side as codes and words, not as exceptions. */
export type CommandResult<T = object> = ({ ok: true } & T) | CommandRefusal;

export interface CommandRefusal {
  ok: false;
  code: string;
  /** In plain English, or the provider's own words. */
  message: string;
  /** What of the request it is about, e.g. `number`, where the provider names it. */
  field?: string;
  /** Id of the provider whose words they are. */
  provider?: string;
}

export function refusal(code: string, message: string): CommandRefusal {
  return { ok: false, code, message };
}

const unanswered = new Set(["timeout", "connection-lost"]);

/** Whether a failure leaves open what the provider does: it may well have received the command. */
export function isUnanswered({ code }: Pick<CommandRefusal, "code">): boolean {
  return unanswered.has(code);
}
