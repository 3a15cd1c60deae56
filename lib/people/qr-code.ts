/** A text as a QR code, drawn here: the secret in it is sent to nobody. */
import { encode } from "uqr";

export interface QrCode {
  /** Modules a side, the quiet zone included. */
  size: number;
  /** An SVG path of the dark modules, each one unit wide. */
  path: string;
}

/** Of light modules around it, as scanners want it. */
const quietZone = 4;

export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: quietZone });
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])),
  );
  return { size, path: path.join("") };
}
