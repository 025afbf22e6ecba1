// The linter's rules: who may import whom, and what the house style forbids.
import js from "@eslint/js"
import nx from "@nx/eslint-plugin"
import prettier from "eslint-config-prettier"
import tseslint from "typescript-eslint"

const may = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags })

const layers = [
  { ...may("layer:domain"), allowedExternalImports: ["effect", "effect/*"] },
  { ...may("layer:terminal"), allowedExternalImports: ["effect", "effect/*"] },
  may("layer:transport", "layer:domain"),
  may("layer:provider", "layer:domain", "layer:transport"),
  may("layer:normalization", "layer:domain", "layer:transport", "layer:provider"),
  may("layer:sandbox", "layer:domain"),
  may("layer:idempotency", "layer:domain"),
  may("layer:api", "layer:domain"),
  may("layer:conversations", "layer:domain"),
  may("layer:formats", "layer:domain"),
  may("layer:archive", "layer:domain", "layer:conversations"),
  may("layer:exports", "layer:domain", "layer:conversations"),
  may(
    "layer:runtime",
    "layer:domain",
    "layer:transport",
    "layer:provider",
    "layer:normalization",
    "layer:conversations",
    "layer:api",
    "layer:sandbox"
  ),
  may(
    "layer:app",
    "layer:domain",
    "layer:terminal",
    "layer:runtime",
    "layer:conversations",
    "layer:formats",
    "layer:api",
    "layer:idempotency",
    "layer:archive",
    "layer:exports"
  ),
  may(
    "layer:tool",
    "layer:domain",
    "layer:terminal",
    "layer:transport",
    "layer:provider",
    "layer:normalization",
    "layer:sandbox",
    "layer:runtime",
    "layer:api",
    "layer:conversations",
    "layer:formats",
    "layer:idempotency",
    "layer:archive",
    "layer:exports"
  )
]

// Tests may import what their package may, and transport (for real connections), the sandbox and the tools.
const layersOfTests = layers.map(({ sourceTag, onlyDependOnLibsWithTags }) => ({
  sourceTag,
  onlyDependOnLibsWithTags: [...onlyDependOnLibsWithTags, sourceTag, "layer:transport", "layer:sandbox", "layer:tool"]
}))

const boundaries = (depConstraints) => ({
  "@nx/enforce-module-boundaries": ["error", { allow: [], allowCircularSelfDependency: true, depConstraints }]
})

export default tseslint.config(
  { ignores: ["**/dist/**", "**/types/**", "**/node_modules/**", ".nx/**"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  prettier,
  {
    plugins: { "@nx": nx },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly", Buffer: "readonly" } }
  },
  {
    files: ["**/*.ts"],
    rules: {
      "no-undef": "off",
      "require-yield": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/unified-signatures": "off",
      // It refuses `Deferred.make<void>()`, the way to say that nothing is handed over.
      "@typescript-eslint/no-invalid-void-type": "off",
      ...boundaries(layers)
    }
  },
  {
    files: ["{packages,apps}/*/src/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "fetch", "process"],
      "no-restricted-syntax": [
        "error",
        {
          selector: "TSAsExpression:not([typeAnnotation.typeName.name='const']), TSTypeAssertion",
          message: "No `as`: narrow the value, or make a brand with its schema."
        }
      ]
    }
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: { "no-restricted-imports": ["error", "process", "node:process"] }
  },
  {
    // The launcher of the command line, which starts sooner as CommonJS.
    files: ["apps/cli/bin/*.js"],
    languageOptions: { sourceType: "commonjs", globals: { __dirname: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" }
  },
  { files: ["**/{test,e2e,scale}/**/*.ts", "tools/**/*.ts"], rules: boundaries(layersOfTests) }
)
