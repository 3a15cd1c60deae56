/** What means No at the handshake; an administrator may mend it meanwhile, so it is asked again, rarely. */
export const refusals: Record<number, { detail: string; retry: boolean }> = {
  401: { detail: "the API key was refused", retry: true },
  403: { detail: "the API key has no right to this", retry: true },
  404: { detail: "the PBX does not know this extension", retry: true },
  1008: { detail: "the PBX refused the subscription", retry: true },
};
