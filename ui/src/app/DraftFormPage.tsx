// A page of a draft that is one form: title, the three places, the way to Review, why nothing can be edited.

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page.tsx";
import { useDraftView } from "@/data/drafts.tsx";
import styles from "./DraftFormPage.module.css";
import { Locked, PageRibbon, ReviewButton } from "./DraftParts.tsx";
import { type DraftPage, placeOf } from "./pages.ts";
import { useStep } from "./walk.ts";

export interface DraftFormPageProps {
  page: DraftPage;
  title: string;
  children: ReactNode;
}

export function DraftFormPage({ page, title, children }: DraftFormPageProps) {
  const { t } = useTranslation("draft");
  const view = useDraftView();
  // A step may be a part of the page; its name is then what the page is about.
  const step = useStep();
  const musts = view.standing.problems.filter(
    (problem) => problem.severity === "must" && placeOf(problem.pointer).page === page,
  ).length;
  return (
    <Page
      title={step === null ? title : t(`walk.${step}`)}
      product={view.product_name}
      problems={musts}
      actions={<ReviewButton />}
      ribbon={<PageRibbon />}
    >
      <Locked />
      <div className={styles.form}>{children}</div>
    </Page>
  );
}
