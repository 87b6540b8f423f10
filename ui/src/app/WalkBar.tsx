// *Guide me* at the foot of each of its pages: where one is, back, next, out.

import { useTranslation } from "react-i18next";
import { GuideBar } from "@/components/GuideBar.tsx";
import { useDraft } from "@/data/drafts.tsx";
import { useStep, useWalk, WALK } from "./walk.ts";

export function WalkBar() {
  const { t } = useTranslation("draft");
  const walk = useWalk(useDraft());
  const step = useStep();
  if (step === null) return null;
  const at = WALK.indexOf(step);
  const before = WALK[at - 1];
  const after = WALK[at + 1];
  return (
    <GuideBar
      n={at + 1}
      m={WALK.length}
      label={t(`walk.${step}`)}
      onBack={before && (() => walk.go(before))}
      onNext={after && (() => walk.go(after))}
      nextLabel={after && t(`walk.${after}`)}
      onLeave={walk.leave}
    />
  );
}
