/** A whole product of its own: the built server with a data folder, a provisioning file and a port. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProductProcess, type ProductOptions } from "#lib/testing/kit/product-process";

export interface Product {
  url: string;
  dataDir: string;
  pid: number;
  /** Everything the process has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export async function startProduct(options: Omit<ProductOptions, "dataDir">): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-e2e-"));
  const { url, pid, output, stop } = await startProductProcess({ dataDir, ...options });
  return {
    url,
    dataDir,
    pid,
    output,
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
      // A screen without its words is a fault, also where no test has looked for them.
      const missing = new Set(output().match(/MISSING_MESSAGE: \S+/g));
      if (missing.size > 0) throw new Error([...missing].join(", "));
    },
  };
}
