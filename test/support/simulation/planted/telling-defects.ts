import { type Defect, inWorld } from './defect.ts'

/** Mistakes that could be made in telling how sessions ended. */
export const tellingDefects: readonly Defect[] = [
  {
    name: 'an outcome is told once, whether or not anybody has it',
    tampering: inWorld(({ outcomes }) => ({
      outcomes: {
        put: async (ended) => {
          await outcomes.put(ended)
          return 'queued'
        },
      },
    })),
    breaks: ['all-told'],
  },
  {
    name: 'an outcome is told beside the session, which does not remember it',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        load: async (id) => {
          const stored = await sessions.load(id)
          if (stored === null) return null
          const { untold: _, ...session } = stored.session
          return { ...stored, session }
        },
      },
    })),
    breaks: ['all-told', 'alarmed', 'comes-to-an-end'],
  },
  {
    name: 'the latest outcome is told first',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        save: ({ session, version }) => {
          const [first, ...others] = session.untold?.outcomes.toReversed() ?? []
          if (session.untold === undefined || first === undefined) {
            return sessions.save({ session, version })
          }
          const untold = { ...session.untold, outcomes: [first, ...others] } as const
          return sessions.save({ session: { ...session, untold }, version })
        },
      },
    })),
    breaks: ['all-told'],
  },
]
