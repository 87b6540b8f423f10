// *Guide me* at the foot of each of its pages: where one is, back, next, out.

import { useTranslation } from "react-i18next";
import { GuideBar } from "@/components/GuideBar.tsx";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { stepsOf, useStep, useWalk } from "./walk.ts";

export function WalkBar() {
  const { t } = useTranslation("draft");
  const walk = useWalk(useDraft());
  const step = useStep();
  const steps = stepsOf(useDraftView());
  const at = step === null ? -1 : steps.indexOf(step);
  if (step === null || at < 0) return null;
  const before = steps[at - 1];
  const after = steps[at + 1];
  return (
    <GuideBar
      n={at + 1}
      m={steps.length}
      label={t(`walk.${step}`)}
      onBack={before && (() => walk.go(before))}
      onNext={after && (() => walk.go(after))}
      nextLabel={after && t(`walk.${after}`)}
      onLeave={walk.leave}
    />
  );
}
