/**
 * A refusal by a use case, in a form that the screen can show. It stands apart from actions because use
 * cases also run outside Next, where its request's modules can't be loaded.
 */
export class ActionError extends Error {
  override readonly name = "ActionError";
  constructor(
    readonly code: string,
    readonly details: {
      message?: string;
      fields?: Record<string, string>;
      values?: Record<string, string>;
    } = {},
  ) {
    super(details.message ?? code);
  }
}
