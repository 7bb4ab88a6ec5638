// The rules for TypeScript: typescript-eslint's strict, type-checked set, and what keeps strings from
// becoming HTML or code. Formatting is not judged here.

import nounsanitized from "eslint-plugin-no-unsanitized";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["dist/", "target/", "node_modules/", "extension/generated/"] },
  {
    files: ["extension/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, nounsanitized.configs.recommended],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./tsconfig.test.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-eval": "error",
      "no-new-func": "error",
      // The recommended rules let literals through; here nothing at all becomes HTML from a string.
      "no-restricted-syntax": [
        "error",
        {
          selector: "AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]",
          message: "Nothing becomes HTML from a string.",
        },
        {
          selector: "MemberExpression[property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|parseFromString)$/]",
          message: "Nothing becomes HTML from a string.",
        },
      ],
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": false, "ts-ignore": true, "ts-nocheck": true }],
      // Numbers are written as they are; everything else in a template must be a string.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // An arrow whose only work is a call reads better without braces.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["extension/**/*.test.ts"],
    rules: {
      // `describe` and `it` of node:test return promises that the runner itself awaits.
      "@typescript-eslint/no-floating-promises": "off",
    },
  },
);
