/** A wrong provisioning file: one sentence with the path of the wrong field. Stops the start. */
export class ProvisionError extends Error {
  override readonly name = "ProvisionError";
}

export function wrong(path: string, message: string): ProvisionError {
  return new ProvisionError(`TINYCRM_PROVISION: ${path}: ${message}`);
}
