// What rows and columns are called on the screen: values of attributes in the reader's manner.
import { formatValue } from "../../parts/attribute-value.js";
import { shownName } from "./matrix-shape.js";

/**
 * @typedef {import("../../parts/attribute-value.js").Attribute} Attribute
 * @typedef {{yes: string, no: string, missing: string}} Words
 */

/**
 * @param {Attribute[]} attributes of cases and sources
 * @param {string} language @param {Words} words
 * @returns {(dimension: string, name: string) => string}
 */
export function labeller(attributes, language, words) {
  return (dimension, name) => {
    const label = shownName(dimension, name);
    const isQualified = dimension.startsWith("attribute:") || dimension.startsWith("facet:");
    if (isQualified && label === "missing") return words.missing;
    if (!dimension.startsWith("attribute:")) return label;
    const attribute = attributes.find((one) => one.name === dimension.slice("attribute:".length));
    return attribute ? formatValue(attribute, label, language, words) : label;
  };
}
