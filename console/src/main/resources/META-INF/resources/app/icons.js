import { svg } from 'lit';

/** Line icons on a 24-unit square, drawn in the colour of the text beside them, silent to screen readers. */
const icon = (lines) => svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${lines}</svg>`;

/** The sign of the house: a bedside lamp and its light. */
export const lamp = svg`<svg class="lamp" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <defs>
    <linearGradient id="lamp-light" x1="0" y1="0" x2="0" y2="1">
      <stop class="near" offset="0" /><stop class="far" offset="1" />
    </linearGradient>
  </defs>
  <path class="glow" d="M12.5 20.5 4 41h40l-8.5-20.5z" />
  <path class="stem" d="M24 20v20M17 40.5h14" />
  <path class="shade" d="M18.5 6.5h11l6 13h-23z" />
</svg>`;

export const microphone = icon(svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`);
export const microphoneOff = icon(svg`<path d="M9 9v2a3 3 0 0 0 4.6 2.5M15 10.5V6a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.5 11.5a6 6 0 0 1-.6 2.6M12 18v3M4 4l16 16"/>`);
export const camera = icon(svg`<rect x="3" y="6" width="12.5" height="12" rx="2.5"/><path d="m15.5 10.5 5.5-3v9l-5.5-3"/>`);
export const cameraOff = icon(svg`<path d="M10 6h3a2.5 2.5 0 0 1 2.5 2.5v2l5.5-3v9l-2.6-1.4M15.5 15.5A2.5 2.5 0 0 1 13 18H5.5A2.5 2.5 0 0 1 3 15.500V8.500A2.5 2.5 0 0 1 5.2 6M4 4l16 16"/>`);
export const cameraTurn = icon(svg`<path d="M4 12a8 8 0 0 1 13.7-5.600L20 8.500M20 4v4.500h-4.500M20 12a8 8 0 0 1-13.7 5.600L4 15.500M4 20v-4.500h4.5"/>`);
export const hangUp = svg`<svg class="icon handset" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M4.5 12.8c4.6-3.4 10.4-3.4 15 0" /><path class="end" d="M5 12.2v3M19 12.2v3" /></svg>`;
export const video = camera;
export const check = icon(svg`<path d="m5 12.5 4.5 4.500L19 7.5"/>`);
export const alert = icon(svg`<path d="M12 4 2.8 19.500h18.400zM12 10v4.500M12 17.200v.1"/>`);
export const cloudOff = icon(svg`<path d="M8 18.500h9.500M19.8 17a4 4 0 0 0-2.3-7.500h-.8A6 6 0 0 0 9 6.600M6.5 9.300A4.7 4.7 0 0 0 6.8 18.500M4 4l16 16"/>`);
export const clockFace = icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.500V12l3 2"/>`);
export const house = icon(svg`<path d="M4 11 12 4.5 20 11v8.500h-5.500V14h-5v5.500H4z"/>`);
export const paper = icon(svg`<path d="M6 3.500h8l4.5 4.500v12.500H6zM14 3.500V8h4.500M9 12.500h6.500M9 16h6.5"/>`);
export const pen = icon(svg`<path d="m4 20 1-4.500L16.5 4l3.5 3.500L8.5 19zM14 6.500l3.5 3.5"/>`);
export const arrow = icon(svg`<path d="M5 12h14M13 6l6 6-6 6"/>`);
export const back = icon(svg`<path d="M19 12H5M11 6l-6 6 6 6"/>`);
export const leave = icon(svg`<path d="M14 4H6.500v16H14M10.5 12H21M17 8l4 4-4 4"/>`);
export const heart = icon(svg`<path d="M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z"/>`);
export const pill = icon(svg`<rect x="2.5" y="8" width="19" height="8" rx="4" transform="rotate(-40 12 12)"/><path d="m9.4 9.6 5.2 5.2"/>`);
export const person = icon(svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.500c.6-4 3.7-6 7.5-6s6.9 2 7.5 6"/>`);
export const shield = icon(svg`<path d="M12 3.5 5 6v5.500c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6zM9 12l2.2 2.200L15.2 10"/>`);
export const bars = (level) => svg`<svg class="icon bars" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path class=${level >= 1 ? 'on' : 'off'} d="M6 19v-4"/><path class=${level >= 2 ? 'on' : 'off'} d="M12 19V10"/>
  <path class=${level >= 3 ? 'on' : 'off'} d="M18 19V5"/></svg>`;
export const picture = icon(svg`<rect x="3" y="5" width="18" height="14" rx="2.5"/><circle cx="8.5" cy="10" r="1.7"/><path d="m4 17.500 5-4 3.500 2.500L16 12l5 4.500"/>`);
export const photograph = icon(svg`<path d="M4.500 7.500h3L9 5h6l1.500 2.500h3A1.500 1.500 0 0 1 21 9v9a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 18V9a1.500 1.500 0 0 1 1.500-1.500z"/><circle cx="12" cy="13" r="3.500"/>`);
export const clip = icon(svg`<path d="m19 11.500-7.400 7.300a4.600 4.600 0 0 1-6.500-6.500l8-8a3.100 3.100 0 0 1 4.400 4.400l-8 8a1.500 1.500 0 0 1-2.200-2.200l7-7"/>`);
export const wave = icon(svg`<path d="M3 12h2.500l2-6 3 13 3-15 2.500 10 1.500-2H21"/>`);
export const envelope = icon(svg`<path d="M3.500 6h17v12.500h-17zM3.500 6.500l8.500 6.500 8.500-6.500"/>`);
export const bell = icon(svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500a2.200 2.200 0 0 0 4 0"/>`);
export const calendar = icon(svg`<rect x="4" y="5.500" width="16" height="14.500" rx="2.500"/><path d="M4 10h16M8.500 3.500v4M15.500 3.500v4"/>`);
export const cross = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const plus = icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const link = icon(svg`<path d="M10 14a4 4 0 0 0 5.700 0l3.100-3.100a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3.100 3.100a4 4 0 0 0 5.700 5.700L12 17.700"/>`);
export const speech = icon(svg`<path d="M4 5.500h16v11H11l-4.500 3.500v-3.500H4z"/>`);
export const people = icon(svg`<circle cx="9" cy="8.500" r="3.500"/><path d="M2.500 19.500c.5-3.500 3-5 6.500-5s6 1.500 6.500 5M15.500 5.300a3.500 3.500 0 0 1 0 6.400M18 15c2 .7 3.200 2.200 3.500 4.500"/>`);
export const swap = icon(svg`<path d="M4 8.500h14.500M15 5l3.500 3.500L15 12M20 15.500H5.500M9 12l-3.500 3.500L9 19"/>`);
export const list = icon(svg`<path d="M9 6.500h11M9 12h11M9 17.500h11M4.500 6.500h.1M4.500 12h.1M4.500 17.500h.1"/>`);
