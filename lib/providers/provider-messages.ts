/**
 * A provider's own words in one language, merged into the interface's under `providers.<id>`: labels, help, reasons. Its
 * folder has them in JSON, by language; lib/providers/messages names the folders.
 */
export interface ProviderMessages {
  /** The provider's name in this language, where it is no vendor's own. @default its label */
  name?: string;
  /** `options`: of a choice, what each is called. */
  settings: Record<string, { label: string; help?: string; options?: Record<string, string> }>;
  reasons: Record<string, string>;
  /** What is wrong with a setting, by the `params.code` of its schema's issue; `{detail}` is its `params.detail`. */
  errors?: Record<string, string>;
}
