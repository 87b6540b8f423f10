// One package with its verdicts as sentences: whose it is, its version against what is live, for which devices and
// languages, what it may do, and what it replaces.

import { Box20Regular } from "@fluentui/react-icons/svg/box";
import { Checkmark16Regular } from "@fluentui/react-icons/svg/checkmark";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { referenceOf } from "@/app/language.ts";
import { announce } from "@/app/live.ts";
import type { FileCard, Problem, Severity } from "@/bindings";
import { Button } from "@/components/Button.tsx";
import { ProblemBar, SEVERITY_ICON } from "@/components/ProblemBar.tsx";
import { useDo } from "@/data/ask.ts";
import { useDraft, useDraftView } from "@/data/drafts.tsx";
import { problemText } from "@/i18n/problem.ts";
import { useFormat } from "@/i18n/useFormat.ts";
import { useValueName } from "@/i18n/values.ts";
import { OlderSettings } from "./OlderSettings.tsx";
import styles from "./packages.module.css";
import { buildOf, type Packed } from "./packages.ts";

/** Languages named in a sentence; the rest is counted. */
const NAMED = 8;

export interface PackageCardProps {
  one: Packed;
  card: FileCard | undefined;
  replaced: readonly Packed[];
  locked: boolean;
  onKeep(other: Packed): void;
  onRemove(): void;
}

export function PackageCard({ one, card, replaced, locked, onKeep, onRemove }: PackageCardProps) {
  const { t } = useTranslation(["packages", "problems"]);
  const format = useFormat();
  const valueName = useValueName();
  const view = useDraftView();
  const live = view.ribbon.live?.version ?? null;
  const told = (area: string) => one.problems.filter((problem) => problem.code.startsWith(area));
  const identity = [...told("package.identity"), ...told("package.displayname")];
  const versions = told("package.version");
  const capabilities = told("package.capability");
  const languages = told("package.language");
  const asked = capabilities.map((problem) => problem.params.capability);
  const plainly = one.capabilities.filter((capability) => !asked.includes(capability));
  const shown = new Set([...identity, ...versions, ...capabilities, ...languages]);
  const rest = one.problems.filter((problem) => !shown.has(problem));
  const facts = one.facts !== undefined;
  const name = one.name || t("unnamed");
  return (
    <li className={styles.card} data-pointer={one.pointer} tabIndex={-1}>
      <div className={styles.head}>
        <Box20Regular aria-hidden />
        <h3 className={styles.name}>{name}</h3>
        <span className={styles.quiet}>
          {one.status === "new" ? (card ? t("newOf", { size: format.bytes(card.bytes) }) : t("new")) : t("stays")}
        </span>
        {!locked && (
          <Button size="small" appearance="transparent" className={styles.remove ?? ""} onClick={onRemove}>
            {t("remove")}
            <span className="hidden-text">: {name}</span>
          </Button>
        )}
      </div>
      <ul className={styles.verdicts}>
        {one.status === "new" && !facts && <Verdict tone="check">{t("unreadable")}</Verdict>}
        {identity.map((problem) => (
          <Told key={problem.code} problem={problem} />
        ))}
        {facts && identity.length === 0 && <Verdict tone="ok">{t("identity", { name: view.product_name })}</Verdict>}
        {versions.map((problem) => (
          <Told key={problem.code} problem={problem} />
        ))}
        {versions.length === 0 && one.version !== "" && (
          <Verdict tone="ok">
            {one.status === "new" && live !== null
              ? t("versionOver", { version: one.version, live })
              : t("version", { version: one.version })}
          </Verdict>
        )}
        {one.architectures.some(isNeutral) && <Verdict tone="ok">{t("anyArchitecture")}</Verdict>}
        {one.architectures.length > 0 && !one.architectures.some(isNeutral) && (
          <Verdict tone="ok">{t("architectures", { list: format.list(one.architectures.map(shortened)) })}</Verdict>
        )}
        {one.families.map(({ name: device, min }) => (
          <Verdict key={`${device} ${min}`} tone="ok">
            {t(min === "" ? "device" : "deviceFrom", {
              device: valueName("deviceFamily", device.replace(/^Windows\./, "")) ?? device,
              build: buildOf(min),
            })}
          </Verdict>
        ))}
        {one.languages.length > 0 && (
          <Verdict tone={languages.length > 0 ? "check" : "ok"}>
            {t("languages", {
              list: some(one.languages.map(format.languageName), (count) => t("more", { count }), format),
            })}
            {languages.map((problem) => (
              <Unlisted
                key={String(problem.params.language)}
                language={String(problem.params.language)}
                locked={locked}
              />
            ))}
          </Verdict>
        )}
        {capabilities.map((problem) => (
          <Told key={`${problem.code} ${problem.params.capability ?? ""}`} problem={problem}>
            <Capability name={String(problem.params.capability)} line />
            {!locked && (
              <Link
                className="link"
                to="/products/$product/options"
                params={{ product: view.product }}
                search={{ field: "/notesForCertification" }}
              >
                {t("writeNote")}
              </Link>
            )}
          </Told>
        ))}
        {plainly.length > 0 && (
          <Verdict tone="ok">
            {t("capabilities")}{" "}
            {[...new Set(plainly)].map((capability, at) => (
              <Fragment key={capability}>
                {at > 0 && ", "}
                <Capability name={capability} />
              </Fragment>
            ))}
          </Verdict>
        )}
        {rest.map((problem) => (
          <Told key={`${problem.code} ${JSON.stringify(problem.params)}`} problem={problem} />
        ))}
      </ul>
      {one.status === "new" && <OlderSettings at={one.pointer} />}
      {replaced.map((other) => (
        <p key={other.key} className={styles.replaces}>
          {t("replaces", { name: other.name, version: other.version })}{" "}
          {!locked && (
            <button type="button" className="link" onClick={() => onKeep(other)}>
              {t("keepBoth")}
            </button>
          )}
        </p>
      ))}
    </li>
  );
}

/** A language of the package that no listing speaks, with the page it lacks one press away. */
function Unlisted({ language, locked }: { language: string; locked: boolean }) {
  const { t } = useTranslation("packages");
  const format = useFormat();
  const draft = useDraft();
  const { standing } = useDraftView();
  const from = referenceOf(standing.languages);
  const name = format.languageName(language);
  const add = useDo("language_add", (saved) => {
    draft.absorb(saved);
    announce(t("listingMade", { name }));
  });
  return (
    <>
      <span className={styles.line}>
        {t("noListing", { name })}{" "}
        {!locked && (
          <button
            type="button"
            className="link"
            onClick={() => {
              const send = () => add.mutate({ draft: draft.id, language, ...(from === undefined ? {} : { from }) });
              draft.flush().then(send, send);
            }}
          >
            {from === undefined ? t("makeListing") : t("makeListingFrom", { name: format.languageName(from) })}
          </button>
        )}
      </span>
      {add.error && <ProblemBar problem={add.error.problem} />}
    </>
  );
}

/** A capability in words, with the name that the package has for it; one that has no words here is its name. */
function Capability({ name, line = false }: { name: string; line?: boolean }) {
  const { t } = useTranslation("packages");
  const words = useValueName()("capability", name);
  if (line && words === undefined) return null;
  const raw = <code className={styles.raw}>{name}</code>;
  return (
    <span className={line ? styles.line : undefined}>
      {line && <>{t("capabilities")} </>}
      {words !== undefined && <>{words} </>}
      {raw}
    </span>
  );
}

function Told({ problem, children }: { problem: Problem; children?: ReactNode }) {
  const { t } = useTranslation("problems");
  const text = problemText(problem, t);
  return (
    <Verdict tone={problem.severity}>
      <strong>{text.title}.</strong> {text.body} {text.fix} {children}
    </Verdict>
  );
}

function Verdict({ tone, children }: { tone: Severity | "ok"; children: ReactNode }) {
  const { t } = useTranslation("common");
  const Icon = tone === "ok" ? Checkmark16Regular : SEVERITY_ICON[tone];
  return (
    <li className={styles.verdict} data-tone={tone}>
      <Icon aria-hidden className={styles.glyph} />
      <span>
        {tone !== "ok" && <span className="hidden-text">{t(`severity.${tone}`)}: </span>}
        {children}
      </span>
    </li>
  );
}

/** `arm64` is written ARM64, the others as they are. */
const isNeutral = (architecture: string) => architecture.toLowerCase() === "neutral";

const shortened = (architecture: string) =>
  architecture.startsWith("arm") ? architecture.toUpperCase() : architecture;

function some(
  names: readonly string[],
  more: (count: number) => string,
  format: { list(items: readonly string[]): string },
): string {
  const unique = [...new Set(names)];
  if (unique.length <= NAMED) return format.list(unique);
  return format.list([...unique.slice(0, NAMED - 1), more(unique.length - NAMED + 1)]);
}
