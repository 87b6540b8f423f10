import { describe, expect, it } from "vitest";
import { momentOf, typedOf } from "./moment.ts";

// The tests run in UTC (vite.config.ts), so that local times are what they look like.
describe("moments", () => {
  it("read times as people write them", () => {
    const at = (time: string) => momentOf({ day: "3", month: "12", year: "2026", time });
    for (const [written, stored] of [
      ["14:00", "14:00:00"],
      ["9.30", "09:30:00"],
      ["14 h 05", "14:05:00"],
      ["14h", "14:00:00"],
      ["2:30 pm", "14:30:00"],
      ["12 am", "00:00:00"],
      ["12:15 PM", "12:15:00"],
    ]) {
      expect(at(written!), written).toBe(`2026-12-03T${stored}Z`);
    }
    for (const wrong of ["", "25:00", "14:60", "13 pm", "noon", "-1:00"]) expect(at(wrong), wrong).toBeUndefined();
  });

  it("know that some days do not exist", () => {
    const on = (day: string, month: string, year: string) => momentOf({ day, month, year, time: "0:00" });
    expect(on("29", "2", "2028")).toBe("2028-02-29T00:00:00Z");
    for (const [day, month, year] of [
      ["29", "2", "2027"],
      ["31", "4", "2027"],
      ["0", "1", "2027"],
      ["1", "13", "2027"],
      ["1", "1", "27"],
      ["", "1", "2027"],
      ["1e1", "1", "2027"],
    ]) {
      expect(on(day!, month!, year!), `${day} ${month} ${year}`).toBeUndefined();
    }
  });

  it("come back as they were typed, and unset ones as nothing", () => {
    expect(typedOf("2026-12-03T14:05:00Z")).toEqual({ day: "3", month: "12", year: "2026", time: "14:05" });
    for (const unset of ["1601-01-01T00:00:00Z", "0001-01-01T00:00:00", undefined, null, "soon"]) {
      expect(typedOf(unset).day).toBe("");
    }
  });
});
