// The settings of every test in the workspace. Tests run on source, so all three conditions are needed.
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

export default defineConfig({
  resolve: { conditions: ["@org/source"] },
  ssr: { resolve: { conditions: ["@org/source"], externalConditions: ["@org/source"] } },
  test: {
    include: ["**/*.test.ts"],
    setupFiles: [fileURLToPath(new URL("vitest.setup.ts", import.meta.url))],
    // Properties of 100,000 runs and tests of real processes are targets of their own: vitest.long.config.ts, vitest.scale.config.ts.
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.long.test.ts", "**/*.scale.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
