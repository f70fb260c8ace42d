// Tests of the case room's addresses, choices and relations.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readChoices, readState, relationsOf, stateUrl } from "./cases-state.js";

test("a table comes back from its own address", () => {
  const state = { kind: "k1", sort: { key: "name", direction: /** @type {const} */ ("down") }, filters: { a1: "> 50 000", name: "Å & ø" } };
  assert.deepEqual(readState(stateUrl(state).split("?")[1]), state);
  assert.equal(stateUrl({ kind: "", sort: null, filters: { x: " " } }), "/cases");
  assert.deepEqual(readState(""), { kind: "", sort: null, filters: {} });
});

test("choices are lines, each once", () => {
  assert.deepEqual(readChoices(" stab \n\nenhet\nstab\r\n"), ["stab", "enhet"]);
});

test("a relation is seen from the case one stands on", () => {
  const base = { kind: "avtale", since: null, until: null };
  const relations = [
    { id: "1", from: "a", to: "b", direction: "one-way", ...base }, { id: "2", from: "c", to: "a", direction: "one-way", ...base },
    { id: "3", from: "c", to: "a", direction: "mutual", ...base }, { id: "4", from: "b", to: "c", direction: "mutual", ...base },
  ];
  assert.deepEqual(relationsOf(relations, "a").map((r) => [r.other, r.way]), [["b", "out"], ["c", "in"], ["c", "both"]]);
});
