/** Why an import can't be begun, continued or undone now. */
export type ImportRefusal = "busy" | "not-possible" | "upload-gone";

export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  constructor(readonly code: ImportRefusal) {
    super(code);
  }
}
