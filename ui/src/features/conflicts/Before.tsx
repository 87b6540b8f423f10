// The value that both sides began with, in words.

import { useTranslation } from "react-i18next";
import type { ConflictShown } from "@/bindings";
import { LongText } from "@/components/changes/LongText.tsx";
import { useValueText } from "@/components/changes/ValueChange.tsx";
import { useFormat } from "@/i18n/useFormat.ts";
import { useValueName } from "@/i18n/values.ts";
import styles from "./Conflicts.module.css";

interface File {
  fileName?: string;
  videoFileName?: string;
}

export function Before({ conflict }: { conflict: ConflictShown }) {
  const { t } = useTranslation(["conflicts", "review"]);
  const { list } = useFormat();
  const valueName = useValueName();
  const groups = [...conflict.by_me.groups, ...conflict.by_them.groups];
  const [group] = groups;
  const field = group?.part?.split("/").at(-1) ?? group?.field ?? "";
  const say = useValueText(field);
  const { base } = conflict;
  if (conflict.pointer.startsWith("/pricing/marketSpecificPricings/")) {
    return <p>{typeof base === "string" ? (valueName("marketPrice", base) ?? base) : t("basePrice")}</p>;
  }
  if (base === undefined || base === null || base === "" || (Array.isArray(base) && base.length === 0)) {
    return <p className={styles.quiet}>{t("review:changes.empty")}</p>;
  }
  const text = say(base);
  if (text !== undefined) return <LongText text={text} />;
  if (Array.isArray(base) && base.every((one) => typeof one === "string")) {
    return <p>{list(base.map((one) => valueName(field, one) ?? one))}</p>;
  }
  const file = (base as File).videoFileName ?? (base as File).fileName;
  if (typeof file === "string") return <p className={styles.name}>{file.split(/[\\/]/).at(-1)}</p>;
  return <p>{t("whole", { count: groups.length })}</p>;
}
