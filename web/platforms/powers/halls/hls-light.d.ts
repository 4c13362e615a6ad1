/** The build without subtitles, other audio and DRM, which cameras have not; it brings no types of its own. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
