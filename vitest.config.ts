// The settings of every test in the workspace. Tests run on source, so all three conditions are needed.
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

export default defineConfig({
  resolve: { conditions: ["@org/source"] },
  ssr: { resolve: { conditions: ["@org/source"], externalConditions: ["@org/source"] } },
  test: {
    include: ["**/*.test.ts"],
    setupFiles: [fileURLToPath(new URL("vitest.setup.ts", import.meta.url))],
    // Properties that need minutes and tests of real processes are targets of their own: vitest.long.config.ts, vitest.scale.config.ts.
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.long.test.ts", "**/*.scale.test.ts"],
    // The files of a project share one thread, and load Effect once: most files take less time to run than to load. No file may leave
    // anything behind in a module or on the process. The project that measures memory runs with `--isolate`, in processes.
    pool: "threads",
    isolate: false,
    // Generous: no test fails because the machine is busy with other work.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
