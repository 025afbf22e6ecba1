// The settings of `npm run test:scale`: real processes that are killed, stopped and restarted, in files that end in `.scale.test.ts`.
import { defineConfig } from "vitest/config"
import config from "./vitest.config.js"

export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ["**/*.scale.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    passWithNoTests: true
  }
})
