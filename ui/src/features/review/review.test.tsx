// Review, the publication and History, as a person uses them.

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import type { Job, PublishRequest, ReviewView, Run } from "@/bindings";
import { shortened } from "@/components/changes/runs.ts";
import { renderApp } from "@/test/render.tsx";
import { acts, job, pending, problem, review, SEEN, session, tailspin, view, withOpen, world } from "@/test/world.ts";

async function accessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

const PAGE = `/products/${tailspin.id}/review`;
const tooLong = problem("text.toolong", {
  pointer: "/listings/de-de/baseListing/description",
  params: { language: "de-de", field: "description", count: 10_214, max: 10_000, over: 214 },
});

async function open(answer: ReviewView, more: Parameters<typeof renderApp>[0] = {}) {
  const host = more?.host ?? world();
  const start = vi.fn((_: PublishRequest) => job("create"));
  host.answer({ review: () => answer, publish_start: start });
  const shown = await renderApp({ session: session(), at: PAGE, ...more, host });
  await screen.findByText("Product and account");
  return { ...shown, host, start };
}
const submit = () => screen.getByRole("button", { name: "Submit for certification" });

describe("a long text", () => {
  test("is cut down to the words around its change, never inside it", () => {
    const long = "word ".repeat(100);
    const runs: Run[] = [
      { kind: "kept", text: long },
      { kind: "removed", text: "old" },
      { kind: "added", text: "new" },
      { kind: "kept", text: long },
    ];
    const [before, removed, added, after] = shortened(runs);
    expect([removed?.text, added?.text]).toEqual(["old", "new"]);
    expect(before?.text).toMatch(/^…(word ){15,16}$|^… (word ){15}$/);
    expect(after?.text).toMatch(/^(word ){15,16}…$/);
    const short: Run[] = [{ kind: "kept", text: "as it is" }];
    expect(shortened(short)).toBe(short);
  });
});

describe("Review", () => {
  test("shows the same edit of several languages as one group, signs beside the colours", async () => {
    const { container } = await open(review());
    const row = screen.getByText("Description").closest("li") as HTMLElement;
    expect(within(row).getByText("3 languages, same edit")).toBeTruthy();
    expect(row.querySelector("del")?.textContent).toContain("Removed: on one page");
    expect(row.querySelector("ins")?.textContent).toContain("Added: in one place");
    expect(screen.getByText("Tailspin 1.1.0.0, compared with live 1.0.0.0")).toBeTruthy();
    expect(document.activeElement?.tagName, "never on Submit").toBe("H1");
    await accessible(container);
  });

  test("sends the reviewed revision, once for two clicks, and goes to its progress", async () => {
    const { start, router, host } = await open(review());
    let finish: (job: Job) => void = () => {};
    host.answer({
      publish_start: (request) => {
        start(request);
        return new Promise((done) => {
          finish = done;
        });
      },
    });
    await userEvent.dblClick(submit());
    await userEvent.click(await screen.findByRole("button", { name: "Submitting…" }));
    expect(start.mock.calls).toEqual([[{ draft: "d1", revision: 7 }]]);
    finish(job("create"));
    await waitFor(() => expect(router.state.location.pathname).toMatch(/publish$/));
  });

  test("with problems, Submit stays enabled, moves the focus to them and sends nothing", async () => {
    const { start } = await open(
      review({ problems: [tooLong, problem("image.screenshot.few", { severity: "check" })] }),
    );
    expect(submit().getAttribute("aria-disabled")).not.toBe("true");
    expect(document.title).toMatch(/^Error: Review and publish/);
    await userEvent.click(submit());
    expect(document.activeElement?.textContent).toBe("One to fix, one to check");
    const link = screen.getByRole("link", { name: /^Go to field ?: Description, German/ });
    expect(link.getAttribute("href")).toContain("listing");
    expect(link.getAttribute("href")).toContain("de-de");
    expect(start).not.toHaveBeenCalled();
  });

  test("a draft identical to live says so and has no button", async () => {
    await open(review({ identical: true }));
    expect(screen.getByText("This draft is identical to what is live.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Submit for certification" })).toBeNull();
  });

  test("no copy of what is live is promised while nothing is", async () => {
    await open(review());
    expect(screen.queryByText("Before sending")).toBeNull();
  });

  test("a copy of what is live is promised where something is", async () => {
    const live = { submission: "7", version: "1.0.0.0", since: null, languages: 1 };
    await open(review({ ribbon: { computer: null, microsoft: null, live, current: "computer" } }));
    expect(screen.getByText("Before sending")).toBeTruthy();
  });

  test("holding it back names the step in Partner Center before anything is sent", async () => {
    await open(review({ next_steps: [{ step: "checks" }, { step: "certification" }, { step: "youPublish" }] }));
    expect(screen.getByText("You publish it in Partner Center")).toBeTruthy();
  });

  test("what cannot be done now says why, bound to the button, and sends nothing", async () => {
    const because = problem("submission.rollout.running", { params: { percentage: 10 } });
    const { start } = await open(review({ submit: { state: "notPossible", because } }));
    const reason = document.getElementById(submit().getAttribute("aria-describedby") ?? "");
    expect(reason?.textContent).toContain("Finish the rollout first");
    await userEvent.click(submit());
    expect(document.activeElement).toBe(reason);
    expect(start).not.toHaveBeenCalled();
  });

  test("offline, nothing is queued", async () => {
    const { start } = await open(review(), { session: session({ offline_since: SEEN }) });
    await userEvent.click(submit());
    expect(document.activeElement?.textContent).toContain("nothing is sent later by itself");
    expect(start).not.toHaveBeenCalled();
  });

  test("notes for testers are hidden until they are shown, also in the changes", async () => {
    const notes = review({ notes: "demo@tailspin.example, planted" });
    notes.changes.groups.push({
      kind: "changed",
      section: "options",
      field: "notesForCertification",
      languages: [],
      pointers: ["/notesForCertification"],
      runs: [{ kind: "added", text: "planted" }],
      items: false,
    });
    await open(notes);
    expect(document.body.innerHTML).not.toContain("planted");
    await userEvent.click(screen.getByRole("button", { name: /^Show ?: / }));
    expect(screen.getByText("demo@tailspin.example, planted")).toBeTruthy();
  });

  test("another open submission stands in the way, is compared, and is deleted only after a yes", async () => {
    const host = world();
    const other = { id: "77", friendly_name: "Submission 12", state: "PendingCommit", deletable: true };
    const ribbon = withOpen().ribbon;
    let stands = true;
    host.answer({
      product: () => (stands ? withOpen() : view(tailspin)),
      pending: () => pending({ can_continue: { state: "notPossible", because: problem("draft.exists") } }),
      act_sheet: (act) => ({
        act,
        level: 3,
        product_name: "Tailspin",
        store_id: tailspin.store_id,
        account_name: "Contoso SAS",
        facts: [],
        can: { state: "available" },
        hold_seconds: 0,
      }),
      act_begin: () => ({ outcome: "done" }),
    });
    const { start, client } = await open(review({ open_submission: other, ribbon }), { host });
    expect(await screen.findByText("Submission 12 at Microsoft")).toBeTruthy();
    await userEvent.click(submit());
    expect(start).not.toHaveBeenCalled();
    expect(screen.getByText(/made by another app, or on another computer/)).toBeTruthy();
    expect(screen.getByText(/There is a draft on this computer already/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Delete it at Microsoft…" }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep it"));
    expect(host.calls.some((call) => call.name === "act_begin")).toBe(false);
    host.answer({ review: () => review() });
    await userEvent.click(screen.getByRole("button", { name: "Delete the draft" }));
    await waitFor(() => expect(host.calls.filter((call) => call.name === "act_begin")).toHaveLength(1));
    // The core tells that the product changed; the review is then asked again.
    stands = false;
    await client.invalidateQueries({ queryKey: ["product"] });
    await waitFor(() => expect(screen.queryByText("Submission 12 at Microsoft")).toBeNull());
  });

  test("says that texts are for everyone, and what Microsoft publishes from Partner Center only", async () => {
    const { host } = await open(
      review({ consequences: [{ says: "textsForEveryone", percentage: 10 }, { says: "volumePurchase" }] }),
    );
    const list = screen.getByRole("list", { name: "What comes with it" });
    expect(list.textContent).toMatch(/go to 10% of the customers, but texts and images are never gradual/);
    expect(list.textContent).toMatch(/from Partner Center only/);
    await userEvent.click(within(list).getByRole("button", { name: /Open in Partner Center/ }));
    expect(host.calls.at(-1)).toEqual({ name: "link_open", args: { to: "partnerCenter", product: tailspin.id } });
  });

  test("says nothing of the kind without them", async () => {
    await open(review());
    expect(screen.queryByRole("list", { name: "What comes with it" })).toBeNull();
  });

  test("filters by what happened", async () => {
    const answer = review();
    answer.changes.groups.push({
      kind: "added",
      section: "listing",
      field: "releaseNotes",
      languages: ["en-us"],
      pointers: ["/listings/en-us/baseListing/releaseNotes"],
      runs: [{ kind: "added", text: "Faster." }],
      items: false,
    });
    answer.changes.added = 1;
    await open(answer);
    await userEvent.click(screen.getByRole("button", { name: "Added 1" }));
    expect(screen.queryByText("3 languages, same edit")).toBeNull();
    expect(screen.getByText("Faster.")).toBeTruthy();
  });
});

describe("the publication", () => {
  async function publication(of: Job, more = {}) {
    const host = world();
    host.answer({ product: () => view({ ...tailspin, job: of.id }) });
    const shown = await renderApp({
      host,
      session: session({ jobs: [of], ...more }),
      at: `/products/${tailspin.id}/publish`,
    });
    await screen.findByRole("list", { name: "Steps" });
    return { ...shown, host };
  }

  test("shows every step, the bytes, and what exists at Microsoft", async () => {
    const progress = {
      sent: 312_000_000,
      total: 440_000_000,
      bytes_per_second: 1_400_000,
      seconds_left: 92,
      address_ends_at: null,
    };
    const { container } = await publication(job("upload", { progress }));
    const steps = within(screen.getByRole("list", { name: "Steps" })).getAllByRole("listitem");
    expect(steps).toHaveLength(10);
    expect(steps[4]?.getAttribute("aria-current")).toBe("step");
    expect(steps[4]?.textContent).toMatch(/312\sMB of 440\sMB/);
    expect(screen.getByText(/Submission 12 exists at Microsoft as a draft/)).toBeTruthy();
    await accessible(container);
  });

  test("stops only after a yes; what goes at Microsoft is named", async () => {
    const { host } = await publication(job("upload"));
    const cancel = vi.fn(() => job("upload", { status: "cancelled" }));
    host.answer({ job_cancel: cancel });
    await userEvent.click(screen.getByRole("button", { name: "Stop and delete…" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("deletes Submission 12 at Microsoft");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep sending"));
    await userEvent.keyboard("{Escape}");
    expect(cancel).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole("button", { name: "Stop and delete…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Stop and delete" }));
    await waitFor(() => expect(cancel).toHaveBeenCalledTimes(1));
  });

  test("an interrupted one says where it stopped and goes on from there", async () => {
    const stopped = job("upload", {
      status: "interrupted",
      can_resume: true,
      problem: problem("upload.interrupted", { params: { percent: 62 }, details: { status: 503 } }),
    });
    const { host } = await publication(stopped);
    host.answer({ job_resume: () => job("upload") });
    const step = screen.getByText("The upload stopped at 62%").closest("li[data-mark]") as HTMLElement;
    expect(step.dataset.mark).toBe("failed");
    expect(within(step).getByRole("button", { name: "Get help…" })).toBeTruthy();
    await userEvent.click(within(step).getByRole("button", { name: "Resume" }));
    expect(acts(host)).toEqual(["job_resume"]);
  });

  test("what failed for good can take its draft at Microsoft away; keeping it is the safe answer", async () => {
    const { host } = await publication(
      job("update", {
        status: "failed",
        problem: problem("submission.content.refused", { params: { message: "No." } }),
      }),
    );
    host.answer({ job_cancel: () => job("update", { status: "cancelled" }) });
    expect(document.title).toBe("Error: Publication — Tailspin — Vitrine");
    await userEvent.click(screen.getByRole("button", { name: "Delete the draft at Microsoft…" }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Keep it for later"));
    await userEvent.click(screen.getByRole("button", { name: "Stop and delete" }));
    expect(acts(host)).toEqual(["job_cancel"]);
  });

  test("in certification only Partner Center cancels, with its steps", async () => {
    const committed = {
      submission: "77",
      friendly_name: "Submission 12",
      exists: "yes",
      files_sent: true,
      committed: true,
    } as const;
    const { host } = await publication(
      job("certification", { status: "following", cancel: "handOff", at_microsoft: committed }),
    );
    expect(screen.queryByRole("button", { name: /^Stop/ })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "How to cancel…" }));
    await userEvent.click(screen.getByRole("button", { name: /Open Partner Center/ }));
    expect(host.calls.at(-1)).toEqual({ name: "link_open", args: { to: "partnerCenter", product: tailspin.id } });
  });

  test("a finished one is closed and leaves", async () => {
    const { host, router } = await publication(job("live", { status: "succeeded", cancel: "notPossible" }));
    host.answer({ job_dismiss: () => null });
    expect(screen.getByRole("heading", { level: 1, name: "Tailspin is live" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Close this report" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/products/store:Tailspin"));
    expect(host.calls.find((call) => call.name === "job_dismiss")?.args).toBe("j1");
  });
});

describe("History", () => {
  const copy = {
    id: "s1",
    product: tailspin.id,
    at: SEEN,
    reason: "beforeSubmit",
    friendly_name: "Submission 11",
    version: "1.0.0.0",
    languages: 12,
    images: 58,
    bytes: 214_000,
  } as const;

  test("compares a copy with live and brings its words into the draft", async () => {
    const host = world();
    host.answer({
      history: () => [copy],
      snapshot: () => ({ snapshot: copy, against_live: review().changes, live_version: "1.0.0.0", left_out: [] }),
      snapshot_copy: async () => ({ draft: await host.call("draft_open", "d1"), left_out: [] }),
    });
    const { router, container } = await renderApp({
      host,
      session: session(),
      at: `/products/${tailspin.id}/history`,
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Compare with live/ }));
    expect(await screen.findByText("3 languages, same edit")).toBeTruthy();
    await accessible(container);
    await userEvent.click(screen.getByRole("button", { name: /^Copy into the draft/ }));
    await waitFor(() => expect(router.state.location.pathname).toMatch(/draft$/));
  });

  test("says which files cannot come back, before and after", async () => {
    const host = world();
    const pointer = "/listings/de-de/baseListing/images";
    const left_out = [{ pointer, names: ["old-1.png", "old-2.png"] }];
    host.answer({
      history: () => [{ ...copy, reason: "beforeDelete" }],
      snapshot: () => ({ snapshot: copy, against_live: review().changes, live_version: "1.0.0.0", left_out }),
      snapshot_copy: async () => ({ draft: await host.call("draft_open", "d1"), left_out }),
    });
    const { router, container } = await renderApp({
      host,
      session: session(),
      at: `/products/${tailspin.id}/history`,
    });
    expect(await screen.findByText("Deleted at Microsoft")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^Compare with live/ }));
    expect(await screen.findByText(/^Images, German/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^Copy into the draft/ }));
    const after = await screen.findByRole("region", { name: /^Copied, except/ });
    expect(after.textContent).toContain("old-1.png and old-2.png");
    await accessible(container);
    expect(router.state.location.pathname).toMatch(/history$/);
    await userEvent.click(within(after).getByRole("button", { name: "Go to the draft" }));
    await waitFor(() => expect(router.state.location.pathname).toMatch(/draft$/));
  });

  test("says what it is for while it is empty", async () => {
    const host = world();
    host.answer({ history: () => [] });
    await renderApp({ host, session: session(), at: `/products/${tailspin.id}/history` });
    expect(await screen.findByText(/The first copy is made before the first submission/)).toBeTruthy();
  });
});
