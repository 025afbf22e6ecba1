// The settings of `npm run test:long`: properties whose runs take minutes, in files that end in `.long.test.ts`.
import { defineConfig } from "vitest/config"
import config from "./vitest.config.js"

export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ["**/*.long.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 600_000,
    passWithNoTests: true
  }
})
