// Fields: what binds a control to its words, and lists of words by the keyboard alone.

import { Input } from "@fluentui/react-components";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { polite } from "@/app/live.ts";
import type { FieldLimit, Problem } from "@/bindings";
import { renderPart } from "@/test/render.tsx";
import * as C from "./index.ts";
import { Moment } from "./Moment.tsx";
import { NOTHING } from "./moment.ts";

const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  code,
  severity: "must",
  pointer: "",
  params: {},
  ...more,
});
const limit = (more: Partial<FieldLimit>) => more as FieldLimit;

describe("a form field", () => {
  const field = (more: Partial<C.FormFieldProps> = {}) => (
    <C.FormField label="Title" pointer="/t" {...more}>
      {(control) => <Input {...control} defaultValue="x" />}
    </C.FormField>
  );

  test("binds hint, problem and counter to its control", async () => {
    await renderPart(
      field({ hint: "What customers read", problems: [problem("text.blanks")], count: { now: 12, max: 10 } }),
    );
    const input = screen.getByRole("textbox", { name: "Title" });
    const described = (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(described.join(" | ")).toMatch(
      /What customers read \| .*blanks.* \| 12 of 10.*2 characters too many\. Nothing is cut\./,
    );
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  test("is read-only with its reason, never disabled", async () => {
    await renderPart(field({ locked: "In certification" }));
    const input = screen.getByRole("textbox", { name: "Title" }) as HTMLInputElement;
    expect([input.readOnly, input.disabled]).toEqual([true, false]);
    expect(document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent).toContain(
      "In certification",
    );
  });

  test("shows what is live and puts it back", async () => {
    const back = vi.fn();
    await renderPart(field({ difference: { pointer: "/t", before: "Planner", after: "x" }, onPutBack: back }));
    expect(screen.getByText("Live: Planner")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Put back" }));
    expect(back).toHaveBeenCalledOnce();
  });
});

describe("a list of words", () => {
  function List({ first, items = 4 }: { first: string[]; items?: number }) {
    const [value, set] = useState(first);
    return (
      <>
        <C.WordsField label="Features" value={value} onChange={set} limit={limit({ items, item_max: 10 })} />
        <output>{value.join("|")}</output>
      </>
    );
  }
  const value = () => screen.getByRole("status").textContent;
  const inputs = () => screen.getAllByRole("textbox") as HTMLInputElement[];

  test("is written, moved and shortened with the keyboard alone, said aloud", async () => {
    await renderPart(<List first={["a", "b"]} />);
    const user = userEvent.setup();
    await user.click(inputs()[0]!);
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(value()).toBe("b|a");
    expect(polite.spoken.value.text).toBe("a is now number 2 of 2");
    await waitFor(() => expect(document.activeElement).toBe(inputs()[1]));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(inputs()[2]));
    await user.keyboard("c");
    expect(value()).toBe("b|a|c");
    await user.keyboard("{Backspace}{Backspace}");
    expect(value()).toBe("b|a");
    for (const button of ["Remove b", "Remove a"]) await user.click(screen.getByRole("button", { name: button }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Add: Features"));
  });

  test("takes pasted lines as items, up to its limit", async () => {
    await renderPart(<List first={[""]} items={3} />);
    const user = userEvent.setup();
    await user.click(inputs()[0]!);
    await user.paste("one\ntwo\r\n\nthree\nfour");
    expect(value()).toBe("one|two|three");
    expect(screen.queryByRole("button", { name: /^Add/ })).toBeNull();
  });

  test("cuts nothing that is too long, and says by how much", async () => {
    await renderPart(<List first={["far too long for ten"]} />);
    expect(inputs()[0]!.value).toBe("far too long for ten");
    expect(screen.getByText(/10 characters too many\. Nothing is cut\./)).toBeTruthy();
  });
});

describe("a moment that is missing", () => {
  const missing = problem("options.date.missing", { pointer: "/targetPublishDate" });
  const moment = (
    <>
      <Moment
        label="Date and time"
        pointer={missing.pointer}
        typed={NOTHING}
        locked={false}
        problems={[missing]}
        onType={() => {}}
        onLeave={() => {}}
      />
      <button type="button">After</button>
    </>
  );
  const told = () => screen.queryByText("The date is missing.");

  test("is no fault before the person has left it", async () => {
    await renderPart(moment);
    const user = userEvent.setup();
    expect(told()).toBeNull();
    await user.click(screen.getByRole("textbox", { name: "Day" }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Month" }));
    expect(told(), "the next part is still the same field").toBeNull();
    await user.click(screen.getByRole("button", { name: "After" }));
    expect(told()).toBeTruthy();
  });

  test("is told at once to whom a link of the problem brings", async () => {
    const { router } = await renderPart(moment);
    await act(() => router.navigate({ to: "/", search: { field: missing.pointer } as never }));
    expect(told()).toBeTruthy();
  });
});
