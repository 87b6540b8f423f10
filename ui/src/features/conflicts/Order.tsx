// An order as the list itself: what stands first, second, third. The first place of an image decides what customers see.

import { useTranslation } from "react-i18next";
import type { FileCard } from "@/bindings";
import { useHost } from "@/host/context.tsx";
import styles from "./Conflicts.module.css";

interface Member {
  id?: string;
  $key?: string;
  $asset?: string;
  $file?: string;
  fileName?: string;
  videoFileName?: string;
  description?: string;
}

export interface OrderProps {
  keys: unknown;
  members: readonly unknown[];
  files: Partial<Record<string, FileCard>>;
}

export function Order({ keys, members, files }: OrderProps) {
  const { t } = useTranslation("conflicts");
  const host = useHost();
  const known = members as readonly Member[];
  const list = Array.isArray(keys) ? (keys as readonly string[]) : [];
  return (
    <ol className={styles.order}>
      {list.map((key) => {
        const member = known.find((one) => (one.$key ?? one.id) === key);
        const card = files[member?.$asset ?? member?.$file ?? ""];
        const path = member?.videoFileName ?? member?.fileName ?? "";
        const name = card?.name ?? path.split(/[\\/]/).at(-1);
        return (
          <li key={key}>
            {member?.$asset !== undefined && <img src={host.thumbUrl(member.$asset, 240)} alt="" loading="lazy" />}
            <span>{name || t("removedMember")}</span>
            {member?.description ? <span className={styles.quiet}>{member.description}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
