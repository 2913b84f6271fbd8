import { defineConfig } from 'vitest/config'

/**
 * One project per question (docs/architecture.md). Unit tests run in shuffled order, so that none
 * can come to depend on another.
 */
const project = (name: string, options: { shuffle?: boolean; timeoutMs?: number } = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    sequence: { shuffle: options.shuffle ?? false },
    testTimeout: options.timeoutMs ?? 10_000,
    hookTimeout: 30_000,
  },
})

export default defineConfig({
  test: {
    // Vitest would leave one core to others, which is half of a machine that has two.
    maxWorkers: '100%',
    env: {
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      // As in Lambda, where the SDK finds them in the environment.
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    reporters: ['default', 'json'],
    outputFile: { json: '.results/test.json' },
    projects: [
      project('unit', { shuffle: true }),
      project('contract'),
      project('journeys', { timeoutMs: 30_000 }),
      project('infra', { timeoutMs: 60_000 }),
      project('proof', { timeoutMs: 120_000 }),
      project('tidy'),
    ],
  },
})
