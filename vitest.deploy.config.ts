import { defineConfig } from 'vitest/config'

/** Deploys for real, to an AWS account on this machine; one file at a time, since it is one. */
export default defineConfig({
  test: {
    name: 'deploy',
    include: ['test/deploy/**/*.test.ts'],
    fileParallelism: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 60_000,
    // The first run also installs the emulator.
    hookTimeout: 300_000,
    reporters: ['default', ['json', { outputFile: '.results/deploy.json' }]],
  },
})
