/** How wide a text is at a font size, in pixels. */
export type Measure = (text: string, fontSize: number) => number;
export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  readonly smallest: number;
  /** Line to line, in font sizes. */
  readonly lineHeight: number;
}
export interface SetText {
  readonly lines: readonly string[];
  readonly fontSize: number;
}
/** Sets a text as large as fits the box; at the smallest size it is cut, with an ellipsis. */
export declare function setText(text: string, box: TextBox, measure: Measure): SetText;
