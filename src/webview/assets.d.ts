/** Icons are built in as text. */
declare module '*.svg' {
  const text: string;
  export default text;
}

/** Style sheets are taken out into a file of their own. */
declare module '*.css';
