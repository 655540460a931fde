import type { VNode } from 'preact'

const paths: Record<string, string> = {
  assistant: 'M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5zM9 10h.01M12 10h.01M15 10h.01',
  jobs: 'M4 8.5h16v10H4zM9 8.5V6a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2.5M4 13h16',
  deals: 'M12.5 4H19a1 1 0 0 1 1 1v6.5L11.5 20 4 12.5zM16 8h.01',
  workshops: 'M5 6h14v13H5zM5 10h14M9 4v4M15 4v4',
  stories: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.7-5 2.7 1.1-5.5L4 9.7 9.6 9z',
  general: 'M9.5 4.5l-2 15M16.5 4.5l-2 15M5 9h15M4 15h15',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  menu: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
}

/** A decoration: what it stands for is always written beside it or in its control's label. */
export const Icon = ({ name }: { name: string }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d={paths[name] ?? paths['general']} />
  </svg>
)

/** Two speech bubbles that overlap: people who help each other. */
export const Logo = (): VNode => (
  <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
    <path class="one" d="M3 12a9 9 0 0 1 18 0 9 9 0 0 1-9 9H4l1.6-3A9 9 0 0 1 3 12z" />
    <path class="other" d="M29 19a9 9 0 0 0-18 0 9 9 0 0 0 9 9h8l-1.6-3A9 9 0 0 0 29 19z" />
  </svg>
)
